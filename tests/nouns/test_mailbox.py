"""Which texts are taken for a mail address, and that mail can be sent to each of them."""

import pytest

from billing.mail.address import envelope
from billing.mailbox import is_mailbox

TAKEN = (
    "pay@c001.example", "finance@provider.test", "a.b+c_d-e@mail.sample.example",
    "o'neil@a.example", "billing@例子.cn", "张三@例子.cn", "a@faß.example", "x" * 64 + "@a.example",
)  # fmt: skip
REFUSED = (
    "", "a", "a@", "@a.example", "a@b", "a(b@c.example", "a@b@c.example", "a b@c.example",
    "a@b c.example", "a\x01b@c.example", "a\r\nBcc: x@y.example", "a\u202e@b.example",
    "a\u200b@b.example", "a@b.example,c@d.example", "<a@b.example>", "A <a@b.example>",
    '"a"@b.example', ".a@b.example", "a.@b.example", "a..b@c.example", "a@b..example",
    "a@.example", "a@-b.example", "a@b_c.example", "a@[127.0.0.1]", "a@127.0.0.1",
    "a@localhost", "a@mail.local", "a@b.invalid", "a@b.example.", "x" * 65 + "@a.example",
    "a@" + "b" * 64 + ".example", "a@" + "b." * 150 + "example", "a" * 300 + "@b.example",
)  # fmt: skip


@pytest.mark.parametrize("text", TAKEN)
def test_an_address_is_taken_and_can_be_sent_to(text: str) -> None:
    """What the register and the settings take, the mail code can put on an envelope."""
    assert is_mailbox(text)
    assert envelope(text).rpartition("@")[2].isascii()


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Whatever a server would refuse, or could take for another address or a header."""
    assert not is_mailbox(text)


def test_a_domain_of_another_script_is_not_taken_for_another_ones() -> None:
    """IDNA 2008: a sharp s is no double s, whose domain may be anybody's."""
    assert envelope("a@faß.example") == "a@xn--fa-hia.example"
    assert envelope("a@fass.example") == "a@fass.example"
