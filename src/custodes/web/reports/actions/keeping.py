"""Keeping reports: what is made and changed, from the version that was seen, with its event."""

import secrets
from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind
from custodes.web.reports import states
from custodes.web.reports.models import Report

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another."""


class Conflict(UserError):
    """Somebody changed the thing after the form was opened; `now` is the thing as it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(
            f"{now.reference} was changed while you were at work on it. Nothing of yours was saved "
            "yet: look at how it stands now, then save again or leave it."
        )
        self.now = now


def new_reference(letter: str) -> str:
    """A reference that tells nothing, not even which came first."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letter}-{drawn[:4]}-{drawn[4:]}"


def concerned(report: Report) -> frozenset[str]:
    """The references of the staff whom a report concerns, without names that were taken back."""
    return frozenset(report.named.exclude(staff="").values_list("staff", flat=True))


def check(by: Asker, action: Action, report: Report, *, at: datetime, **more: Any) -> Any:
    """Raise NotAllowed unless the asker may do this with the report, whomever it concerns."""
    return check_may(
        by,
        action,
        report.compartment,
        about=report.reference,
        subjects=concerned(report),
        at=at,
        **more,
    )


def locked(kind: Any, key: Any, version: int | None, by: Asker, at: datetime) -> Any:
    """The row as it stands, held until the act ends. Raises Conflict from another version."""
    rows = kind.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now = rows.get(pk=key)
    if version is not None and now.version != version:
        raise Conflict(now)
    return now


def acting(by: Asker | By) -> By:
    """How the audit names whoever acts: a person, or the program where nobody asks."""
    return by if isinstance(by, By) else by.by


def made(row: Any, by: Asker | By) -> None:
    """Save a new row, and record that it was made."""
    row.save()
    record(
        Act.COLLECTION,
        by=acting(by),
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
    )


def changed(row: Any, by: Asker | By, **fields: Any) -> None:
    """Record and save the change of some fields."""
    changes = {
        name: (str(getattr(row, name)), str(new))
        for name, new in fields.items()
        if getattr(row, name) != new
    }
    if not changes:
        return
    record(
        Act.ALTERATION,
        by=acting(by),
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.CHANGED,
        compartment=row.compartment_id,
        changes=changes,
    )
    for name, new in fields.items():
        setattr(row, name, new)
    counted = [f.name for f in row._meta.concrete_fields if f.name == "version"]
    if counted:
        row.version += 1
    row.save(update_fields=[*fields, *counted])


def moved(report: Report, state: str, by: Asker | By, **fields: Any) -> None:
    """Bring a report to another state, by the table of them, with what belongs to that."""
    states.REPORTS.check(report.state, state)
    changed(report, by, state=state, **fields)


def reopened(report: Report) -> dict[str, Any]:
    """What is cleared of a report that comes back to triage: whatever was proposed or decided of it
    stands no more, and it is not to be disposed of."""
    if report.state not in states.SETTLED:
        return {}
    nobody = dict.fromkeys(("proposed_by", "decided_by", "decided_at", "closed_at", "dispose_on"))
    return nobody | dict.fromkeys(("outcome", "reason", "referred_to"), "")


def only_place(kind: Kind, force: str, what: str) -> Compartment:
    """The compartment of a kind, of the same force. Raises UserError where there is none."""
    found = Compartment.objects.filter(kind=kind.name, force=force).order_by("title", "key").first()
    if found is None:
        raise UserError(
            f"There is no compartment for {what} yet. Ask whoever runs the service to make one."
        )
    return found
