"""The home: one folder that holds everything that was taken in, and how it is laid out."""

import fcntl
import json
import os
import re
import secrets
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from custodes.vocabulary.errors import UserError, shown

FORMAT = 1
"""The version of this layout; a home of a later one is not opened."""
BUCKETS = 16
"""Into how many staff buckets a large month is split: about one for every 6 M events a year."""
FOLDERS = (
    "originals",
    "facts",
    "dictionaries",
    "refused",
    "left_out",
    "batches",
    "runs",
    "staging",
)
KEPT_BY_BATCHES = ("originals", "facts", "dictionaries", "refused", "left_out")
"""Folders whose files count only when a manifest names them."""


@dataclass(frozen=True)
class Home:
    """An open home. `salt` keys the hashes of references that are left out of everything."""

    path: Path
    force: str
    buckets: int
    salt: str

    @classmethod
    def create(cls, path: Path, *, force: str = "", buckets: int = BUCKETS) -> "Home":
        """Make a home at `path`, or open the one that is there.

        Raises UserError where something else already fills the folder, or it cannot be written.
        """
        if (path / "home.toml").exists():
            return cls.open(path)
        try:
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise UserError(
                    f"{path} holds other files and is not a home: name an empty or new folder."
                )
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.chmod(0o700)
            for folder in FOLDERS:
                (path / folder).mkdir(mode=0o700, exist_ok=True)
            # JSON texts are TOML texts too.
            written = (
                "# A home of Custodes. It is made by the program; change nothing here by hand.\n"
                f"format = {FORMAT}\n"
                f"force = {json.dumps(force)}\n"
                f"buckets = {buckets}\n"
                f"salt = {json.dumps(secrets.token_hex(16))}\n"
            )
            write_whole(path / "home.toml", written.encode())
        except OSError as error:
            raise UserError(
                f"A home cannot be made at {path}: {error.strerror or error}. "
                "Name a folder that you may write to."
            ) from None
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Home":
        """Open the home at `path`. Raises UserError where there is none, or it cannot be read."""
        written = path / "home.toml"
        try:
            settings = tomllib.loads(written.read_text("utf-8"))
            home = cls(
                path, str(settings["force"]), int(settings["buckets"]), str(settings["salt"])
            )
            version = int(settings["format"])
        except FileNotFoundError:
            raise UserError(
                f"There is no home at {path}: take something in first with "
                f"`custodes take-in FOLDER --home {path}`, or name the home with --home."
            ) from None
        except PermissionError:
            raise UserError(f"{written} may not be read by you: ask who runs this home.") from None
        except (OSError, ValueError, KeyError) as error:
            raise UserError(
                f"{written} is damaged ({shown(error)}): restore the home from a backup."
            ) from None
        if version != FORMAT:
            raise UserError(
                f"{path} was written in layout {version} and this program reads layout {FORMAT}: "
                "use the version of Custodes that made it."
            )
        return home

    @property
    def staging(self) -> Path:
        """Where a take-in works; wiped at the start of each."""
        return self.path / "staging"

    @property
    def spill(self) -> Path:
        """Where engines put what does not fit in memory; apart from what a take-in empties."""
        place = self.path / "spill"
        place.mkdir(mode=0o700, exist_ok=True)
        return place

    def original(self, sha256: str, name: str = "") -> Path:
        """Where an original is kept, by its hash (and, for a member of an archive, its name's)."""
        return self.path / "originals" / sha256[:2] / (sha256 + name)

    def relative(self, path: Path) -> str:
        """A path as manifests write it: from the home, with forward slashes."""
        return path.relative_to(self.path).as_posix()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the home for one take-in: files are made for this user alone, staging is emptied.

        Raises UserError when another take-in holds it.
        """
        umask = os.umask(0o077)
        try:
            with (self.path / "lock").open("a") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise UserError(
                        f"Another take-in is at work in {self.path}: wait until it has ended."
                    ) from None
                self._empty_staging()
                try:
                    yield
                finally:
                    self._empty_staging()
        finally:
            os.umask(umask)

    def sweep(self, named: set[str]) -> int:
        """Delete what a take-in that was killed left behind: files that no manifest names.

        `named` holds relative paths. Returns how many files went.
        """
        gone = 0
        for folder in KEPT_BY_BATCHES:
            for path in sorted((self.path / folder).rglob("*")):
                if path.is_file() and self.relative(path) not in named:
                    path.unlink()
                    gone += 1
        for path in (self.path / "batches").glob("*.tmp"):
            path.unlink()
            gone += 1
        return gone

    def _empty_staging(self) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either there whole or not at all, even if the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".tmp")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(0o600)
    unfinished.replace(path)
    settle(path.parent)


def settle(path: Path) -> None:
    """Have the disk hold a file or a folder before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def plain(label: str) -> str:
    """A label as part of a file name: letters, digits, dash and dot only."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", label).strip("-")
