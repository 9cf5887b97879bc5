"""What came of a run, told to machines, to finance and on the terminal; how a figure came about.

`machine` makes run.json, `summary` the workbook of a run, `terminal` the table at its end,
`explanation` the way from an amount back to its cells; `compare` tells whether a run has news, and
`files` writes whatever is made. openpyxl and rich are imported when they are first needed.
"""

from billing.report.compare import says_the_same
from billing.report.drafts import drafts_book
from billing.report.explanation import explain
from billing.report.files import write
from billing.report.glance import glance
from billing.report.machine import SCHEMA_VERSION, run_json
from billing.report.said import message, place
from billing.report.summary import summary
from billing.report.terminal import table

__all__ = [
    "SCHEMA_VERSION",
    "drafts_book",
    "explain",
    "glance",
    "message",
    "place",
    "run_json",
    "says_the_same",
    "summary",
    "table",
    "write",
]
