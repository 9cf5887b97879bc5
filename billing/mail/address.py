"""Addresses as they stand in envelopes and headers."""

from billing.errors import MailError

_SPECIAL = set("()<>[]:;,\\\"'")


def envelope(address: str) -> str:
    """The address with its domain in ASCII (IDNA). The part before the @ stays as it is.

    Raises MailError for what is no plain address: nothing in it can end a command or a header.

    >>> envelope("张三@例子.cn")
    '张三@xn--fsqu00a.cn'
    """
    name, at, domain = address.strip().rpartition("@")
    if not (name and at and domain) or len(address) > 254 or not _plain(name):
        raise MailError("mail_address", found=repr(address))
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise MailError("mail_address", found=repr(address)) from None
    if not all(letter.isalnum() or letter in "-." for letter in host):
        raise MailError("mail_address", found=repr(address))
    return f"{name}@{host}"


def _plain(name: str) -> bool:
    return all(letter.isprintable() and letter != " " for letter in name) and not (
        _SPECIAL & set(name) or "@" in name
    )
