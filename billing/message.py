"""What is said to a client by e-mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words of a mail, twice: a reader's program shows one of the two.

    The subject is one line and may stand in a header as it is.
    """

    subject: str
    plain: str
    html: str

    def __post_init__(self) -> None:
        """A second line in a subject would be a header of the client's own."""
        assert self.subject.splitlines() == [self.subject], self.subject
