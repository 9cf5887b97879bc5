"""The sheets of a workbook as grids of cells, with what a reader of values does not show.

Known to all who read or write workbooks: usage (billing.intake), the register, reports.
"""
