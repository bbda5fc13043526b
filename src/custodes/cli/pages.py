"""The Markdown that the printed reference is set in."""

import ast
import re
from collections.abc import Iterable, Sequence
from pathlib import Path


def page(title: str, *parts: str) -> str:
    """A page: its title, then its parts with a blank line between them."""
    return "\n\n".join([f"# {title}", *(part.strip("\n") for part in parts if part)]) + "\n"


def title_of(text: str) -> str:
    """The title of a page."""
    return text.partition("\n")[0].removeprefix("# ")


def codes(words: Iterable[str]) -> str:
    """Words of the code, set as such, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column that no row fills is left out."""
    kept = [list(row) for row in rows]
    filled = [i for i in range(len(heads)) if any(row[i] for row in kept)]
    lines = [[heads[i] for i in filled], ["---"] * len(filled)]
    lines += [[row[i].replace("|", "\\|") for i in filled] for row in kept]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def listed(heading: str, sentences: Sequence[str]) -> list[str]:
    """A headed list, or nothing where there is nothing to list."""
    if not sentences:
        return []
    return [f"## {heading}", "\n".join(f"- {sentence}" for sentence in sentences)]


def help_text(text: str) -> list[str]:
    r"""The help of a command as parts of a page.

    A block that the help keeps line by line (`\b`), or that is indented, is set as typed.
    """
    parts = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = block.strip("\n").splitlines()
        as_typed = "\b" in block or all(line.startswith("  ") for line in lines if line.strip())
        kept = [line.replace("\b", "").rstrip() for line in lines]
        kept = [line for line in kept if line.strip()]
        if not kept:
            continue
        if as_typed:
            least = min(len(line) - len(line.lstrip()) for line in kept)
            parts.append("\n".join(["```console", *(line[least:] for line in kept), "```"]))
        else:
            parts.append(" ".join(line.strip() for line in kept))
    return parts


def told_by_tests(file: Path) -> list[str]:
    """What the tests of a file say, each name read as a sentence, in the order of the file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [
        node.name.removeprefix("test_")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    said = [name.replace("_", " ") for name in names]
    return [f"{sentence[:1].upper()}{sentence[1:]}." for sentence in said]
