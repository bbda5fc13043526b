"""Writing to the one who reported: sealed to them, kept until the intake host fetches it."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By
from custodes.web.decision import Action
from custodes.web.reports import states, vault
from custodes.web.reports.actions.keeping import changed, check, locked, made
from custodes.web.reports.actions.receiving import token_of
from custodes.web.reports.models import Report, Sealed, every
from custodes.web.sealing import envelope as sealing
from custodes.web.sealing.contents import Message
from custodes.web.sealing.envelope import FROM_UNIT, message_part

LONGEST = 5_000
"""Characters of a reply."""


def reply(
    *, report: Report, text: str, token: str, version: int, by: Asker, at: datetime
) -> Sealed:
    """Answer the reporter. Only they, and the readers of the unit, can open the answer.

    The same words from the same form, which `token` tells, are one answer. Raises UserError for a
    report that has no thread, because somebody entered it by hand.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        raise UserError(f"Write an answer of {LONGEST:,} characters at most.")
    check(by, Action.ANSWER_REPORTER, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        mark = token_of(f"answer {token} {words}")
        held: Sealed | None = every(Sealed).filter(report=now, token=mark).first()
        if held is not None:
            return held
        row = queue(now, words, by, at, mark)
        changed(now, by, language=now.language or "en", version=now.version)
    return row


def queue(report: Report, text: str, by: Asker, at: datetime, mark: str = "") -> Sealed:
    """Seal a text to the reporter and have it wait to be fetched, in the transaction of the act.

    `mark` is by what the form is known again that it came from.
    """
    if not report.reporter:
        raise UserError(
            f"{report.reference} has no thread: it did not come by the reporting pages, or was "
            "not opened yet."
        )
    public = vault.keyring().public
    # In one thread with what was answered before it was disposed of.
    thread = every(Sealed).filter(report__sealed_id=report.sealed_id)
    sent = thread.filter(part__startswith=FROM_UNIT).count()
    envelope = sealing.sealed(
        Message(text, in_london(at).date()).to_bytes(),
        report=bytes.fromhex(report.sealed_id),
        part=message_part(FROM_UNIT, sent + 1),
        units=[public.intake],
        reporter=bytes(report.reporter),
        recovery=public.recovery,
    )
    row = Sealed(
        compartment_id=report.compartment_id,
        report=report,
        name=envelope.name,
        part=envelope.first,
        content=envelope.to_bytes(),
        at=at,
        by=by.user,
        way=states.QUEUED,
        token=mark,
    )
    made(row, by)
    return row


def waiting() -> list[Sealed]:
    """The answers that wait to be fetched by the intake host, the oldest first."""
    return list(every(Sealed).filter(way=states.QUEUED).order_by("at", "pk"))


def handed_over(*, name: str, by: By) -> None:
    """Note that an answer is with the intake host now; again changes nothing."""
    with one_act():
        row = every(Sealed).select_for_update().filter(name=name, way=states.QUEUED).first()
        if row is not None:
            states.REPLIES.check(row.way, states.SENT)
            changed(row, by, way=states.SENT)
