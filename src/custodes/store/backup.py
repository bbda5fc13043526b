"""Backup and restore: the whole home as one file with the hash of everything in it."""

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from custodes.store.home import Home
from custodes.vocabulary.errors import UserError

LEFT_OUT = ("staging", "spill", "lock")
CONTENTS = "contents.json"
DATABASE = ".sqlite3"
BESIDE_A_DATABASE = (DATABASE + "-wal", DATABASE + "-shm")
"""What SQLite keeps beside a database in use: its content goes into the copy of the database."""


def backup(home: Home, to: Path) -> int:
    """Write the home to one compressed file, which appears only when it is whole.

    Returns how many files it holds. Raises UserError when it cannot be written, lies inside the
    home, or a take-in is at work.
    """
    if to.exists():
        raise UserError(f"{to} is there already: name a new file, so that no backup is lost.")
    if to.resolve().is_relative_to(home.path.resolve()):
        raise UserError(
            f"{to} lies inside the home, and would be lost with it: name a file outside "
            f"{home.path}, best on another disk."
        )
    unfinished = to.with_name(to.name + ".tmp")
    with home.writing():
        hashes: dict[str, str] = {}
        try:
            with tarfile.open(unfinished, "w:gz", compresslevel=1) as archive:
                for path in sorted(home.path.rglob("*")):
                    name = path.relative_to(home.path).as_posix()
                    if not path.is_file() or name.split("/")[0] in LEFT_OUT:
                        continue
                    if name.endswith(BESIDE_A_DATABASE):
                        continue
                    with _settled(path) as whole:
                        archive.add(whole, arcname=f"home/{name}", recursive=False)
                        hashes[name] = _sha256(whole)
                written = json.dumps(hashes, indent=1, ensure_ascii=False).encode()
                entry = tarfile.TarInfo(CONTENTS)
                entry.size = len(written)
                archive.addfile(entry, io.BytesIO(written))
            unfinished.replace(to)
        except (OSError, sqlite3.Error) as error:
            unfinished.unlink(missing_ok=True)
            reason = getattr(error, "strerror", None) or error
            raise UserError(
                f"The backup {to} cannot be written: {reason}. Nothing was left."
            ) from None
    to.chmod(0o600)
    return len(hashes)


def restore(source: Path, to: Path) -> int:
    """Bring a backup back into a new or empty folder, checking the hash of every file.

    Returns how many files it held. Raises UserError, and leaves nothing, when the backup is
    damaged, or something is in the way.
    """
    if to.exists() and any(to.iterdir()):
        raise UserError(f"{to} is not empty: restore into a new folder, so that nothing is lost.")
    unfinished = to.with_name(to.name + ".restoring")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(unfinished, filter="data")
        hashes: dict[str, str] = json.loads((unfinished / CONTENTS).read_text("utf-8"))
        wrong = [n for n, h in hashes.items() if _sha256(unfinished / "home" / n) != h]
        held = {
            path.relative_to(unfinished / "home").as_posix()
            for path in (unfinished / "home").rglob("*")
            if path.is_file()
        }
        if wrong or held != set(hashes):
            first = (wrong or sorted(held ^ set(hashes)))[0]
            raise UserError(
                f"{source} is damaged or was changed (first: {first}): nothing was restored."
            )
        if to.exists():
            to.rmdir()
        shutil.move(unfinished / "home", to)
        (to / "staging").mkdir(mode=0o700, exist_ok=True)
        to.chmod(0o700)
        return len(hashes)
    except FileNotFoundError as error:
        raise UserError(
            f"{source} is not a backup of Custodes, or not there: {error.filename}."
        ) from None
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise UserError(
            f"{source} cannot be read as a backup ({error}): nothing was restored. Use another."
        ) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _settled(path: Path) -> Iterator[Path]:
    """The file, or of a database that may be in use a copy as of one moment."""
    if path.suffix != DATABASE:
        yield path
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        with closing(sqlite3.connect(path)) as held, closing(sqlite3.connect(copy)) as whole:
            held.backup(whole)
        yield copy


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
