"""Usage files given back to the people who made them, marked where they must be corrected.

A returned workbook is the file itself: its parts are edited as text at the places found by an XML
parser, so that whatever is not marked stays as it was, byte for byte. `marking` does the whole;
`plain` first makes a workbook of what is no .xlsx.
"""

from billing.returned.giving import given
from billing.returned.marking import marked
from billing.returned.package import is_workbook
from billing.returned.plain import workbook
from billing.returned.remark import Block, Remark, Request, Task
from billing.returned.seal import made_from, ours

__all__ = [
    "Block",
    "Remark",
    "Request",
    "Task",
    "given",
    "is_workbook",
    "made_from",
    "marked",
    "ours",
    "workbook",
]
