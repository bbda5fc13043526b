"""From answers and files to a sealed envelope that is kept: the one way by which a report comes in.

Everything up to `receive` is in memory; what `receive` writes is sealed.
"""

import hashlib
import logging
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from custodes.web.intake import flood
from custodes.web.intake.actions import answer, receive
from custodes.web.intake.files.examining import Examined, Refused, examined, plain_name
from custodes.web.intake.files.scanner import scanned
from custodes.web.intake.files.uploading import MOST_BYTES, MOST_FILES, TOO_LARGE
from custodes.web.intake.models import Submission
from custodes.web.intake.unit import unit_keys
from custodes.web.sealing import envelope, reporter
from custodes.web.sealing.contents import (
    About,
    Channel,
    Danger,
    Manner,
    Message,
    Officer,
    Person,
    Report,
    Sender,
)
from custodes.web.sealing.keys import USUAL, Cost
from custodes.web.sealing.reporter import Secret

log = logging.getLogger(__name__)

COST: Cost = USUAL
"""What a try at somebody's words costs."""


def looked_through(files: Sequence["UploadedFile[Any]"]) -> list[Examined]:
    """What is taken of the files. Raises Refused with the words for the first that is not."""
    if len(files) > MOST_FILES:
        raise Refused(_("Send %(count)d files at most.") % {"count": MOST_FILES})
    found = []
    for number, file in enumerate(files, 1):
        name = str(file.name)
        if getattr(file, TOO_LARGE, False):
            size = MOST_BYTES // 2**20
            raise Refused(
                _("“%(name)s” is larger than %(size)d MB. Send a smaller one.")
                % {"name": plain_name(name), "size": size}
            )
        found.append(
            examined(
                name,
                file.read(),
                number=number,
                scan=lambda content: scanned(content, settings.INTAKE_SCANNER),
            )
        )
    return found


def report_of(
    told: Mapping[str, Any], *, channel: Channel, language: str, files: Sequence[Examined], on: date
) -> Report:
    """The answers as the report that is sealed."""

    def said(name: str) -> str:
        return unicodedata.normalize("NFC", str(told.get(name) or "")).replace("\0", "").strip()

    return Report(
        channel=channel,
        manner=Manner(said("manner")),
        about=About(said("about")),
        sent_on=on,
        language=language,
        danger=Danger(said("danger")),
        what=said("what"),
        when=said("when"),
        where=said("where"),
        can_see_records=said("can_see_records"),
        officer=Officer(
            name=said("officer_name"),
            number=said("officer_number"),
            station=said("officer_station"),
            description=said("officer_description"),
            still_in_touch=said("still_in_touch"),
        ),
        person=Person(
            called=said("called"),
            under_18=said("under_18"),
            consent=said("consent"),
            safe_contact=said("person_contact"),
        ),
        sender=Sender(
            name=said("sender_name"),
            organisation=said("sender_organisation"),
            role=said("sender_role"),
            safe_contact=said("sender_contact"),
        ),
        earlier_code=reporter.code_from(said("earlier_code")) or said("earlier_code"),
        files=tuple(one.told for one in files),
    )


def send(
    *, report: Report, files: Sequence[Examined], seed: bytes, on: date
) -> tuple[Secret, bool]:
    """Seal a report and keep it: what its reporter is shown once, and whether it is new.

    A form that is sent twice gives the same code and words, and is kept once. Raises
    `flood.TooMuch`.
    """
    secret = reporter.secret_from(seed)
    with flood.DEAR:
        pair, lock = reporter.locked(" ".join(secret.words), report=secret.report, cost=COST)
        keys = unit_keys()
        closed = envelope.sealed(
            report.to_bytes(),
            report=secret.report,
            files=_parts(files),
            units=[keys.intake],
            reporter=pair.public,
            recovery=keys.recovery,
        )
    _check_amount(closed)
    return secret, receive(secret=secret, lock=lock, envelope=closed, on=on)


def send_message(
    *,
    submission: Submission,
    text: str,
    files: Sequence[Examined],
    public: bytes,
    once: bytes,
    on: date,
) -> bool:
    """Seal a message of the reporter and keep it for the unit; False where it is kept already.

    `once` was drawn for the page that it was written on: the same from the same page is one
    message. Raises `flood.TooMuch`, or ThreadFull.
    """
    told = Message(text.replace("\0", "").strip(), on, tuple(one.told for one in files))
    keys = unit_keys()

    def seal(part: str) -> envelope.Envelope:
        closed = envelope.sealed(
            told.to_bytes(),
            report=bytes.fromhex(submission.pk),
            part=part,
            files=_parts(files),
            units=[keys.intake],
            reporter=public,
            recovery=keys.recovery,
        )
        _check_amount(closed)
        return closed

    return answer(submission=submission, mark=_mark(once, told), seal=seal, on=on)


def _mark(once: bytes, told: Message) -> str:
    """By what a message is known again: a hash of it under a key that its page alone had, so that
    it tells nothing of the message, nor of another with the same words."""
    said = [told.text, *(file.sha256 for file in told.files)]
    return hashlib.blake2b("\n".join(said).encode(), key=once, digest_size=16).hexdigest()


def _check_amount(closed: envelope.Envelope) -> None:
    if not flood.BYTES.lets_through(closed.size):
        raise flood.TooMuch


def _parts(files: Sequence[Examined]) -> dict[str, bytes]:
    return {name: raw for one in files for name, raw in one.parts.items()}
