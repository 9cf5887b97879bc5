"""`python -m billing`, and the command `billing`."""

import signal


def main() -> None:
    """The command line. Ctrl-C while it is being loaded ends it without a word."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from billing.cli import main as command_line  # noqa: PLC0415 - takes a moment, hence the above

    command_line()


if __name__ == "__main__":
    main()
