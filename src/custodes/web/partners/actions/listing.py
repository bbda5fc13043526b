"""Putting areas and partners on the register, changing a partner, and taking one off."""

from datetime import date, datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.partners.kinds import GROUPS, KIND_TITLES
from custodes.web.partners.models import Area, Partner

LONGEST_RHYTHM = 730
"""Days between contacts at most."""
FIELDS = ("name", "kind", "areas", "force_wide", "groups", "contacts", "every_days")


class Conflict(UserError):
    """Somebody changed the partner after the form was opened: `seen` is the version of the form,
    `now` the partner as it stands."""

    def __init__(self, seen: int, now: Partner) -> None:
        super().__init__(
            f"{now.name} was changed while you were at work on it. Nothing of yours was saved yet: "
            "look at both, then save again or leave it."
        )
        self.seen = seen
        self.now = now


def add_area(*, name: str, compartment: Compartment, by: Asker, at: datetime) -> Area:
    """Name an area of the force. Named again it is the same area."""
    wanted = " ".join(name.split())
    if not wanted:
        raise UserError("Give the area a name.")
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    with one_act():
        seen = Area.objects.visible_to(by.user, at=at).filter(compartment=compartment)
        found: Area | None = seen.filter(name=wanted).first()
        if found:
            return found
        row = Area(compartment=compartment, name=wanted)
        row.save()
        made(row, by)
    return row


def add_partner(
    *, compartment: Compartment, listed_on: date, by: Asker, at: datetime, **fields: Any
) -> Partner:
    """Put a partner on the register. Raises UserError where one of that name is on it."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    if listed_on > in_london(at).date():
        raise UserError("A partner is put on the register on a day that has come.")
    with one_act():
        clean = _checked(fields, compartment, by, at)
        row = Partner(compartment=compartment, listed_on=listed_on, **clean)
        row.save()
        made(row, by)
    return row


def change_partner(
    *, partner: Partner, version: int, by: Asker, at: datetime, **fields: Any
) -> Partner:
    """Change a partner from the version that was seen. Raises Conflict where it has moved on."""
    check_may(by, Action.EDIT_PLAN, partner.compartment, about=str(partner.pk), at=at)
    with one_act():
        now = _locked(partner, version, by, at)
        before = {name: getattr(now, name) for name in FIELDS}
        clean = _checked(before | fields, partner.compartment, by, at, but=now.pk)
        _save(now, by, {name: clean[name] for name in FIELDS if clean[name] != before[name]})
    return now


def take_off(*, partner: Partner, on: date, version: int, by: Asker, at: datetime) -> Partner:
    """Take a partner off the register from a day on; all that was known of it stays."""
    check_may(by, Action.EDIT_PLAN, partner.compartment, about=str(partner.pk), at=at)
    if on < partner.listed_on:
        raise UserError("A partner leaves the register after it was put on it.")
    with one_act():
        now = _locked(partner, version, by, at)
        _save(now, by, {"left_on": on})
    return now


def made(row: Any, by: Asker) -> None:
    """Record that a row was made."""
    record(
        Act.COLLECTION,
        by=by.by,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
    )


def _locked(partner: Partner, version: int, by: Asker, at: datetime) -> Partner:
    seen = Partner.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now: Partner = seen.get(pk=partner.pk)
    if now.version != version:
        raise Conflict(version, now)
    return now


def _save(partner: Partner, by: Asker, fields: dict[str, Any]) -> None:
    if not fields:
        return
    record(
        Act.ALTERATION,
        by=by.by,
        kind=Partner.audit_kind,
        object_id=partner.pk,
        effect=Effect.CHANGED,
        compartment=partner.compartment_id,
        changes={name: (str(getattr(partner, name)), str(new)) for name, new in fields.items()},
    )
    for name, new in fields.items():
        setattr(partner, name, new)
    partner.version += 1
    partner.save(update_fields=[*fields, "version"])


def _checked(
    fields: dict[str, Any], place: Compartment, by: Asker, at: datetime, but: int | None = None
) -> dict[str, Any]:
    """The fields as they are kept. Raises UserError on the first that is not as it should be."""
    name = " ".join(str(fields.get("name", "")).split())
    if not name:
        raise UserError("Give the partner a name.")
    same = Partner.objects.visible_to(by.user, at=at).filter(compartment=place, name=name)
    if same.exclude(pk=but).exists():
        raise UserError(f"{name} is on the register already.")
    if fields.get("kind") not in KIND_TITLES:
        raise UserError("Choose the kind of partner from the list.")
    rows = Area.objects.visible_to(by.user, at=at).filter(compartment=place)
    known = set(rows.values_list("name", flat=True))
    areas, groups = sorted(set(fields.get("areas", ()))), sorted(set(fields.get("groups", ())))
    if unknown := [area for area in areas if area not in known]:
        raise UserError(f"{unknown[0]} is not an area of the force. Name the area first.")
    if not set(groups) <= set(GROUPS):
        raise UserError("Choose the groups served from the list.")
    every = int(fields.get("every_days", 90))
    if not 1 <= every <= LONGEST_RHYTHM:
        raise UserError(f"Contacts are 1 to {LONGEST_RHYTHM} days apart.")
    return {
        "name": name,
        "kind": fields["kind"],
        "areas": areas,
        "force_wide": bool(fields.get("force_wide", False)),
        "groups": groups,
        "contacts": str(fields.get("contacts", "")).strip(),
        "every_days": every,
    }
