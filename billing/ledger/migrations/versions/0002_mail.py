"""Mails and what came of them, the lease, and who closed a month."""

import sqlalchemy as sa
from alembic import op

from billing.ledger.dialect import append_only

revision = "0002"
down_revision = "0001"


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _create(name: str, *items: sa.schema.SchemaItem) -> None:
    seq = sa.Column("seq", sa.Integer, sa.ForeignKey("links.seq"), primary_key=True)
    seq.autoincrement = False
    op.create_table(name, seq, *items, sqlite_strict=True)
    for statement in append_only(name, op.get_context().dialect.name):
        op.execute(statement)


def upgrade() -> None:
    """From the first tables."""
    op.add_column("closings", sa.Column("closed_by", sa.Text))
    _messages()
    _deliveries()
    op.create_table(
        "lease",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _words("holder"),
        _words("host"),
        sa.Column("pid", sa.Integer, nullable=False),
        _words("place"),
        _words("since"),
        sa.Column("renewed", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name="one_lease"),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO lease VALUES (1, '', '', 0, '', '', 0)")


def _messages() -> None:
    _create(
        "messages",
        sa.Column("message_id", sa.Text, nullable=False, unique=True),
        _words("date"),
        _words("purpose"),
        sa.Column("number", sa.Text, sa.ForeignKey("invoices.number")),
        _words("client"),
        _words("month"),
        _words("to_addresses"),
        _words("cc_addresses"),
        sa.UniqueConstraint("number", "purpose", "to_addresses", "cc_addresses"),
        sa.CheckConstraint("purpose IN ('invoice', 'credit_note', 'report')", name="purpose_known"),
        sa.CheckConstraint("(purpose = 'report') = (number IS NULL)", name="paper_named"),
    )


def _deliveries() -> None:
    words = "recipient state happened_at reply eml_sha256 decided_by why"
    _create(
        "deliveries",
        sa.Column("message_id", sa.Text, sa.ForeignKey("messages.message_id"), nullable=False),
        *(_words(name) for name in words.split()),
        sa.UniqueConstraint("message_id", "seq"),
        sa.CheckConstraint(
            "state IN ('queued', 'composed', 'in_doubt', 'sent', 'failed', 'confirmed')",
            name="state_known",
        ),
        sa.CheckConstraint("(state = 'composed') = (eml_sha256 <> '')", name="bytes_named"),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by <> '' AND why <> ''", name="confirmed_by"
        ),
    )
