"""Disposing of a report whose time has come: what was sealed is destroyed, what was done stays."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import erase_salt
from custodes.web.decision import Action
from custodes.web.reports import states
from custodes.web.reports.actions.keeping import changed, check, locked, moved
from custodes.web.reports.models import Report, Sealed, every


def dispose(*, report: Report, version: int, by: Asker, at: datetime) -> Report:
    """Destroy what a report says, on its day or later. Before its day nobody here can.

    The wraps and the content go, and the salt that keys what the audit committed to; the row stays
    without words, so that the figures and the log still agree.
    """
    check(by, Action.TRIAGE_REPORT, report, at=at)
    if report.dispose_on is None or in_london(at).date() < report.dispose_on:
        raise UserError(
            "Its time of keeping is not over. Erasing before that is for the data protection "
            "officer, with a second person."
        )
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        moved(now, states.DISPOSED, by, reason="Disposed of.", referred_to="", reporter=b"")
        for row in every(Sealed).filter(report=now):
            changed(row, by, content=b"")
            erase_salt(Sealed.audit_kind, row.pk)
        erase_salt(Report.audit_kind, now.pk)
    return now
