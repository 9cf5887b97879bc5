"""Addresses as they stand in envelopes and headers."""

import idna

from billing.errors import MailError

_SPECIAL = set('()<>[]:;,\\"')


def envelope(address: str) -> str:
    """The address with its domain in ASCII. The part before the @ stays as it is.

    Domains go by IDNA 2008, as they are registered today; its forerunner, which Python brings,
    takes `faß.example` for `fass.example`, another's domain.

    Raises MailError for what is no plain address: nothing in it can end a command or a header.

    >>> envelope("张三@例子.cn")
    '张三@xn--fsqu00a.cn'
    """
    name, at, domain = address.strip().rpartition("@")
    if not (name and at and domain) or len(address) > 254 or not _plain(name):
        raise MailError("mail_address", found=repr(address))
    try:
        encoded = domain.encode("idna") if domain.isascii() else idna.encode(domain, uts46=True)
        host = encoded.decode("ascii").lower()
    except UnicodeError:  # idna's own faults are such
        raise MailError("mail_address", found=repr(address)) from None
    if not all(letter.isalnum() or letter in "-." for letter in host):
        raise MailError("mail_address", found=repr(address))
    return f"{name}@{host}"


def _plain(name: str) -> bool:
    return all(letter.isprintable() and letter != " " for letter in name) and not (
        _SPECIAL & set(name) or "@" in name
    )
