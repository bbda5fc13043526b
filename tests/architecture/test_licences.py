"""Every package that Custodes runs with has a licence that a force may use and pass on."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from architecture.test_locks import pins

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "LGPL-2.1-only",  # as a package beside us, never in our code: house rule
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "ZPL-2.1",
    "Zlib",
}
OLD_NAMES = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Zope Public License": "ZPL-2.1",
    "http://www.apache.org/licenses/LICENSE-2.0": "Apache-2.0",
}
RUN_WITH = sorted(pins("spark"))


def licence_of(package: str) -> str:
    """The licence that an installed package declares, as an SPDX expression."""
    said = metadata(package)
    if expression := said.get("License-Expression"):
        return expression
    classes = [
        c.rpartition(" :: ")[2]
        for c in said.get_all("Classifier") or []
        if c.startswith("License ::")
    ]
    named = classes[0] if classes else said.get("License", "")
    return OLD_NAMES.get(named, named)


def noted() -> dict[str, str]:
    """Package to licence as THIRD_PARTY_NOTICES tells them."""
    text = (ROOT / "THIRD_PARTY_NOTICES").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)\s{2,}([^(\n]+?)(?: \(.*)?$", text, flags=re.M))


@pytest.mark.parametrize("package", RUN_WITH)
def test_its_licence_is_allowed_and_noted(package):
    try:
        licence = licence_of(package)
    except PackageNotFoundError:
        assert package == "colorama", f"{package} is locked but not installed"
        licence = "BSD-3-Clause"  # on Windows only
    unknown = set(re.split(r" (?:AND|OR) ", licence)) - ALLOWED
    assert not unknown, f"{package} is under {licence}"
    assert noted().get(package) == licence


def test_the_notices_name_nothing_that_is_not_locked():
    assert set(noted()) == set(RUN_WITH)


def test_custodes_is_under_the_whole_apache_licence():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
