"""What a node of the code may become: the smallest changes that alter what it means."""

import ast
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_TAKEN_OFF = ("abs", "sorted", "set", "strip", "lower")  # f(x) or x.f() becomes x
_TRUE, _FALSE, _NONE = (ast.Constant(value) for value in (True, False, None))
_EMPTY = ast.Tuple([], ast.Load())

Variant = tuple[str, ast.AST]  # what is changed into what, and the node that does it


def variants(node: ast.AST) -> Iterator[Variant]:
    """What a node may become, each with its label."""
    before = shown(node)
    for found in (_of_operator, _of_value, _of_call, _of_block, _of_statement):
        for new in found(node):
            yield f"{before} -> {shown(new)}", new
    yield from _without_a_part(node)
    yield from _without_an_entry(node)


def shown(node: ast.AST) -> str:
    """The code of a node in one line; of a block its head alone."""
    if isinstance(node, ast.If | ast.For | ast.While | ast.Match):
        node = _with(node, "cases" if isinstance(node, ast.Match) else "body", [])
        node = _with(node, "orelse", []) if isinstance(node, ast.If) else node
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]} ... {text[-25:]}"


def _of_operator(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            yield from (
                _with(node, "ops", [*ops[:place], new(), *ops[place + 1 :]])
                for place, one in enumerate(ops)
                for new in _COMPARED[type(one)]
            )
        case ast.BoolOp(op=op, values=values):
            yield _with(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
            for place in range(len(values)):
                rest = _less(values, place)
                yield rest[0] if len(rest) == 1 else _with(node, "values", rest)
        case ast.BinOp(op=binary) | ast.AugAssign(op=binary) if type(binary) in _COMPUTED:
            yield _with(node, "op", _COMPUTED[type(binary)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case _:
            pass


def _of_value(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(number)):
            yield ast.Constant(number + 1)
        case ast.Constant(value=str(text)):
            yield ast.Constant(f"{text}X")
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case _:
            pass


def _of_call(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _with(node, "func", ast.Name(_CALLED[name], ast.Load()))
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _TAKEN_OFF:
            yield first
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _TAKEN_OFF:
            yield value
        case _:
            pass


def _of_block(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If(orelse=orelse):
            yield _with(node, "test", _TRUE)
            yield _with(node, "body", orelse) if orelse else _with(node, "test", _FALSE)
        case ast.While():
            yield _with(node, "test", _FALSE)
        case ast.For():
            yield _with(node, "iter", _EMPTY)
        case _:
            pass


def _of_statement(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield _with(node, "value", _NONE)
            if isinstance(value, ast.Tuple) and value.elts:
                yield _with(node, "value", _EMPTY)
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield ast.Pass()
        case ast.Continue():
            yield from (ast.Break(), ast.Pass())
        case _:
            pass


def _without_a_part(node: ast.AST) -> Iterator[Variant]:
    """A node less one of its arguments, items, conditions or cases."""
    match node:
        case ast.Call():
            yield from _parts(node, "args", f"{shown(node.func)}(...)")
            if shown(node.func) != "zip":  # whose `strict` is an assertion
                yield from _parts(node, "keywords", f"{shown(node.func)}(...)")
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()) | ast.Set():
            if len(node.elts) > 1:
                yield from _parts(node, "elts", "items")
        case ast.comprehension():
            yield from _parts(node, "ifs", f"for {shown(node.target)}")
        case ast.Match():
            yield from _parts(node, "cases", f"match {shown(node.subject)}")
        case _:
            pass


def _without_an_entry(node: ast.AST) -> Iterator[Variant]:
    match node:
        case ast.Dict(keys=keys, values=values):
            for place, value in enumerate(values):
                rest = ast.Dict(_less(keys, place), _less(values, place))
                yield f"entry {shown(keys[place] or value)} -> none", rest
        case ast.Slice(lower=lower, upper=upper):
            if lower:
                yield f"{shown(node)} -> no start", ast.Slice(None, upper)
            if upper:
                yield f"{shown(node)} -> no end", ast.Slice(lower, None)
        case _:
            pass


def _parts(node: ast.AST, field: str, what: str) -> Iterator[Variant]:
    parts = getattr(node, field)
    for place, part in enumerate(parts):
        if isinstance(part, ast.Constant) and part.value == 0:
            continue  # Decimal() and Fraction() are 0
        if what == "sum(...)" and place == 1:
            continue  # a sum's start is there for its type
        label = shown(part.pattern if isinstance(part, ast.match_case) else part)
        yield f"{what}: {label} -> none", _with(node, field, _less(parts, place))


def _less(parts: Sequence[Any], place: int) -> list[Any]:
    return [*parts[:place], *parts[place + 1 :]]


def _with(node: ast.AST, field: str, value: object) -> ast.AST:
    new = copy(node)
    setattr(new, field, value)
    return new
