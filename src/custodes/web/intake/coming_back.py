"""Whoever comes back with a code and words: the thread, opened with their key, is given out."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from custodes.web.intake import flood
from custodes.web.intake.actions import fetch, refused
from custodes.web.intake.models import Submission, one_by_one
from custodes.web.intake.sending import COST
from custodes.web.intake.states import Sent
from custodes.web.sealing.contents import Message, Report, message_from, report_from
from custodes.web.sealing.envelope import FROM_UNIT, envelope_from, message_part, opened
from custodes.web.sealing.keys import KeyPair
from custodes.web.sealing.refused import SealingRefused, WrongSecret
from custodes.web.sealing.reporter import code_from, lock_from, tried_in_vain, unlocked


class TooOften(Exception):
    """Too many tries, of this code or of all together: try again in a while."""


@dataclass(frozen=True)
class Shown:
    """One message of a thread, as its reporter is shown it; `text` is None where it is no longer
    `here`, or cannot be opened, which is said."""

    from_unit: bool
    on: str
    text: str | None
    files: tuple[str, ...] = ()
    here: bool = True


def come_back(*, code: str, words: str, on: date) -> tuple[Submission, KeyPair]:
    """The report of a code, and the key that its words open.

    Raises WrongSecret where there is no such code or these are not its words, in the same time and
    with the same words; TooOften where it was tried too often.
    """
    code = code_from(code)
    if not flood.COMING_BACK.lets_through() or not flood.WRONG.may(code):
        raise TooOften
    submission = Submission.objects.filter(code=code).first()
    try:
        with flood.DEAR:
            if submission is None:
                tried_in_vain(words, COST)
            key = unlocked(
                lock_from(bytes(submission.lock)), words, report=bytes.fromhex(submission.pk)
            )
    except WrongSecret:
        flood.WRONG.missed(code)
        refused(on=on)
        raise
    return submission, key


def day(on: date) -> str:
    """A day as people write it, in the language of the page."""
    return date_format(on, "j F Y")


def thread(*, submission: Submission, key: KeyPair, on: date) -> tuple[Report | None, list[Shown]]:
    """The report and its messages, oldest first; what the unit wrote is marked as given out."""
    try:
        whole = opened(envelope_from(bytes(submission.envelope)), key, part="report")
        report: Report | None = report_from(whole.content)
    except SealingRefused:
        report = None
    shown = []
    for message in one_by_one(submission.messages.order_by("on", "pk")):
        from_unit = message.direction == FROM_UNIT
        part = message_part(message.direction, message.number)
        try:
            found = opened(envelope_from(bytes(message.envelope)), key, part=part)
            told: Message | None = message_from(found.content)
        except SealingRefused:
            told = None
        names = tuple(file.name for file in told.files) if told else ()
        here = message.state != Sent.PURGED
        shown.append(Shown(from_unit, day(message.on), told.text if told else None, names, here))
    fetch(submission=submission, on=on)
    return report, shown
