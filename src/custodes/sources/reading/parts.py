"""Finds the files of a feed, the members of its archives, and what a file's hash is."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from custodes.sources.reading.limits import MEMBERS
from custodes.vocabulary.errors import FileRefused, UserError, shown

OFFICE = ("[Content_Types].xml", "mimetype")
"""Members by which a workbook, itself a zip archive, is told from an archive of exports."""


@dataclass(frozen=True)
class Part:
    """One readable thing: a file on disk, or one member of a zip archive on disk.

    `label` is how the user knows it, relative to the folder: `billing.zip!feb.csv`.
    """

    path: Path
    member: str | None
    label: str


def label_of(path: Path, folder: Path) -> str:
    """A path as messages show it: relative to its folder, forward slashes, printable."""
    inside = path.relative_to(folder) if path.is_relative_to(folder) else path
    text = inside.as_posix().encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def files_matching(folder: Path, pattern: str) -> list[Path]:
    """The files under `folder` that a glob names (`**` goes down), sorted; hidden ones are left.

    Raises UserError for a pattern that is absolute or has `..`, and for a file that stands
    outside the folder by way of a link.
    """
    if _leaves(pattern):
        raise UserError(
            f"The file pattern {shown(pattern)} leaves the feed's folder: write it relative to "
            'that folder and without "..", such as "audit/*.csv".'
        )
    try:
        found = sorted(folder.glob(pattern), key=lambda p: p.relative_to(folder).as_posix())
    except (ValueError, NotImplementedError, IndexError):
        raise UserError(
            f'{shown(pattern)} is not a file pattern: write one such as "audit_*.csv".'
        ) from None
    except OSError as error:
        raise UserError(
            f"The folder {folder} could not be searched ({error.strerror}): see that it may be "
            "read."
        ) from None
    hidden_wanted = PurePosixPath(pattern).name.startswith(".")
    root = folder.resolve()
    files = []
    for path in found:
        if path.name.startswith((".", "~$")) and not hidden_wanted:
            continue
        if not _resolved(path, folder).is_relative_to(root):
            raise UserError(
                f"{label_of(path, folder)} leads by a link to a file outside its folder: "
                "copy the file itself into the folder."
            )
        if path.is_file():
            files.append(path)
        elif path.is_symlink() and not path.exists():
            raise UserError(
                f"{label_of(path, folder)} is a link to a file that is not there: "
                "copy the file itself into the folder, or remove the link."
            )
    return files


def _resolved(path: Path, folder: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise UserError(
            f"{label_of(path, folder)} is a link that leads in a circle: remove it."
        ) from None


def _leaves(name: str) -> bool:
    windows = PureWindowsPath(name)
    return bool(name.startswith(("/", "\\")) or windows.drive or ".." in windows.parts)


def parts_of(path: Path, folder: Path) -> list[Part]:
    """What there is to read in a file: itself, or the members of a zip archive by name.

    Folders, hidden files and macOS's own entries are left. A workbook, though a zip, is one part.
    Raises FileRefused for an archive that is broken, encrypted, holds another archive, names a
    member outside itself or one name twice, holds nothing, or has more members than MEMBERS.
    """
    label = label_of(path, folder)
    try:
        with path.open("rb") as file:
            if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return [Part(path, None, label)]
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except OSError as error:
        raise FileRefused(unreadable(label, error)) from None
    except Exception:  # whatever a broken archive makes of the standard library's reader
        raise FileRefused(
            f"{label} is a zip archive that is cut off or broken: fetch it again; "
            "nothing of it was taken."
        ) from None
    if any(m.filename in OFFICE for m in members):
        return [Part(path, None, label)]
    if len(members) > MEMBERS:
        raise FileRefused(
            f"{label} holds {len(members):,} members, more than the {MEMBERS:,} that an archive "
            "may hold: split it."
        )
    wanted = [m for m in members if not m.is_dir() and not _left(m.filename)]
    names = [m.filename for m in wanted]
    for member in wanted:
        _refuse_unfit(label, member)
    if len(set(names)) < len(names):
        raise FileRefused(f"{label} holds two members of one name: make the archive again.")
    if not names:
        raise FileRefused(f"{label} is a zip archive with no file in it: fetch it again.")
    return [Part(path, name, f"{label}!{label_of(Path(name), folder)}") for name in sorted(names)]


def _left(name: str) -> bool:
    pieces = PurePosixPath(name).parts
    hidden = bool(pieces) and pieces[-1].startswith((".", "~$"))
    return "__MACOSX" in pieces or (hidden and not _leaves(name))


def _refuse_unfit(label: str, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if _leaves(name):
        raise FileRefused(
            f"{label} names a member outside itself, {shown(name)}: an honest export does not; "
            "ask who made it, and make the archive again."
        )
    if member.flag_bits & 0x1:
        raise FileRefused(
            f"{label} is encrypted (its member {shown(name)} wants a password): "
            "unpack it, and give the files as they are."
        )
    if name.lower().endswith(".zip"):
        raise FileRefused(
            f"{label} holds another archive, {shown(name)}: unpack the outer one, and give what "
            "it holds."
        )


def unreadable(label: str, error: OSError) -> str:
    """The sentence for a file that the operating system will not give us."""
    why = error.strerror or "the system gave no reason"
    return (
        f"{label} could not be read ({why}): see that it is there and may be read, and try again."
    )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as it is on disk; raises FileRefused if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileRefused(unreadable(path.name, error)) from None
