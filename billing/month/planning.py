"""Steps 1 to 5 for all clients: everything is computed, and nothing is changed."""

from collections.abc import Callable
from dataclasses import replace

from billing.contract import Contract
from billing.ledger import Ledger, Readable
from billing.month.client import Planned, planned
from billing.month.earlier import gone
from billing.month.reading import Read, read
from billing.month.workspace import Workspace
from billing.period import month
from billing.usage import Usage

Tick = Callable[[str, int, int], None]  # the step's name, how many are done, of how many


def plan(
    workspace: Workspace, ledger: Ledger, name: str, tick: Tick
) -> tuple[Read, tuple[Planned, ...]]:
    """Steps 1 to 5: read, check, rate, draft, review. No number, no file, no row.

    All clients are compared with the books as they are at one moment.
    """
    tick("read", 0, 1)
    found = read(workspace, name)
    with ledger.still() as books:
        found = replace(found, problems=(*found.problems, *gone(found, books, name)))
        concerned = [one for one in found.contracts if _concerned(one, found, books, name)]
        clients = []
        for index, contract in enumerate(concerned):
            tick("rate", index, len(concerned))
            clients.append(planned(contract, found, books, workspace, name))
        known = {one.invoice.number: one.invoice for one in clients if one.invoice}
        documents = books.documents_of(name, known)
    return replace(found, documents=documents), tuple(clients)


def _concerned(contract: Contract, found: Read, books: Readable, name: str) -> bool:
    """Active in the month; or something came late; or issued, and then taken out of the month."""
    code = contract.client.client
    return (
        contract.active(month(name, contract.client.cycle_day))
        or bool(found.usage.get(code, Usage()).events)
        or books.invoice_of(code, name) is not None
    )
