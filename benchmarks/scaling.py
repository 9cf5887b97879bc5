"""What one of each costs, and what many clients need by that: the tables of docs/scaling.md."""

from tables import Figures, table, where

from billing.settings import MailSettings

_MANY = 100_000  # clients of docs/scaling.md


def _costs(driver: Figures, month: Figures, sending: Figures) -> dict[str, float]:
    """What one of each costs, by the largest month without paper and the largest with."""
    one, papers = driver["runs"][-1], month["runs"][-1]
    small = driver["runs"][0]
    clients, steps = one["clients"], one["run"]["steps"]
    acts = [steps[step] for step in ("issue", "render") if step in steps]
    more = one["run"]["peak_mb"]["parent"] - small["run"]["peak_mb"]["parent"]
    return {
        "read, CPU ms a row": 1000 * steps["read"]["cpu"] / one["rows"],
        "plan, CPU ms a client": 1000 * steps["rate"]["cpu"] / clients,
        "issue and note the paper, CPU ms an invoice": 1000 * sum(s["cpu"] for s in acts) / clients,
        "the same, ms by the clock": 1000 * sum(s["wall"] for s in acts) / clients,
        "hand it out and take its page back, CPU ms": sending["parts"]["page"]["here"],
        "render, CPU ms an invoice": 1000 * papers["alone"]["cpu"] / papers["clients"],
        "report, CPU ms a client": 1000 * steps["report"]["cpu"] / clients,
        "audit, CPU ms an invoice": 1000 * one["audit"] / clients,
        "driver's memory, KB a client": 1024 * more / max(clients - small["clients"], 1),
        "ledger, KB an invoice": one["sizes"]["ledger"] / clients / 1000,
        "papers, KB an invoice": papers["sizes"]["papers"] / papers["clients"] / 1000,
        "inbox and archive, bytes a row": 2 * one["sizes"]["archive"] / one["rows"],
        "rows a client": one["rows"] / clients,
    }


def scaling(driver: Figures, month: Figures, sending: Figures) -> str:
    """One of each, and what many clients need; all worked out from the first table."""
    cost = _costs(driver, month, sending)
    one_of_each = [[name, f"{value:.3g}"] for name, value in cost.items()]
    tables = table("measured | ", one_of_each), table(f"{_MANY:,} clients | ", _needs(cost))
    return "\n\n".join([*tables, *map(where, (driver, month, sending))])


def _needs(cost: dict[str, float]) -> list[list[str]]:
    thousand = _MANY / 1000
    serial = (
        cost["read, CPU ms a row"] * cost["rows a client"]
        + cost["plan, CPU ms a client"]
        + cost["report, CPU ms a client"]
    )
    sent = cost["hand it out and take its page back, CPU ms"]
    act = cost["issue and note the paper, CPU ms an invoice"] + sent
    clock = cost["the same, ms by the clock"] + sent
    render = cost["render, CPU ms an invoice"]
    mails = MailSettings().per_minute
    return [
        ["read, plan and report: before and after the papers, CPU min", _f(serial * thousand / 60)],
        [
            "issue, hand out, take back, note: while papers are made, CPU min",
            _f(act * thousand / 60),
        ],
        ["render, CPU hours", _f(render * thousand / 3600)],
        ["workers with which rendering takes one hour", _f(render * thousand / 3600)],
        ["workers that one driver can feed (rendering / driver, CPU)", _f(render / act)],
        ["... where its disk is as slow as in this run (by the clock)", _f(render / clock)],
        ["memory of the driver, GB", _f(cost["driver's memory, KB a client"] * _MANY / 2**20)],
        ["ledger, GB a month", _f(cost["ledger, KB an invoice"] * thousand / 1000)],
        ["papers, GB a month", _f(cost["papers, KB an invoice"] * thousand / 1000)],
        ["inbox and archive, GB a month", _f(_stored(cost))],
        ["`billing verify`, the books alone, CPU min", _f(_audited(cost))],
        [f"mail at {mails} a minute (the default), hours", _f(_MANY / mails / 60)],
        ["mails a minute that send all in 8 hours", _f(_MANY / 480)],
    ]


def _stored(cost: dict[str, float]) -> float:
    return cost["inbox and archive, bytes a row"] * cost["rows a client"] * _MANY / 1e9


def _audited(cost: dict[str, float]) -> float:
    return cost["audit, CPU ms an invoice"] * _MANY / 60_000


def _f(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
