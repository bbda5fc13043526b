"""What is installed is what was locked: pinned, hashed, of one mind with pyproject.toml."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD = [
    line
    for line in (ROOT / "requirements/build.in").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "core": PROJECT["dependencies"] + BUILD,
    "web": PROJECT["dependencies"] + BUILD + EXTRAS["web"],
    "spark": PROJECT["dependencies"] + BUILD + EXTRAS["web"] + EXTRAS["spark"],
    "dev": PROJECT["dependencies"] + BUILD + [*chain(*EXTRAS.values())],
}


def pins(name: str) -> dict[str, set[str]]:
    """Package to the versions that a lock pins (several where they depend on the machine)."""
    pinned: dict[str, set[str]] = {}
    for line in (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            pinned.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return pinned


@pytest.mark.parametrize("name", ASKED)
def test_every_dependency_asked_for_is_pinned_to_a_version_that_fits(name):
    pinned = pins(name)
    for asked in map(Requirement, ASKED[name]):
        versions = pinned.get(canonicalize_name(asked.name))
        assert versions, f"{asked} is not in requirements/{name}.txt: run make lock"
        unfit = [v for v in versions if not asked.specifier.contains(Version(v))]
        assert not unfit, f"{asked} is pinned to {unfit}: run make lock"


@pytest.mark.parametrize("name", ASKED)
def test_every_pin_has_hashes_and_no_address_or_path(name):
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    entries = [e for e in re.split(r"\n(?=\S)", text) if not e.startswith("#")]
    assert len(entries) > 20
    assert [e for e in entries if "--hash=sha256:" not in e] == []
    assert re.findall(r"://|index-|find-|file:|(?<![\w.])/\w+", text) == []


def test_the_larger_locks_agree_with_the_smaller():
    core, web, spark, dev = pins("core"), pins("web"), pins("spark"), pins("dev")
    assert core.items() <= web.items()
    assert web.items() <= spark.items()
    assert spark.items() <= dev.items()


def test_the_core_needs_neither_spark_nor_a_web_framework():
    assert not {"pyspark", "django", "pytest"} & set(pins("core"))
