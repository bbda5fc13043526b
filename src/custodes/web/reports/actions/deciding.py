"""Deciding what becomes of a report: referred on, or no action, which takes a second person."""

from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web import decision
from custodes.web.accounts.actions import approve
from custodes.web.accounts.asking import check_may, one_act, spend
from custodes.web.accounts.sign_in import Asker
from custodes.web.accounts.standing import account_of
from custodes.web.decision import Action, Kind, Question
from custodes.web.partners.actions.counting import count_step
from custodes.web.partners.kinds import DEVELOPED, NOT_DEVELOPED
from custodes.web.reports import states
from custodes.web.reports.actions.keeping import changed, check, concerned, locked, moved
from custodes.web.reports.models import Report
from custodes.web.reports.words import DISPOSED_AFTER, INTELLIGENCE, NO_ACTION, REFERRED

LONGEST = 1_000


def refer_on(
    *, report: Report, to: str, version: int, by: Asker, because: str, at: datetime
) -> Report:
    """Decide that a report is somebody else's to deal with, and say whose."""
    if not to.strip():
        raise UserError("Say to whom it is referred.")
    reason = _reason(because)
    check(by, Action.TRIAGE_REPORT, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        _decided(now, REFERRED, reason, by, at, referred_to=to.strip()[:120])
    return now


def propose_no_action(
    *, report: Report, version: int, by: Asker, because: str, at: datetime
) -> Report:
    """Propose that nothing more is done; until a second person agrees nothing is decided."""
    reason = _reason(because)
    check(by, Action.TRIAGE_REPORT, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        moved(now, states.PROPOSED, by, proposed_by=by.user, reason=reason)
    return now


def agree_to_no_action(*, report: Report, version: int, by: Asker, at: datetime) -> Report:
    """Agree as the second person that nothing more is done."""
    proposer = report.proposed_by
    if proposer is None:
        raise UserError("Nobody has proposed that for this report.")
    told: dict[str, Any] = {"about": report.reference, "subjects": concerned(report), "at": at}
    approve(
        asker=proposer,
        action=Action.DISMISS_REPORT,
        compartment=report.compartment,
        by=by,
        **told,
    )
    asking = Asker(proposer, by.by, proven=True, stepped_up_at=None)
    word = check_may(
        asking, Action.DISMISS_REPORT, report.compartment, reason=report.reason, **told
    )
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        spend(word, by=asking, at=at)
        _decided(now, NO_ACTION, now.reason, by, at)
    return now


def object_to_no_action(
    *, report: Report, version: int, by: Asker, because: str, at: datetime
) -> Report:
    """Say as the second person that something is to be done: it goes back to triage."""
    reason = _reason(because)
    if not can_agree(report, by, at):
        raise UserError("You cannot be the second person for this.")
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        moved(now, states.TRIAGED, by, proposed_by=None, reason=f"Sent back: {reason}"[:LONGEST])
    return now


def can_agree(report: Report, by: Asker, at: datetime) -> bool:
    """Whether this person may be the second one for it."""
    if report.proposed_by is None:
        return False
    asked = Question(
        account_of(report.proposed_by, at=at),
        Action.DISMISS_REPORT,
        report.compartment_id,
        Kind[report.compartment.kind],
        at,
        about=report.reference,
        subjects=concerned(report),
    )
    return decision.may_approve(by.account(at), asked)


def intelligence_made(report: Report, reason: str, by: Asker, at: datetime) -> None:
    """Decide, in the transaction of the hand-over, that an intelligence report is made of it."""
    _decided(report, INTELLIGENCE, reason, by, at)


def close(*, report: Report, version: int, by: Asker, at: datetime) -> Report:
    """Close a report that was decided: its days of keeping begin.

    Raises UserError while a possible victim waits for the first safeguarding decision.
    """
    check(by, Action.TRIAGE_REPORT, report, at=at)
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        if now.possible_victim and now.safeguarded_at is None:
            raise UserError("The first safeguarding decision is still to come: it is not closed.")
        keep = DISPOSED_AFTER.get(now.outcome)
        if keep is None:
            raise UserError("Decide first what becomes of it.")
        day = in_london(at).date()
        moved(now, states.CLOSED, by, closed_at=at, dispose_on=day + keep)
    return now


def _decided(
    report: Report, outcome: str, reason: str, by: Asker, at: datetime, **more: str
) -> None:
    fields = {"outcome": outcome, "reason": reason, "decided_at": at, "decided_by": by.user}
    if report.state == states.DECIDED:
        # A second hand-over of the same report is one decision.
        changed(report, by, reason=reason)
        return
    moved(report, states.DECIDED, by, **fields, **more)
    if report.counted is not None:
        count_step(
            report=report.counted,
            step=DEVELOPED if outcome == INTELLIGENCE else NOT_DEVELOPED,
            on=in_london(at).date(),
            token=f"decided-{report.pk}-{report.version}",
            by=by,
            at=at,
        )


def _reason(because: str) -> str:
    reason = because.replace("\r\n", "\n").strip()
    if not any(c.isalpha() for c in reason):
        raise UserError("Give the reason in words.")
    if len(reason) > LONGEST:
        raise UserError(f"The reason is longer than {LONGEST:,} characters: shorten it.")
    return reason
