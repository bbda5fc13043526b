"""The table of cases must notice a fault: simple faults are put in one by one and counted."""

import ast
import sys
import types
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

import custodes.web.decision as package
from web.decision.cases import failures

LEAST = 0.90
FOLDER = Path(package.__file__).parent
FILES = ("question", "decide")
FLIPS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


def faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each way in which one node may be wrong: what was done, and the node instead."""
    match node:
        case ast.Compare():
            for i, op in enumerate(node.ops):
                for flipped in FLIPS.get(type(op), ()):
                    wrong = deepcopy(node)
                    wrong.ops[i] = flipped()
                    yield "comparison", wrong
        case ast.BoolOp():
            wrong = deepcopy(node)
            wrong.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and/or", wrong
            for i in range(len(node.values)):
                kept = [deepcopy(value) for j, value in enumerate(node.values) if j != i]
                yield (
                    "operand dropped",
                    (kept[0] if len(kept) == 1 else ast.BoolOp(op=node.op, values=kept)),
                )
        case ast.UnaryOp(op=ast.Not()):
            yield "not removed", deepcopy(node.operand)
        case ast.Constant(value=bool()):
            yield "constant", ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield "constant", ast.Constant(node.value + 1)
            yield "constant", ast.Constant(node.value - 1)
        case ast.Return(value=ast.expr()):
            yield "return negated", ast.Return(ast.UnaryOp(ast.Not(), deepcopy(node.value)))
            yield "return nothing", ast.Return(ast.Constant(None))
        case ast.Name(id="any"):
            yield "any/all", ast.Name("all", ast.Load())
        case ast.Tuple() | ast.Set() if len(node.elts) > 2:
            for i in range(len(node.elts)):
                wrong = deepcopy(node)
                del wrong.elts[i]
                yield "element dropped", wrong


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, place: ast.AST, instead: ast.AST) -> None:
        self.place, self.instead = place, instead

    def visit(self, node: ast.AST) -> ast.AST:
        return self.instead if node is self.place else self.generic_visit(node)


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Every faulty copy of a source text, each with one fault."""
    tree = ast.parse(source)
    annotations = {
        id(inner)
        for node in ast.walk(tree)
        for noted in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if noted is not None
        for inner in ast.walk(noted)
    }
    for node in list(ast.walk(tree)):
        if id(node) in annotations:
            continue
        for what, instead in faults(node):
            # The one tree is changed, lent out and changed back: copies of it take the longest.
            ast.fix_missing_locations(ast.copy_location(instead, node))
            _Put(node, instead).visit(tree)
            yield f"line {getattr(node, 'lineno', 0)}: {what}: {ast.unparse(node)[:70]}", tree
            _Put(instead, node).visit(tree)


def survives(name: str, tree: ast.Module) -> bool:
    """Whether the table of cases lets a faulty copy of one file pass."""
    full = [f"{package.__name__}.{file}" for file in FILES]
    kept = {module: sys.modules[module] for module in full}
    try:
        for file, module in zip(FILES, full, strict=True):
            fresh = types.ModuleType(module)
            sys.modules[module] = fresh
            code = compile(tree, f"<{file}>", "exec") if file == name else _sound(file)
            exec(code, fresh.__dict__)
        return next(failures(sys.modules[full[0]], sys.modules[full[1]]), None) is None
    except Exception:
        return False  # A copy that does not run is noticed.
    finally:
        sys.modules.update(kept)


def _numbered(file: str) -> Iterator[tuple[str, ast.Module]]:
    for number, (what, tree) in enumerate(mutants(_text(file)), start=1):
        yield f"{number}, {what}", tree


@cache
def _sound(file: str) -> types.CodeType:
    return compile(_text(file), f"<{file}>", "exec")


def _text(file: str) -> str:
    return (FOLDER / f"{file}.py").read_text(encoding="utf-8")


def test_the_sound_copy_passes():
    for file in FILES:
        assert survives(file, ast.parse(_text(file)))


@pytest.mark.parametrize("file", FILES)
def test_nine_faults_in_ten_are_noticed(file, capsys):
    told = {what: survives(file, tree) for what, tree in _numbered(file)}
    alive = [what for what, survived in told.items() if survived]
    score = 1 - len(alive) / len(told)
    with capsys.disabled():
        sys.stdout.write(f"\nFaults put into {file}.py: {len(told)}, noticed {score:.1%}\n")
        sys.stdout.writelines(f"  not noticed: {what}\n" for what in alive)
    assert len(told) > 30
    assert score >= LEAST, alive
