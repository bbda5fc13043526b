"""Naming the force, loading newer criteria, and judging oneself against what good looks like."""

import hashlib
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.plan.forces import BY_KEY
from custodes.web.plan.good import ANSWERS, CHARACTERISTICS
from custodes.web.plan.models import LoadedCriteria, OwnJudgement, PlanForce
from custodes.web.plan.rows import force_of, judgements
from custodes.web.plan.versions import read_criteria


def name_force(*, compartment: Compartment, force: str, by: Asker, at: datetime) -> None:
    """Say which of the 43 forces the plan is of; the same again changes nothing."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    if force not in BY_KEY:
        raise UserError("Choose the force from the list.")
    with one_act():
        now = force_of(by.user, compartment, at=at)
        if now is None or now.key != force:
            row = PlanForce(compartment=compartment, force=force, by=by.user, at=at)
            row.save()
            made(row, by)


def load_criteria(
    *, compartment: Compartment, name: str, content: bytes, by: Asker, at: datetime
) -> LoadedCriteria:
    """Load a newer strategy or newer recommendations. The same file again is the same row.

    Raises UserError that names what in the file cannot be taken.
    """
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    told = read_criteria(content)
    sha256 = hashlib.sha256(content).hexdigest()
    with one_act():
        seen = LoadedCriteria.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        same: LoadedCriteria | None = seen.filter(sha256=sha256).first()
        if same is not None:
            return same
        row = LoadedCriteria(
            compartment=compartment, name=name[:120], content=told, sha256=sha256, by=by.user, at=at
        )
        row.save()
        made(row, by)
    return row


def judge_own(
    *,
    compartment: Compartment,
    characteristic: str,
    answer: str,
    because: str,
    version: int,
    by: Asker,
    at: datetime,
) -> OwnJudgement:
    """Judge how far the force meets a characteristic of good; earlier judgements stay.

    `version` is the one that the form was made from (0 for none). Raises Conflict where somebody
    judged meanwhile.
    """
    check_may(by, Action.EDIT_PLAN, compartment, about=characteristic, at=at)
    if characteristic not in CHARACTERISTICS or answer not in ANSWERS:
        raise UserError("Choose the answer from the list.")
    if not because.strip():
        raise UserError("Say what shows it.")
    with one_act():
        held = judgements(by.user, compartment, at=at)[characteristic]
        last = held[-1] if held else None
        if last and (last.answer, last.because) == (answer, because.strip()):
            return last
        if (last.version if last else 0) != version:
            raise Conflict("Your judgement", version, last)
        row = OwnJudgement(
            compartment=compartment,
            characteristic=characteristic,
            answer=answer,
            because=because.strip(),
            version=version + 1,
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row
