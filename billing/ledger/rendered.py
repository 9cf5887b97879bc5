"""The files that were made of papers, asked on a connection."""

from sqlalchemy import Connection, Row, select

from billing.ledger.records import Rendering
from billing.ledger.tables import renderings


def rendering_of(connection: Connection, number: str, suffix: str) -> Rendering | None:
    """The last file of a suffix that was made of an invoice."""
    query = select(renderings).where(
        renderings.c.number == number, renderings.c.file.endswith(suffix, autoescape=True)
    )
    row = connection.execute(query.order_by(renderings.c.seq.desc()).limit(1)).one_or_none()
    return None if row is None else _rendering(row)


def renderings_of(connection: Connection) -> tuple[Rendering, ...]:
    """Every file that was made, in the order of making."""
    return tuple(map(_rendering, connection.execute(select(renderings).order_by(renderings.c.seq))))


def _rendering(row: Row[tuple[object, ...]]) -> Rendering:
    return Rendering(number=row.number, file=row.file, sha256=row.sha256, renderer=row.renderer)
