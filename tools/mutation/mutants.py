"""Mutants of a module: each is its source with one small thing changed.

Left alone are assertions, annotations, decorators, docstrings and the help texts of columns.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from variants import variants

_NO_CODE = ("annotation", "returns", "decorator_list", "format_spec", "bases", "ctx")
_TEXTS_ONLY = ("Column", "one_of")  # help and names: the docs show them


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What stands around a node."""

    names: tuple[str, ...] = ()  # of classes and the function
    function: int = 0  # the function's first line, decorators included; 0: outside of any
    lines: range = range(0)  # of the statement; of a block, those of its head


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change. Its name stays the same as long as the code that it changes does."""

    path: Path
    name: str  # FUNCTION: BEFORE -> AFTER
    where: Where
    tree: ast.Module
    owner: ast.AST
    field: str
    index: int | None
    new: ast.AST

    @property
    def function(self) -> str:
        """The qualified name of its function, or of its class."""
        return ".".join(self.where.names)

    def compiled(self) -> CodeType:
        """The module with the change, for good: call it in a process of its own."""
        if self.index is None:
            setattr(self.owner, self.field, self.new)
        else:
            getattr(self.owner, self.field)[self.index] = self.new
        whole = ast.fix_missing_locations(self.tree)
        return compile(whole, self.path.absolute(), "exec", dont_inherit=True)


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    found = []
    for node, owner, field, index, where in _sites(tree, Where()):
        for label, new in variants(node):
            name = f"{'.'.join(where.names) or 'module'}: {label}"
            seen[name] += 1
            mutant = Mutant(
                path=path,
                name=name if seen[name] == 1 else f"{name} #{seen[name]}",
                where=where,
                tree=tree,
                owner=owner,
                field=field,
                index=index,
                new=ast.copy_location(new, node),
            )
            found.append(mutant)
    return found


Site = tuple[ast.AST, ast.AST, str, int | None, Where]  # node; owner, field, index; around it


def _sites(owner: ast.AST, where: Where) -> Iterator[Site]:
    """Every node that may be changed, with its place in the node that holds it."""
    for field, value in ast.iter_fields(owner):
        if field in _NO_CODE:
            continue
        around = where
        if field == "args" and isinstance(owner, ast.FunctionDef) and owner.name == where.names[-1]:
            # Defaults are computed where the function is defined.
            around = Where(names=where.names, lines=where.lines)
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(node, ast.AST) and not _left_alone(node, owner):
                inner = _inside(node, around)
                yield node, owner, field, index, inner
                yield from _sites(node, inner)


def _inside(node: ast.AST, where: Where) -> Where:
    lines = _lines(node) if isinstance(node, ast.stmt) else where.lines
    if isinstance(node, ast.ClassDef | ast.FunctionDef) and not where.function:
        first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
        function = first if isinstance(node, ast.FunctionDef) else 0
        return Where(names=(*where.names, node.name), function=function, lines=lines)
    return Where(names=where.names, function=where.function, lines=lines)


def _lines(node: ast.stmt) -> range:
    match node:
        case ast.If(body=[first, *_]) | ast.For(body=[first, *_]) | ast.While(body=[first, *_]):
            last = first.lineno - 1
        case ast.Match(cases=[case, *_]):
            last = case.pattern.lineno - 1
        case _:
            last = node.end_lineno or node.lineno
    return range(node.lineno, max(last, node.lineno) + 1)


def _left_alone(node: ast.AST, owner: ast.AST) -> bool:
    match node:
        case ast.Assert() | ast.keyword(arg="strict") | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True  # a docstring; what a module gives to others
        case ast.Assign(value=ast.Subscript()):
            return isinstance(owner, ast.Module | ast.ClassDef)  # the name of a type
        case ast.Call(func=ast.Name(id=name)):
            return name in _TEXTS_ONLY
        case _:
            return False
