"""Examples of the docs as real workbooks: written, read, and billed as far as `check` goes."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from billing.period import month
from billing.register import sheets
from tests.modes.examples_page import CHARGES, Bill, Example, Row, Table
from tests.month.desk import Desk, Said

CLIENT = "C1"
_EACH_DAY = re.compile(r"each day (\S+) to (\S+)")
_SETTINGS = """
first_month = "{first}"
language = "en"
issue_date = {day}
[provider]
name = "示例客服"
name_en = "Sample Provider"
"""


def billed(example: Example, root: Path, call: Callable[..., Said]) -> list[dict[str, Any]]:
    """The client in the report of each month's check; months before the last are then issued."""
    _write(example, root, call)
    found = []
    for bill in example.bills:
        found.append(_client(call("check", "--month", bill.month, "--json")))
        if bill is not example.bills[-1]:
            _issue(bill, call)
    return found


def _issue(bill: Bill, call: Callable[..., Said]) -> None:
    """A month is issued (or closed over 0.00), approved first where the page says it is held."""
    if bill.reasons:
        why = ("--by", "Finance", "--why", "checked")
        assert not call("approve", CLIENT, "--month", bill.month, *why).code
    outcome = _client(call("run", "--month", bill.month, "--json"))["outcome"]
    assert outcome in ("issued", "nothing_due"), outcome


def _client(said: Said) -> dict[str, Any]:
    assert said.out.startswith("{"), said.out + said.err
    (client,) = json.loads(said.out)["clients"]
    return dict(client)


def _write(example: Example, root: Path, call: Callable[..., Said]) -> None:
    months = [bill.month for bill in example.bills]
    day = month(months[-1]).end + timedelta(days=1)
    (root / "billing.toml").write_text(_SETTINGS.format(first=months[0], day=day), encoding="utf-8")
    (root / "inbox").mkdir()
    desk = Desk(root=root, rows=_register(example), call=call)
    desk.register()
    for kind, table in example.usage.items():
        desk.drop(f"{kind}.xlsx", _workbook(kind, table), kind)


def _register(example: Example) -> dict[str, list[dict[str, str]]]:
    """The rows shown, with what the page says of all examples filled in."""
    rows = {name: [_fields(name, row) for row in table] for name, table in example.register.items()}
    client = {
        "client": CLIENT,
        "name": "Sample Client Ltd",
        "language": "en",
        "tax_rate": "6%",
        "price_basis": "exclusive",
        "email_to": "pay@client.example",
    }
    rows["Clients"] = [{**client, **row} for row in rows.get("Clients", [{}])]
    for name in CHARGES:
        own = {"client": CLIENT, "start": "2026-01-01"}
        rows[name] = [{**own, **row} for row in rows.get(name, [])]
    for row in rows.get("Service levels", []):
        row.setdefault("client", CLIENT)
    rows.setdefault("Stores", [{"client": CLIENT, "store": store} for store in _stores(example)])
    return rows


def _fields(sheet: str, row: Row) -> dict[str, str]:
    """A row by field; a header that the sheet does not have is an error of the page."""
    known = sheets.by_header(sheets.named(sheet))
    return {known[sheets.key(header)]: cell for header, cell in row.items() if cell}


def _stores(example: Example) -> list[str]:
    tables = (*example.usage.values(), *(example.register.get(name, ()) for name in CHARGES))
    named = [row.get("store", "") for table in tables for row in table]
    return [store for store in dict.fromkeys(named) if store]


def _workbook(kind: str, table: Table) -> Sequence[Sequence[object]]:
    """Header and rows; the client is named where the page leaves it out and no store tells it."""
    added = {} if "store" in table[0] and kind != "events" else {"client": CLIENT}
    rows = [{**added, **row} for row in _by_day(table)]
    return [list(rows[0]), *([_typed(cell) for cell in row.values()] for row in rows)]


def _by_day(table: Table) -> Iterator[Row]:
    """`each day 2026-10-01 to 2026-10-31` is a row a day."""
    for row in table:
        found = _EACH_DAY.fullmatch(row.get("date", ""))
        if not found:
            yield row
            continue
        day, last = map(date.fromisoformat, found.groups())
        while day <= last:
            yield {**row, "date": str(day)}
            day += timedelta(days=1)


def _typed(cell: str) -> object:
    """A cell as a spreadsheet keeps it: numbers as numbers, a blank as nothing."""
    try:
        return Decimal(cell)
    except InvalidOperation:
        return cell or None


def told(client: Mapping[str, Any], expected: Bill) -> Bill:
    """What the product says of a month, in the columns and sums that the page shows."""
    invoice = client["invoice"]
    reasons = tuple(one["message"] for one in client["reasons"])
    warnings = tuple(_unplaced(one["message"]) for one in client["warnings"])
    if invoice is None or client["outcome"] == "blocked":
        return Bill(month=expected.month, reasons=reasons, warnings=warnings)
    return Bill(
        month=expected.month,
        lines=tuple(_line(line, expected.lines) for line in invoice["lines"]),
        totals={name: invoice[name.replace(" ", "_")] for name in expected.totals},
        carried=_carried(invoice["carry_forward"]),
        reasons=reasons,
        warnings=warnings,
    )


def _unplaced(message: str) -> str:
    """A warning without the place in the workbook: the page has no cells."""
    return re.sub(r"^\S+\.xlsx\S*: ", "", message)


def _line(line: Mapping[str, Any], shown: Table) -> Row:
    named = {**line, "line": line["code"], "unit price": line["unit_price"]}
    return {header: str(named[header]) for header in (shown[0] if shown else named)}


def _carried(carry: Mapping[str, Any]) -> dict[str, str]:
    """Balances handed on, those of nothing left out."""
    found = {name: str(carry[name]) for name in ("credit", "prepayment")}
    for kind in ("quota", "net_sales"):
        word = kind.replace("_", " ")
        found |= {f"{word} of {charge}": str(value) for charge, value in carry[kind].items()}
    return {name: value for name, value in found.items() if Decimal(value)}
