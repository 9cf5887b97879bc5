"""The register that a run billed from, and the backups that were put in the ledger's place."""

import sqlalchemy as sa
from alembic import op

from billing.ledger.dialect import append_only

revision = "0003"
down_revision = "0002"


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """From mails and lease."""
    op.add_column("runs", sa.Column("register_sha256", sa.Text))
    seq = sa.Column("seq", sa.Integer, sa.ForeignKey("links.seq"), primary_key=True)
    seq.autoincrement = False
    op.create_table(
        "restorations",
        seq,
        _words("restored_at"),
        _words("backup"),
        _words("sha256"),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("compared", sa.Integer),
        sa.Column("papers", sa.Integer, nullable=False),
        sa.Column("in_doubt", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    for statement in append_only("restorations", op.get_context().dialect.name):
        op.execute(statement)
