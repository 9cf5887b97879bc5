"""The first tables: runs, invoices and their lines, balances, decisions, and the chain."""

import sqlalchemy as sa
from alembic import op

from billing.ledger.dialect import append_only, refusal, steps_by_one

revision = "0001"
down_revision = None


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _run(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column("run_id", sa.Text, sa.ForeignKey("runs.run_id"), nullable=nullable)


def _invoice(name: str = "number", *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey("invoices.number"), nullable=nullable)


def _create(name: str, *items: sa.schema.SchemaItem) -> None:
    seq = sa.Column("seq", sa.Integer, sa.ForeignKey("links.seq"), primary_key=True)
    seq.autoincrement = False
    op.create_table(name, seq, *items, sqlite_strict=True)
    _execute(append_only(name, op.get_context().dialect.name))


def _execute(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    """From nothing."""
    dialect = op.get_context().dialect.name
    _execute(refusal(dialect))
    op.create_table(
        "links",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        _words("table_name"),
        _words("hash"),
        sqlite_strict=True,
    )
    _execute(append_only("links", dialect))
    op.create_table(
        "numbers",
        sa.Column("series", sa.Text, primary_key=True),
        _number("start"),
        _number("n"),
        sqlite_strict=True,
    )
    _execute(steps_by_one(dialect))
    _runs()
    _invoices()
    _months()
    _create(
        "renderings",
        _invoice(),
        _words("file"),
        _words("sha256"),
        _words("renderer"),
        sa.UniqueConstraint("number", "seq"),
    )


def _runs() -> None:
    _create(
        "runs",
        sa.Column("run_id", sa.Text, nullable=False, unique=True),
        _words("month"),
        _words("started_at"),
        _words("version"),
    )
    _create(
        "sources",
        _run(),
        _words("name"),
        _words("sha256"),
        sa.UniqueConstraint("name", "sha256"),
    )


def _invoices() -> None:
    _create(
        "invoices",
        _run(),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        _words("series"),
        _number("n"),
        _words("kind"),
        _words("client"),
        _words("month"),
        _number("revision"),
        _invoice("corrects", nullable=True),
        _words("issue_date"),
        _words("due_date"),
        _words("draft_hash"),
        _words("snapshot"),
        sa.UniqueConstraint("series", "n"),
        sa.UniqueConstraint("client", "month", "kind", "revision"),
        sa.CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind_known"),
        sa.CheckConstraint(
            "(kind = 'credit_note') = (corrects IS NOT NULL)", name="credit_corrects"
        ),
    )
    words = "key code charge store description quantity unit unit_price amount working"
    _create(
        "lines",
        _invoice(),
        _number("position"),
        *(_words(name) for name in words.split()),
        sa.UniqueConstraint("number", "position"),
    )


def _months() -> None:
    _create(
        "balances",
        _words("client"),
        _words("month"),
        _invoice(nullable=True),
        _words("content"),
        sa.UniqueConstraint("client", "month", "seq"),
    )
    _create(
        "closings",
        _run(nullable=True),
        _words("client"),
        _words("month"),
        _words("reason"),
        sa.UniqueConstraint("client", "month"),
    )
    words = "kind client month draft_hash decided_by why decided_at"
    _create(
        "decisions",
        *(_words(name) for name in words.split()),
        sa.UniqueConstraint("client", "month", "seq"),
        sa.CheckConstraint("kind IN ('approval', 'hold')", name="decision_known"),
        sa.CheckConstraint("decided_by <> '' AND why <> ''", name="decision_explained"),
    )
