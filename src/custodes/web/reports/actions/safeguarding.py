"""The first safeguarding decision, with which the clock stops."""

from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.partners.actions.counting import count_step
from custodes.web.partners.kinds import SAFEGUARDED
from custodes.web.reports.actions.keeping import changed, concerned, locked
from custodes.web.reports.models import Report, Safeguarding, every
from custodes.web.reports.words import SAFEGUARDING


def decide_safeguarding(
    *,
    safeguarding: Safeguarding,
    decision: str,
    version: int,
    by: Asker,
    because: str,
    at: datetime,
) -> Safeguarding:
    """Take the first safeguarding decision. A later step is work of the case, not of this clock."""
    if decision not in SAFEGUARDING:
        raise UserError("Choose the decision from the list.")
    if not any(c.isalpha() for c in because):
        raise UserError("Give the reason in words.")
    check_may(
        by,
        Action.SAFEGUARD,
        safeguarding.compartment,
        about=safeguarding.reference,
        subjects=concerned(safeguarding.report),
        at=at,
    )
    with one_act():
        now: Safeguarding = locked(Safeguarding, safeguarding.pk, version, by, at)
        if now.decision:
            raise UserError("The first decision is taken already; it stays as it was.")
        said = {"decision": decision, "because": because.strip()}
        changed(now, by, decided_by=by.user, decided_at=at, **said)
        report: Report = every(Report).select_for_update(of=("self",)).get(pk=now.report_id)
        changed(report, by, safeguarded_at=at)
        if report.counted is not None:
            count_step(
                report=report.counted,
                step=SAFEGUARDED,
                on=in_london(at).date(),
                token=f"safeguarding-{now.pk}",
                by=by,
                at=at,
            )
    return now
