"""A month whose client has another cycle than the month before: no day is billed twice."""

from dataclasses import replace

from billing.contract import Contract
from billing.ledger import Readable
from billing.period import month, previous_month
from billing.usage import Usage


def not_billed_yet(
    contract: Contract, usage: Usage, ledger: Readable, name: str
) -> tuple[Contract, Usage]:
    """Contract and events from the day on which the month before leaves off (rule G2).

    From calendar months to cycle day 26: October is billed to the 31st, and November, 26 October
    to 25 November, from the 1st on.
    """
    whole = month(name, contract.client.cycle_day)
    before = ledger.invoice_of(contract.client.client, previous_month(name))
    if before is None or before.draft.period.end <= whole.start:
        return contract, usage
    start = before.draft.period.end
    events = tuple(event for event in usage.events if event.period.end > start)
    if start <= contract.period.start:
        return contract, replace(usage, events=events)
    client = contract.client.model_copy(update={"start": start})
    return replace(contract, client=client), replace(usage, events=events)
