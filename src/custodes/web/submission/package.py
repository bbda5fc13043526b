"""A force's submission as one file: a zip of plain parts, each hashed, the whole list signed.

    manifest.json     path, bytes and SHA-256 of each part, and the signer's public key
    manifest.sig      the Ed25519 signature of manifest.json's bytes, in base64
    submission.json   the plan: claims by element, lines, evidence, figures
    submission.txt    the same in words, for whoever has nothing but this file
    documents/…       the documents, as they were given

The same content and key give the same bytes, and what is read is made again and compared, so that
one byte changed anywhere, in the zip's own bookkeeping too, is refused.
"""

import base64
import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from custodes.vocabulary.errors import UserError, shown
from custodes.web.documents.papers import good_name, pages
from custodes.web.plan.contents import Document, Figure, Line
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.submission import personal, wording

FORMAT = 1
MOST_BYTES = 200_000_000
"""The largest package, in bytes."""
MOST_PARTS = 500
"""The most parts in a package."""
_OWN = ("manifest.json", "manifest.sig", "submission.json", "submission.txt")


@dataclass(frozen=True)
class Claim:
    """What the force says of one element in its own words; `status` as the force judges itself."""

    element: Element
    status: Status
    text: str = ""
    qualifiers: tuple[Qualifier, ...] = ()


@dataclass(frozen=True)
class Confirmed:
    """That something which looks like data of a person may be sent, where it stands, and why."""

    where: str
    kind: str
    because: str


@dataclass(frozen=True)
class Submission:
    """What is sent. `force` is the key ("north-yorkshire"), `round` that of the request ("2017").

    `cut_off` is the last moment whose facts it holds, `made_at` when it was frozen: both aware.
    `signed_by` is a post. `figures` hold every live figure that a line rests on.
    """

    force: str
    force_name: str
    round: str
    strategy: str
    made_at: datetime
    cut_off: datetime
    signed_by: str
    claims: tuple[Claim, ...] = ()
    lines: tuple[Line, ...] = ()
    figures: tuple[Figure, ...] = ()
    documents: tuple[Document, ...] = ()
    confirmed: tuple[Confirmed, ...] = field(default=(), metadata=wording.LATER)


Known = Collection[str] | Callable[[Sequence[tuple[str, str]]], Mapping[str, str]]
"""What is looked for beside forms (see `personal`): names, or what gives those that stand in the
(where, text) pairs of a submission, where there are too many to give all."""


@dataclass(frozen=True)
class Package:
    """A submission as it was read, its documents by name, and what it can be known by.

    `sha256` is that of the whole file; `key` is the signer's public key in hex, which says who
    signed only when it has been compared with the key that the force gave on another way.
    """

    submission: Submission
    documents: Mapping[str, bytes]
    sha256: str
    key: str
    content: bytes


def write(
    submission: Submission,
    documents: Mapping[str, bytes],
    key: Ed25519PrivateKey,
    *,
    known: Known = (),
) -> bytes:
    """The package's bytes: the same for the same submission, documents and key.

    Raises UserError when a document is missing, changed or not what its name says, when a line
    rests on what is not there, or when victim or source data is found (`known`: see `personal`).
    """
    check_whole(submission, documents, known)
    parts = _parts(submission, documents)
    manifest = _manifest(submission, parts, key.public_key().public_bytes_raw().hex())
    return _zip(manifest, base64.b64encode(key.sign(manifest)), parts)


def read(content: bytes, *, key: str | None = None, known: Known = ()) -> Package:
    """What a package says, once everything in it has been checked; else a UserError.

    `key` is the public key in hex that the force is known by: another signer is refused. Without
    it, only that nothing changed since it was signed is proved, not who signed it.
    """
    parts = _unzip(content)
    manifest, signature = parts.pop("manifest.json", b""), parts.pop("manifest.sig", b"")
    told = wording.manifest_of(manifest, FORMAT)
    if key is not None and told.key != key:
        raise UserError("The package was signed with another key than the one held for the force.")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(told.key)).verify(
            base64.b64decode(signature, validate=True), manifest
        )
    except (InvalidSignature, ValueError) as error:
        raise UserError(
            "The package was altered after it was signed: its list of parts does not fit its "
            "signature. Ask the force to send it again."
        ) from error
    _compare(told.parts, parts)
    submission = wording.submission_of(parts["submission.json"], Submission)
    documents = {
        path.removeprefix("documents/"): part
        for path, part in parts.items()
        if path.startswith("documents/")
    }
    if _zip(manifest, signature, _parts(submission, documents)) != content:
        raise UserError(
            "The package was altered after it was made: its bytes are not those that its content "
            "gives. Ask the force to send it again."
        )
    check_whole(submission, documents, known)
    return Package(submission, documents, hashlib.sha256(content).hexdigest(), told.key, content)


def document(name: str, title: str, content: bytes) -> Document:
    """A document's entry, from its bytes."""
    return Document(name, title, hashlib.sha256(content).hexdigest(), len(content))


def _parts(submission: Submission, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        "submission.json": rfc8785.dumps(wording.plain(submission)),
        "submission.txt": wording.in_words(submission).encode(),
        **{f"documents/{name}": documents[name] for name in sorted(documents)},
    }


