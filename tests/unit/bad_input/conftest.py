"""A folder with one bad file beside a good one, and what every bad file must lead to."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from custodes.store.home import Home
from custodes.store.manifests import committed
from lib.take_in_kit import access, content, facts, taken, write_table

WHAT_TO_DO = (
    "export it|fetch it|ask who made it|save the file|write encoding|write delimiter|close it|"
    "unpack|give |give each|right file"
)
STAFF = {"staff": "S-1", "kind": "officer", "role": "response", "unit": "A", "from": "2020-01-01"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.create(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An exchange folder with a good register of staff; the tests add what is bad."""
    write_table(tmp_path / "in", "staff", [STAFF])
    return tmp_path / "in"


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    """A file of three look-ups that pass every check."""
    return write_table(tmp_path / "good", "accesses", [access(n) for n in range(3)]).read_bytes()


@pytest.fixture
def refused(home: Home, folder: Path, good: bytes) -> Callable[..., str]:
    """Takes a folder in with one bad file; gives the sentence that refuses it.

    The good file beside it is taken; nothing of the bad one is kept, not even a file or an id; and
    once it is repaired the home is as if it had never been bad.
    """

    def refused(name: str, given: bytes | None, *words: str) -> str:
        taken(home, folder)
        before = content(home)
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        if given is not None:
            path.write_bytes(given)
        report = taken(home, folder)
        errors = {f.label: f.error for f in report.files if f.error}
        assert len(errors) == 1 and report.refused_anything
        ((label, sentence),) = errors.items()
        assert label.split("!")[0] == name and sentence.startswith(name), sentence
        plain_sentence(sentence)
        assert re.search(WHAT_TO_DO, sentence), sentence
        for word in words:
            assert word in sentence, sentence
        assert content(home) == before
        path.unlink()
        repaired = folder / "accesses" / "repaired.csv"
        repaired.parent.mkdir(exist_ok=True)
        repaired.write_bytes(good)
        after = taken(home, folder)
        assert not after.refused_anything
        assert [row["access"] for row in facts(home, "accesses")] == ["a-0", "a-1", "a-2"]
        sums_hold(after)
        assert len(committed(home)) == 2
        return sentence

    return refused


def plain_sentence(sentence: str) -> None:
    """It is one line that ends as a sentence does, and shows nothing of the program's insides."""
    assert sentence.endswith(".") and "\n" not in sentence, sentence
    for inside in ("Traceback", "Error(", "Exception", "duckdb", "pyarrow", "<class"):
        assert inside not in sentence, sentence


def sums_hold(report) -> None:
    for file in report.files:
        assert file.rows_in == file.taken + file.refused + sum(file.passed_over.values()), file
