"""Opening a report: with one's own passphrase, having just proved who one is, and on record.

What is opened lives in memory while the answer is made, and nowhere else.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.models import Event
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Outcome
from custodes.web.decision import Action
from custodes.web.reports import states, vault
from custodes.web.reports.actions.keeping import changed, check, locked, moved
from custodes.web.reports.models import Report, Sealed
from custodes.web.sealing import contents
from custodes.web.sealing.envelope import FROM_UNIT, REPORT, Opened, envelope_from, opened
from custodes.web.sealing.keyring import Unlocked
from custodes.web.sealing.refused import SealingRefused

WRONG_AT_MOST = 5
"""Wrong passphrases within `WRONG_WITHIN`, after which none is tried for a while."""
WRONG_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class OpenMessage:
    """One message of the thread, in the clear."""

    envelope: Opened = field(repr=False)
    said: contents.Message = field(repr=False)
    from_unit: bool
    part: str


@dataclass(frozen=True)
class OpenReport:
    """A report in the clear, with its thread; for as long as the answer is made.

    `envelope` and `said` are None for one that begins with a message, because the report to which
    that belongs was disposed of.
    """

    report: Report
    envelope: Opened | None = field(repr=False)
    said: contents.Report | None = field(repr=False)
    thread: tuple[OpenMessage, ...] = field(repr=False)

    def files_in(self, part: str) -> tuple[Opened, tuple[contents.File, ...]] | None:
        """The envelope whose first part that is, and the files it lists; None for no such one."""
        if part == REPORT and self.envelope and self.said:
            return self.envelope, self.said.files
        found = [one for one in self.thread if one.part == part]
        return (found[0].envelope, found[0].said.files) if found else None


def open_report(*, report: Report, passphrase: str, by: Asker, at: datetime) -> OpenReport:
    """Open a report with the reader's passphrase. Raises WrongPassphrase, or UserError in words."""
    check(by, Action.OPEN_REPORT, report, at=at)
    if report.state == states.DISPOSED:
        raise UserError("This report was disposed of: nothing of it can be opened any more.")
    keys = _unlocked(report, passphrase, by, at)
    rows = Sealed.objects.visible_to(by.user, at=at).filter(report=report).order_by("at", "pk")
    kept = list(rows)
    try:
        found = {row.part: opened(envelope_from(bytes(row.content)), *keys.keys) for row in kept}
        first = found[REPORT] if report.follows_id is None else None
        said = contents.report_from(first.content) if first else None
        thread = tuple(
            OpenMessage(one, contents.message_from(one.content), part.startswith(FROM_UNIT), part)
            for part, one in found.items()
            if part != REPORT
        )
    except (SealingRefused, KeyError) as wrong:
        _told(report, by, Outcome.FAILED, "not-as-sealed")
        raise UserError(
            f"{report.reference} does not open as it was sealed ({wrong}). Nothing of it is shown. "
            "Tell whoever runs the service."
        ) from None
    with one_act():
        now: Report = locked(Report, report.pk, None, by, at)
        _told(now, by, Outcome.DONE)
        if now.state == states.RECEIVED:
            answered = next(iter(found.values())).reporter if now.entered_by_id is None else b""
            learnt = _learnt(now, said) if said else {}
            moved(now, states.OPENED, by, opened_at=at, reporter=answered, **learnt)
        for row in kept:
            if row.read_at is None and not row.part.startswith(FROM_UNIT):
                changed(row, by, read_at=at)
    return OpenReport(now, first, said, thread)


def _learnt(report: Report, said: contents.Report) -> dict[str, Any]:
    """What is kept in the clear of what a report says: what the work on it needs."""
    return {
        "channel": said.channel.value,
        "language": said.language if said.language in ("en", "cy") else "en",
        "danger": report.danger or said.danger is contents.Danger.YES,
        "received_on": min(report.received_on, said.sent_on),
    }


def _unlocked(report: Report, passphrase: str, by: Asker, at: datetime) -> Unlocked:
    """The keys; a wrong passphrase is on record, and after a few no more are tried for a while."""
    failed = Event.objects.filter(
        actor=by.by.actor,
        action=Act.DECRYPT,
        outcome=Outcome.FAILED,
        reason="wrong-passphrase",
        at__gt=at - WRONG_WITHIN,
    )
    if failed.count() >= WRONG_AT_MOST:
        raise UserError("Too many wrong passphrases. Wait a quarter of an hour, then try again.")
    try:
        return vault.unlock(by.user, passphrase)
    except vault.WrongPassphrase:
        _told(report, by, Outcome.FAILED, "wrong-passphrase")
        raise


def _told(report: Report, by: Asker, outcome: Outcome, reason: str = "") -> None:
    record(
        Act.DECRYPT,
        by=by.by,
        kind=Report.audit_kind,
        object_id=report.pk,
        compartment=report.compartment_id,
        reason=reason,
        outcome=outcome,
    )
