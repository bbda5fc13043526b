"""What the repository may hold: reasons for what it depends on, and nothing of one machine."""

import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplemented)\b")
# Written apart, so that this file does not hold what it looks for.
ADDRESSES = re.compile("--(extra-)?" + "index-url|^index-url|find-" + "links ?=|pypi[.]" + "org")
MACHINE = re.compile(r"(?<![\w.:/-])/(home|root|Users|work|opt/py)[/-]\w+")
SECRET = re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----")
TEXT = {".py", ".md", ".toml", ".txt", ".in"}


def held() -> list[Path]:
    """The text files in git, and those that would go in with the next commit; where there is no
    git (an offline copy), every file outside the folders that the make targets fill."""
    if not (ROOT / ".git").exists():
        filled = {"site", "build", "dist", "wheels", "custodes-home", "__pycache__"}
        parts = [(path, path.relative_to(ROOT).parts) for path in ROOT.rglob("*")]
        kept = [path for path, at in parts if path.is_file() and not filled & set(at)]
        return [
            path
            for path in kept
            if path.suffix in TEXT or path.name in ("Makefile", "LICENSE")
            if not any(at.startswith(".") for at in path.relative_to(ROOT).parts)
        ]
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    binary = {".png", ".xlsx", ".parquet", ".gz", ".zip", ".ico", ".woff2", ".pdf", ".docx"}
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Each line of a held file in which the pattern is found, as `file:line: text`."""
    found = []
    for path in held():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]
    return found


def test_the_lists_are_of_files():
    assert {"pyproject.toml", "Makefile", "LICENSE"} <= {path.name for path in held()}


@pytest.mark.parametrize(
    "asked",
    [
        *PROJECT["dependencies"],
        *(d for ds in PROJECT["optional-dependencies"].values() for d in ds),
    ],
)
def test_every_dependency_has_its_reason_above_it(asked):
    lines = PYPROJECT.splitlines()
    [at] = [n for n, line in enumerate(lines) if f'"{asked}"' in line]
    assert lines[at - 1].strip().startswith("# ")


def test_nothing_is_left_unfinished():
    here = Path(__file__).name
    found = [line for line in lines_with(UNFINISHED) if here not in line]
    assert [line for line in found if "NotImplemented" not in line] == []


def test_nothing_names_an_index_or_a_path_of_one_machine():
    here = Path(__file__).name
    found = [line for line in lines_with(ADDRESSES) + lines_with(MACHINE) if here not in line]
    assert found == []


def test_no_key_is_in_it():
    assert lines_with(SECRET) == []


def test_no_file_is_large():
    large = [path for path in held() if path.stat().st_size > 1_000_000]
    assert large == []


def test_the_make_targets_of_the_papers_are_there():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, flags=re.M))
    told = set()
    for paper in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        told |= set(re.findall(r"(?:`|^\$ )make ([a-z]+)", paper.read_text("utf-8"), flags=re.M))
    assert told
    assert told <= targets


def test_every_make_target_says_what_it_does():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    silent = [
        line
        for before, line in itertools.pairwise(lines)
        if re.match(r"^[a-z]+:", line) and not before.startswith("# ")
    ]
    assert silent == []
