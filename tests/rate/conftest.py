"""Fixtures of the tests of rating: the small workspace of the month's tests."""

from tests.month.desk import call, desk, rows

__all__ = ["call", "desk", "rows"]
