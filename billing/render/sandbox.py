"""Jinja's sandbox, with an end: a template that loops for ever is stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from billing.render import letter_page, page

# Turns of loops, and calls, of one page. A statement of 1000 lines takes about as many, and each
# cell of an annex one more; a million takes a second or two.
TURNS = 1_000_000

# Our own nouns, which hold texts and no way to anything else.
_NOUNS = frozenset(
    noun
    for module in (letter_page, page)
    for noun in vars(module).values()
    if is_dataclass(noun) and isinstance(noun, type)
)


class _Counting(CodeGenerator):
    """Sends what a loop runs through by the filter that counts."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        for loop in list(node.find_all(nodes.For)):
            loop.iter = nodes.Filter(
                loop.iter, "counted", [], [], None, None, lineno=loop.lineno
            ).set_environment(self.environment)
        super().visit_Template(node, frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """Neither Python nor another folder can be reached, and no page takes more than `TURNS`."""

    code_generator_class = _Counting

    def __init__(self, **options: Any) -> None:
        """The options are Jinja's."""
        super().__init__(**options)
        self.turns = 0
        self.filters["counted"] = self._counted

    def start(self) -> None:
        """Count from nothing: a new page begins."""
        self.turns = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's; a noun of ours has nothing to hide but what begins with a bar."""
        if type(obj) in _NOUNS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # as Jinja tells it
        return super().getattr(obj, attribute)

    def call(self, context: Context, function: Any, /, *args: Any, **more: Any) -> Any:
        """Call a macro or function for a template; macros may call themselves, so it counts."""
        self._count()
        return super().call(context, function, *args, **more)

    def _counted(self, several: Iterable[object]) -> Iterator[object]:
        for one in several:
            self._count()
            yield one

    def _count(self) -> None:
        self.turns += 1
        if self.turns > TURNS:
            raise TemplateRuntimeError(f"stopped after {TURNS} turns: does a loop never end?")
