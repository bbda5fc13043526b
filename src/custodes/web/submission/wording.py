"""A submission as JSON and as words, and back from JSON into what it was."""

import json
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from custodes.vocabulary.errors import UserError
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_WORDS,
    STATUS_WORDS,
    strand_words,
)

Made = TypeVar("Made")
LATER = {"later": True}
"""Marks a field that the first packages had not: while it is empty it is left out, so that those
stay what they were, byte for byte."""


@dataclass(frozen=True)
class Manifest:
    """The list of a package's parts: path to (bytes, SHA-256), and the signer's key in hex."""

    key: str
    parts: dict[str, tuple[int, str]]


def manifest_of(content: bytes, version: int) -> Manifest:
    """The manifest in its bytes; a UserError when it is missing, older, newer or malformed."""
    if not content:
        raise UserError("The package has no manifest: it is not a submission, or was altered.")
    try:
        told = json.loads(content)
        of = told["custodes_submission"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError("The package's manifest cannot be read: it was altered.") from error
    if of != version:
        age = "an older" if isinstance(of, int) and of < version else "another"
        raise UserError(
            f"The package is of {age} version than this one, {version}. Ask the force to make it "
            "again with the same version of Custodes."
        )
    try:
        parts = {one["path"]: (int(one["bytes"]), str(one["sha256"])) for one in told["parts"]}
        return Manifest(str(told["key"]), parts)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError("The package's manifest cannot be read: it was altered.") from error


def plain(value: Any) -> Any:
    """A value as JSON holds it: dataclasses as objects, moments and dates in ISO 8601, UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        held = {one: getattr(value, one.name) for one in fields(value)}
        return {one.name: plain(given) for one, given in held.items() if given or not _later(one)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def submission_of(content: bytes, kind: type[Made]) -> Made:
    """What the JSON says, as `kind`; a UserError when it does not fit."""
    try:
        return _made(json.loads(content), kind)  # type: ignore[no-any-return]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UserError(
            "The package's plan cannot be read: it has not the form it must."
        ) from error


def _made(value: Any, kind: Any) -> Any:
    """`value` from JSON as `kind`: strict, so that what is read is what was written."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        return _made(value, inner)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError("no list")
        return tuple(_made(one, get_args(kind)[0]) for one in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        may_lack = {one.name for one in fields(kind) if _later(one)}
        if not isinstance(value, dict) or set(hints) - may_lack - set(value):
            raise TypeError("not its fields")
        if set(value) - set(hints):
            raise TypeError("more than its fields")
        return kind(**{name: _made(one, hints[name]) for name, one in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise TypeError("another type")
    return value


def _later(one: Field[Any]) -> bool:
    return bool(one.metadata.get("later"))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def in_words(submission: Any, written: Callable[[datetime], str] = plain) -> str:
    """A `package.Submission` as plain text, for whoever has nothing but the package. A file holds
    moments as JSON does; a page gives its own way of writing them."""
    return "\n".join(_told(submission, written)) + "\n"


def _told(sent: Any, written: Callable[[datetime], str]) -> Iterator[str]:
    yield f"Submission of {sent.force_name}, round {sent.round}"
    yield f"Made {written(sent.made_at)}; facts up to {written(sent.cut_off)}"
    yield f"Strategy: {sent.strategy}. Signed by: {sent.signed_by}."
    figures = {figure.id: figure for figure in sent.figures}
    for element, looked in ELEMENTS.items():
        yield f"\n{looked.title}\n{'-' * len(looked.title)}"
        for claim in (one for one in sent.claims if one.element is element):
            words = [STATUS_WORDS[claim.status], *(QUALIFIER_WORDS[q] for q in claim.qualifiers)]
            yield f"The force says: {'; '.join(words)}. {claim.text}".rstrip()
        lines = [line for line in sent.lines if line.element is element]
        if not lines:
            yield "No line of the plan."
        for line in lines:
            yield f"* {line.title} ({STATUS_WORDS[line.status]}); owner: {line.owner or 'none'}"
            if line.strand:
                yield f"  Strand: {strand_words(line.strand)}, {line.strategy}"
            if line.recommendations:
                yield f"  Recommendations: {', '.join(line.recommendations)}"
            if line.start or line.due:
                yield f"  From {line.start or 'no date'} to {line.due or 'no date'}"
            for evidence in line.evidence:
                if (place := evidence.reference) is not None:
                    page = f", page {place.page}" if place.page else ""
                    para = f", paragraph {place.paragraph}" if place.paragraph else ""
                    yield f"  By hand: {place.shows} ({place.document}{page}{para})"
                elif evidence.figure in figures:
                    one = figures[evidence.figure]
                    yield f"  Live: {one.title}: {one.value:g} {one.unit} (run {one.run}, {one.on})"
    yield "\nDocuments\n---------"
    for document in sent.documents:
        yield f"* documents/{document.name}: {document.title}"
    if sent.confirmed:
        yield "\nConfirmed to be nobody's own\n----------------------------"
        for confirmed in sent.confirmed:
            yield f"* {confirmed.kind} in {confirmed.where}: {confirmed.because}"
