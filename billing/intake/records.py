"""What one table gave: its usage, rows of other months, and what was found wrong or mended."""

from dataclasses import dataclass, field

from billing.intake.blocks import Block
from billing.intake.faults import Fault
from billing.intake.listed import Listed
from billing.usage import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Rows of one client that lie outside its month."""

    file: str
    client: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one table gave."""

    block: Block | None = None  # of a table of figures
    orders: Listed | None = None  # of a list of orders
    events: tuple[tuple[str, Event], ...] = ()  # with the client's code
    accepted: tuple[tuple[str, Event], ...] = ()  # milestones accepted before the month
    aside: tuple[Aside, ...] = ()
    clients: frozenset[str] = field(default_factory=frozenset)  # with rows inside their month
    rows: int = 0  # rows inside their client's month
    faults: tuple[Fault, ...] = ()
