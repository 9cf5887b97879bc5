"""The tables as they stand after the newest migration.

Every row that says what happened has a `seq`: its place in the one chain of the ledger, and so
its place in time among the rows of all tables. Dates are ISO text and amounts plain decimal
text, so that both databases keep exactly what was written.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

HEAD = "0003"  # the newest migration; a test compares it with the migrations folder

metadata = MetaData()


def _chained(name: str, *items: SchemaItem) -> Table:
    seq = Column("seq", Integer, ForeignKey("links.seq"), primary_key=True, autoincrement=False)
    return Table(name, metadata, seq, *items, sqlite_strict=True)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


links = Table(
    "links",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _words("table_name"),
    _words("hash"),
    sqlite_strict=True,
)

numbers = Table(
    "numbers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("n", Integer, nullable=False),  # the last number given
    sqlite_strict=True,
)

runs = _chained(
    "runs",
    Column("run_id", Text, nullable=False, unique=True),
    _words("month"),
    _words("started_at"),
    _words("version"),
    Column("register_sha256", Text),  # none: of a run that billed from no register
)

sources = _chained(
    "sources",
    Column("run_id", Text, ForeignKey("runs.run_id"), nullable=False),  # the first that read it
    _words("name"),
    _words("sha256"),
    UniqueConstraint("name", "sha256"),
)

invoices = _chained(
    "invoices",
    Column("run_id", Text, ForeignKey("runs.run_id"), nullable=False),
    Column("number", Text, nullable=False, unique=True),
    _words("series"),
    Column("n", Integer, nullable=False),
    _words("kind"),
    _words("client"),
    _words("month"),
    Column("revision", Integer, nullable=False),
    Column("corrects", Text, ForeignKey("invoices.number")),  # the invoice a credit note undoes
    _words("issue_date"),
    _words("due_date"),
    _words("draft_hash"),
    _words("snapshot"),
    UniqueConstraint("series", "n"),
    UniqueConstraint("client", "month", "kind", "revision"),
    CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind_known"),
    CheckConstraint("(kind = 'credit_note') = (corrects IS NOT NULL)", name="credit_corrects"),
)

lines = _chained(
    "lines",
    Column("number", Text, ForeignKey("invoices.number"), nullable=False),
    Column("position", Integer, nullable=False),  # from 1, in the order of the paper
    _words("key"),
    _words("code"),
    _words("charge"),
    _words("store"),
    _words("description"),
    _words("quantity"),
    _words("unit"),
    _words("unit_price"),
    _words("amount"),
    _words("working"),
    UniqueConstraint("number", "position"),
)

balances = _chained(
    "balances",
    _words("client"),
    _words("month"),
    Column("number", Text, ForeignKey("invoices.number")),  # none: the month was closed
    _words("content"),
    UniqueConstraint("client", "month", "seq"),  # finds the newest of a month
)

closings = _chained(
    "closings",
    Column("run_id", Text, ForeignKey("runs.run_id")),  # none: closed by hand
    _words("client"),
    _words("month"),
    _words("reason"),
    Column("closed_by", Text),  # none: a run found nothing due
    UniqueConstraint("client", "month"),
)

decisions = _chained(
    "decisions",
    _words("kind"),
    _words("client"),
    _words("month"),
    _words("draft_hash"),
    _words("decided_by"),
    _words("why"),
    _words("decided_at"),
    UniqueConstraint("client", "month", "seq"),
    CheckConstraint("kind IN ('approval', 'hold')", name="decision_known"),
    CheckConstraint("decided_by <> '' AND why <> ''", name="decision_explained"),
)

renderings = _chained(
    "renderings",
    Column("number", Text, ForeignKey("invoices.number"), nullable=False),
    _words("file"),
    _words("sha256"),
    _words("renderer"),
    UniqueConstraint("number", "seq"),
)

messages = _chained(
    "messages",
    Column("message_id", Text, nullable=False, unique=True),
    _words("date"),  # of the mail's header
    _words("purpose"),
    Column("number", Text, ForeignKey("invoices.number")),  # none: a report
    _words("client"),
    _words("month"),
    _words("to_addresses"),  # JSON lists, in the header's order
    _words("cc_addresses"),
    UniqueConstraint("number", "purpose", "to_addresses", "cc_addresses"),
    CheckConstraint("purpose IN ('invoice', 'credit_note', 'report')", name="purpose_known"),
    CheckConstraint("(purpose = 'report') = (number IS NULL)", name="paper_named"),
)

deliveries = _chained(
    "deliveries",
    Column("message_id", Text, ForeignKey("messages.message_id"), nullable=False),
    _words("recipient"),  # empty: all of them
    _words("state"),
    _words("happened_at"),
    _words("reply"),
    _words("eml_sha256"),
    _words("decided_by"),
    _words("why"),
    UniqueConstraint("message_id", "seq"),
    CheckConstraint(
        "state IN ('queued', 'composed', 'in_doubt', 'sent', 'failed', 'confirmed')",
        name="state_known",
    ),
    CheckConstraint("(state = 'composed') = (eml_sha256 <> '')", name="bytes_named"),
    CheckConstraint("state <> 'confirmed' OR decided_by <> '' AND why <> ''", name="confirmed_by"),
)

# A backup that was put in the ledger's place, and what it was compared with before.
restorations = _chained(
    "restorations",
    _words("restored_at"),
    _words("backup"),  # the file's name
    _words("sha256"),
    Column("entries", Integer, nullable=False),  # of the backup
    Column("compared", Integer),  # entries of the ledger there; none: gone, or not readable
    Column("papers", Integer, nullable=False),  # in the outbox, whose numbers were compared
    Column("in_doubt", Integer, nullable=False),  # mails that waited, and may have been sent
)

# The run that may write; the one row is changed in place, and is no part of the chain.
lease = Table(
    "lease",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _words("holder"),  # empty: nobody
    _words("host"),
    Column("pid", Integer, nullable=False),
    _words("place"),  # the file lock that is held with it
    _words("since"),
    Column("renewed", Integer, nullable=False),  # seconds since 1970 by the database's clock
    CheckConstraint("id = 1", name="one_lease"),
    sqlite_strict=True,
)

CHAINED = (
    runs,
    sources,
    invoices,
    lines,
    balances,
    closings,
    decisions,
    renderings,
    messages,
    deliveries,
    restorations,
)
