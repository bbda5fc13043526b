"""A submission held against the check, as an assessor would read it."""

from dataclasses import dataclass
from typing import Any

from custodes.vocabulary.times import LONDON
from custodes.web.plan.check import Checked, check
from custodes.web.plan.contents import Plan
from custodes.web.plan.criteria import STRATEGIES, Strategy, in_force, not_answered
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_KEYS,
    STATEMENTS,
    STATUS_KEYS,
    STATUS_WORDS,
)
from custodes.web.plan.remarks import Remark, questions, remarks
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.package import Package, Submission


@dataclass(frozen=True)
class Reviewed:
    """What was checked, against which version of the strategy, and what came of it."""

    plan: Plan
    strategy: Strategy
    checked: Checked
    remarks: tuple[Remark, ...]


def plan_of(submission: Submission) -> Plan:
    """The plan in a submission."""
    return Plan(
        submission.force,
        submission.strategy,
        submission.lines,
        submission.figures,
        submission.documents,
    )


def reviewed(submission: Submission) -> Reviewed:
    """What an assessor would find in it on the London day of its cut-off."""
    plan, day = plan_of(submission), submission.cut_off.astimezone(LONDON).date()
    strategy = in_force(STRATEGIES.values(), day)
    checked = check(plan, strategy, on=day)
    claims = {claim.element: claim.status for claim in submission.claims}
    return Reviewed(plan, strategy, checked, remarks(plan, checked, strategy, claims=claims))


def plain_review(package: Package) -> dict[str, Any]:
    """The same as plain data, what an assessor would not find first."""
    sent = package.submission
    found = reviewed(sent)
    return {
        "force": sent.force,
        "force_name": sent.force_name,
        "round": sent.round,
        "signed_by": sent.signed_by,
        "cut_off": sent.cut_off.isoformat(),
        "sha256": package.sha256,
        "key": package.key,
        "fingerprint": fingerprint(package.key),
        "strategy": found.strategy.id,
        "nothing_to_find": [element.value for element in found.checked.nothing_to_find],
        "elements": [
            {
                "element": one.element.value,
                "title": ELEMENTS[one.element].title,
                "status": STATUS_KEYS[one.status],
                "status_in_words": STATUS_WORDS[one.status],
                "qualifiers": [QUALIFIER_KEYS[qualifier] for qualifier in one.qualifiers],
                "statement": STATEMENTS[one.element, one.status],
                "unanswered": list(questions(one, found.strategy)),
            }
            for one in found.checked.elements
        ],
        "remarks": [
            {
                "what": one.what.replace("-", "_"),
                "element": one.element.value,
                "line": one.line,
                "title": one.title,
                "says": one.says,
            }
            for one in found.remarks
        ],
        "recommendations_not_answered": [one.id for one in not_answered(found.plan.lines)],
    }
