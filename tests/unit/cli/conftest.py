"""A small made-up force, written as exports and taken in once for all tests of the commands."""

import io
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from custodes.cli import main
from custodes.synthetic import make


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def custodes() -> Run:
    """The command, in this process: words in, code and both outputs out."""

    def run(*words: object, home: Path | None = None, cwd: Path | None = None) -> Ended:
        out, err = io.StringIO(), io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(out),
            redirect_stderr(err),
            chdir(cwd or Path.cwd()),
        ):
            patch.setenv("COLUMNS", "200")
            patch.setattr("sys.argv", ["custodes", *map(str, words)])
            if home is not None:
                patch.setenv("CUSTODES_HOME", str(home))
            try:
                main.run()
                code = 0
            except SystemExit as ended:
                code = int(ended.code or 0)
        assert "a fault of the program" not in err.getvalue(), err.getvalue()
        return Ended(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of a small force and their force.toml."""
    folder = tmp_path_factory.mktemp("force")
    make(folder, staff=60, days=60, seed=5, layout="exports", plot="cases")
    return folder


@pytest.fixture(scope="session")
def taken(custodes: Run, force: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the small force taken in, and one run made. Tests only read it."""
    home = tmp_path_factory.mktemp("home") / "home"
    ended = custodes("take-in", "--config", force / "force.toml", home=home)
    assert ended.code == 3, ended.err
    assert custodes("find", home=home).code == 0
    return home
