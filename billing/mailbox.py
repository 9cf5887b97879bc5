"""Whether a text is one mail address that can be written to; nobody is asked over the network."""


def is_mailbox(text: str) -> bool:
    """One plain address, no longer than mail allows.

    Not taken, for nobody uses them and servers differ: quoted names, comments, machines by number;
    and domains that no mail reaches (`.invalid`, `.local`, no dot at all). A name or domain of
    another script is taken, for mail to it can be sent; `.test` and `.example` are, to try out.

    >>> [is_mailbox(text) for text in ("pay@c001.example", "a(b@c001.example", "a@localhost")]
    [True, False, False]
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  # rarely needed

    try:
        validate_email(
            text,
            strict=True,
            check_deliverability=False,
            allow_smtputf8=True,
            allow_quoted_local=False,
            allow_domain_literal=False,
            allow_display_name=False,
            test_environment=True,
        )
    except EmailNotValidError:
        return False
    return True
