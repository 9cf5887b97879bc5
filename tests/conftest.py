"""What all tests share: the machine's surroundings, and the option that rewrites golden files."""

import os
import signal

import pytest
from hypothesis import settings

from billing.assets import folder

# Before anything imports them: fonts of our own, and openpyxl without lxml, as the program does.
os.environ["FONTCONFIG_FILE"] = str(folder("templates") / "fonts" / "fonts.conf")
os.environ["OPENPYXL_LXML"] = "False"

# A shell without job control starts what is behind `&` deaf to Ctrl-C, with all its children:
# programs would rightly stay so, and tests that press Ctrl-C would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says nothing of whether it is right, least of all on a busy machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes the golden files anew."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")