def _manifest(submission: Submission, parts: Mapping[str, bytes], key: str) -> bytes:
    return rfc8785.dumps(
        {
            "custodes_submission": FORMAT,
            "force": submission.force,
            "round": submission.round,
            "key": key,
            "parts": [
                {"path": path, "bytes": len(part), "sha256": hashlib.sha256(part).hexdigest()}
                for path, part in parts.items()
            ],
        }
    )


def _zip(manifest: bytes, signature: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Stored and not packed, with no clock and no machine in it: the same bytes everywhere."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as box:
        for path, part in {"manifest.json": manifest, "manifest.sig": signature, **parts}.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            box.writestr(entry, part)
    return held.getvalue()


def _unzip(content: bytes) -> dict[str, bytes]:
    """The parts by path, nothing ever written to a disk."""
    if len(content) > MOST_BYTES:
        raise UserError(f"The package is larger than {MOST_BYTES:,} bytes.")
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as box:
            entries = box.infolist()
            if len(entries) > MOST_PARTS:
                raise UserError(f"The package holds more than {MOST_PARTS} parts.")
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise UserError(f"The package is larger than {MOST_BYTES:,} bytes unpacked.")
            for entry in entries:
                path = entry.filename
                if path not in _OWN and not _is_document(path):
                    raise UserError(f"The package names a path outside itself: {shown(path)}.")
                if path in parts:
                    raise UserError(f"The package holds {shown(path)} twice.")
                parts[path] = box.read(entry)
    except (
        *(zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError),
        *(NotImplementedError, zlib.error),
    ) as error:
        raise UserError(
            "The file is not a submission package, or it was damaged or altered on its way. Ask "
            "the force to send it again."
        ) from error
    return parts


def _is_document(path: str) -> bool:
    folder, _, name = path.partition("/")
    return folder == "documents" and good_name(name)


def _compare(listed: Mapping[str, tuple[int, str]], parts: Mapping[str, bytes]) -> None:
    for path, (length, sha256) in listed.items():
        if path not in parts:
            raise UserError(f"The package is missing {shown(path)}, which its list names.")
        if len(parts[path]) != length or hashlib.sha256(parts[path]).hexdigest() != sha256:
            raise UserError(f"In the package {shown(path)} was altered after it was signed.")
    if more := sorted(set(parts) - set(listed)):
        raise UserError(f"The package holds {shown(more[0])}, which its list does not name.")
    if missing := sorted({"submission.json", "submission.txt"} - set(parts)):
        raise UserError(f"The package is missing {shown(missing[0])}.")


def check_whole(submission: Submission, documents: Mapping[str, bytes], known: Known = ()) -> None:
    """Refuse a submission that does not hold together, or that holds what must not leave.

    Raises UserError that says what is missing, changed or found, and where.
    """
    texts = _whole(submission, documents)
    confirmed = {(one.where, one.kind) for one in submission.confirmed}
    if strange := [one for one in submission.confirmed if one.kind not in personal.CONFIRMABLE]:
        raise UserError(f"Nobody can confirm that {shown(strange[0].kind)} may be sent.")
    if silent := [one for one in submission.confirmed if not one.because.strip()]:
        raise UserError(f"Say why {silent[0].kind} in {silent[0].where} may be sent.")
    names = known(texts) if callable(known) else known
    found = [one for one in personal.traces(texts, names) if (one.where, one.kind) not in confirmed]
    if found:
        raise UserError(_refusal(found))


def found_in(
    submission: Submission, documents: Mapping[str, bytes], known: Known = ()
) -> tuple[personal.Trace, ...]:
    """What looks like data of a person in a submission, whatever was confirmed of it. Raises
    UserError where the submission does not hold together."""
    texts = _whole(submission, documents)
    return personal.traces(texts, known(texts) if callable(known) else known)


def _refusal(found: Sequence[personal.Trace]) -> str:
    places = "; ".join(f"{trace.kind} in {trace.where}" for trace in found[:5])
    said = f"The submission may not hold victim or source data: {places}."
    if any(trace.kind in personal.CONFIRMABLE for trace in found):
        said += (
            " Take it out; or, where it is nobody's own, as the number of a switchboard is, "
            "confirm it with the reason."
        )
    return said


def _whole(submission: Submission, documents: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The texts of a submission with where each stands, once it was found to hold together."""
    listed = {entry.name: entry for entry in submission.documents}
    if len(listed) != len(submission.documents):
        raise UserError("The submission lists one document twice.")
    for name in sorted(set(listed) ^ set(documents)):
        lack = "is listed and not there" if name in listed else "is there and not listed"
        raise UserError(f"Document {shown(name)} {lack}.")
    texts = [("the plan", wording.in_words(submission))]
    for name, content in documents.items():
        if not good_name(name):
            raise UserError(f"Document {shown(name)} has a name that cannot be sent.")
        if hashlib.sha256(content).hexdigest() != listed[name].sha256:
            raise UserError(f"Document {shown(name)} is not the one that was put in.")
        texts += [
            (f"{name}, page {number}", text) for number, text in enumerate(pages(name, content), 1)
        ]
    figures = {figure.id for figure in submission.figures}
    for line in submission.lines:
        for evidence in line.evidence:
            if evidence.live and evidence.figure not in figures:
                raise UserError(f"Line {shown(line.title)} rests on a figure that is gone.")
            if evidence.reference and evidence.reference.document not in listed:
                raise UserError(f"Line {shown(line.title)} rests on a document that is not there.")
    return texts
