"""Small forces, made once for all the tests here."""

from pathlib import Path

import pytest

from custodes.synthetic import Made, make

SMALL = {"staff": 60, "days": 35}


@pytest.fixture(scope="session")
def exchange(tmp_path_factory) -> Made:
    return make(tmp_path_factory.mktemp("small") / "force", **SMALL)


@pytest.fixture(scope="session")
def exports(tmp_path_factory) -> Made:
    return make(tmp_path_factory.mktemp("small") / "force", **SMALL, layout="exports")


@pytest.fixture(scope="session")
def default(tmp_path_factory) -> Made:
    return make(tmp_path_factory.mktemp("default") / "force")


@pytest.fixture(scope="session")
def cases(tmp_path_factory) -> Made:
    return make(tmp_path_factory.mktemp("cases") / "force", plot="cases")


@pytest.fixture(scope="session")
def bytes_of():
    def every_file(where: Path) -> dict[str, bytes]:
        return {
            path.relative_to(where).as_posix(): path.read_bytes()
            for path in sorted(where.rglob("*"))
            if path.is_file()
        }

    return every_file
