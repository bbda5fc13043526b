"""The walls that the import contracts cannot state: who connects, and what a module opens with."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "custodes"
FLOORS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"][0]


def calls(file: Path) -> set[str]:
    """The dotted names that a file calls."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_only_the_engines_connect():
    connecting = {"duckdb.connect", "ibis.duckdb.connect", "ibis.connect", "ibis.pyspark.connect"}
    found = [
        file
        for file in SRC.rglob("*.py")
        if calls(file) & connecting and file.parent != SRC / "store" / "engines"
    ]
    assert found == []


def test_every_package_stands_on_a_floor():
    named = {
        name.strip(" ()") for layer in FLOORS["layers"] for name in layer.split("|") if name.strip()
    }
    packages = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert packages <= named
    assert FLOORS["exhaustive"] is True


def test_every_module_opens_with_a_sentence():
    silent = []
    for file in SRC.rglob("*.py"):
        said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        if not said.split("\n\n")[0].strip().endswith((".", ":", "?")):
            silent.append(file.relative_to(ROOT).as_posix())
    assert silent == []


def test_no_name_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "info", "data"}
    found = [path for path in SRC.rglob("*") if path.stem in empty]
    assert found == []
