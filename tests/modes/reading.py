"""An evaluator that knows only the text of a working."""

import re
from fractions import Fraction
from math import ceil, floor

_TOKEN = re.compile(r"\s*(ceil|floor|round|\d+(?:\.\d+)?|[-+x/()%])")


class Reader:
    """Sums of products of figures, `%`, brackets, ceil, floor and round; nothing else."""

    def __init__(self, text: str) -> None:
        """Cut the text into tokens; anything unknown is an error."""
        self.tokens: list[str] = []
        place = 0
        while place < len(text):
            found = _TOKEN.match(text, place)
            assert found, f"unreadable at {place}: {text}"
            self.tokens.append(found[1])
            place = found.end()

    def next(self) -> str:
        """The next token, used up."""
        return self.tokens.pop(0)

    def at(self, *signs: str) -> bool:
        """Whether the next token is one of these."""
        return bool(self.tokens) and self.tokens[0] in signs

    def sum(self) -> Fraction:
        """Products with + and -, from the left."""
        value = self.product()
        while self.at("+", "-"):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self) -> Fraction:
        """Figures with x and /, from the left."""
        value = self.figure()
        while self.at("x", "/"):
            value = value * self.figure() if self.next() == "x" else value / self.figure()
        return value

    def figure(self) -> Fraction:
        """A number, a sign before one, a bracket or a function; then perhaps a %."""
        token = self.next()
        if token == "-":
            return -self.figure()
        if token in ("ceil", "floor", "round"):
            return self.function(token)
        value = self.bracketed() if token == "(" else Fraction(token)
        if self.at("%"):
            self.next()
            value /= 100
        return value

    def function(self, name: str) -> Fraction:
        """Whole units up or down, or cents half away from zero."""
        assert self.next() == "("
        value = self.bracketed()
        if name == "round":
            return Fraction(floor(abs(value) * 100 + Fraction(1, 2)), 100) * (
                1 if value > 0 else -1
            )
        return Fraction(ceil(value) if name == "ceil" else floor(value))

    def bracketed(self) -> Fraction:
        """What stands before the closing bracket."""
        value = self.sum()
        assert self.next() == ")"
        return value


def read(text: str) -> Fraction:
    """The value of a printed working."""
    reader = Reader(text)
    value = reader.sum()
    assert not reader.tokens, text
    return value
