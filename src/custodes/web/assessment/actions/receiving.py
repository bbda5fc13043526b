"""Taking in a force's package: read whole, checked, and kept where it is refused."""

import hashlib
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.models import Assessed, AssessmentRound, ReceivedPackage
from custodes.web.assessment.queries import known_keys
from custodes.web.assessment.received import Received, check_new, check_signer
from custodes.web.decision import Action
from custodes.web.plan.forces import BY_KEY
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.package import Package, read

LARGEST = 50_000_000
"""Bytes of a package that is taken in through a page."""


def receive(
    *, round_: AssessmentRound, name: str, content: bytes, by: Asker, at: datetime
) -> ReceivedPackage:
    """Take in a package, or keep it with why it was not taken; nothing that was held changes.

    One that was signed with another key than the force is known by is not taken. Of a force whose
    key nobody has entered, the key of the first package is the one that it is known by.

    The same file refused before for the same reason is not kept twice.
    """
    check_may(
        by, Action.ASSESS, round_.compartment, about=round_.key, reason=f"package {name}", at=at
    )
    if len(content) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1_000_000} megabytes.")
    sha256, refused, package = hashlib.sha256(content).hexdigest(), "", None
    try:
        package = read(content)
    except UserError as wrong:
        refused = str(wrong)
    with one_act():
        held = ReceivedPackage.objects.visible_to(by.user, at=at).filter(round=round_)
        taken = list(held.exclude(assessed=None).select_related("assessed"))
        if package is not None:
            refused = _refusal(package, round_, taken, by, at)
        same: ReceivedPackage | None = held.filter(sha256=sha256, refused=refused).first()
        if refused and same is not None:
            return same
        row = ReceivedPackage(
            compartment=round_.compartment,
            round=round_,
            assessed=None if refused else _assessed(package, round_, by, at),
            name=name[:200],
            sha256=sha256,
            key=package.key if package else "",
            content=content,
            refused=refused,
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by, "refused" if refused else "taken")
    return row


def force_named(package: Package) -> str:
    """The force of a package as this program calls it; as the package does where it is unknown."""
    force = BY_KEY.get(package.submission.force)
    return force.name if force else package.submission.force_name


def _refusal(
    package: Package,
    round_: AssessmentRound,
    taken: list[ReceivedPackage],
    by: Asker,
    at: datetime,
) -> str:
    held = [Received(row.assessed.force, round_.key, row.sha256) for row in taken if row.assessed]
    said = Received(force_named(package), package.submission.round, package.sha256)
    known = known_keys(round_.compartment, by.user, at=at, forces=[said.force])
    try:
        check_signer(said.force, fingerprint(package.key), known.get(said.force))
        check_new(said, round_id=round_.key, held=held)
    except UserError as wrong:
        return str(wrong)
    return ""


def _assessed(
    package: Package | None, round_: AssessmentRound, by: Asker, at: datetime
) -> Assessed | None:
    if package is None:
        return None
    rows = Assessed.objects.visible_to(by.user, at=at).filter(round=round_)
    found: Assessed = rows.get(force=force_named(package))
    return found
