"""Fixtures of the mail's tests."""

from tests.mail.certificates import authority
from tests.mail.office import office, pattern
from tests.month.desk import call, desk, rows

__all__ = ["authority", "call", "desk", "office", "pattern", "rows"]
