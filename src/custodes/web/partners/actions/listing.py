"""Putting areas and partners on the register, changing a partner, and taking one off."""

from dataclasses import dataclass
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
from custodes.web.partners.models import Area, Partner, PartnerVersion

LONGEST_NAME = 120
LONGEST_RHYTHM = 730
"""Days between contacts at most."""
FIELDS = ("name", "kind", "areas", "force_wide", "groups", "contacts", "every_days")
"""What may be changed of a partner."""
KEPT = (*FIELDS, "listed_on", "left_on")
"""What a version holds."""


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


@dataclass
class Known:
    """What is on a register: its areas, and its partners by name."""

    compartment: Compartment
    areas: set[str]
    partners: dict[str, int]


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
    with one_act():
        return put_on(known_of(compartment, by, at), listed_on=listed_on, by=by, at=at, **fields)


def put_on(known: Known, *, listed_on: date, by: Asker, at: datetime, **fields: Any) -> Partner:
    """Put one partner on the register, in a transaction and by somebody who was asked for both.

    `known` is what is on it; the partner is added to that.
    """
    if listed_on > in_london(at).date():
        raise UserError("A partner is put on the register on a day that has come.")
    row = Partner(compartment=known.compartment, listed_on=listed_on, **checked(fields, known))
    row.save()
    made(row, by)
    _version(row, by, at)
    known.partners[row.name] = row.pk
    return row


def change_partner(
    *, partner: Partner, version: int, by: Asker, at: datetime, **fields: Any
) -> Partner:
    """Change a partner from the version that was seen. Raises Conflict where it has moved on."""
    check_may(by, Action.EDIT_PLAN, partner.compartment, about=str(partner.pk), at=at)
    with one_act():
        now = _locked(partner, version, by, at)
        before = {name: getattr(now, name) for name in FIELDS}
        clean = checked(before | fields, known_of(partner.compartment, by, at), but=now.pk)
        changes = {name: clean[name] for name in FIELDS if clean[name] != before[name]}
        _save(now, by, at, changes)
    return now


def take_off(
    *, partner: Partner, on: date, because: str = "", version: int, by: Asker, at: datetime
) -> Partner:
    """Take a partner off the register from a day on; all that was known of it stays."""
    check_may(by, Action.EDIT_PLAN, partner.compartment, about=str(partner.pk), at=at)
    if on < partner.listed_on:
        raise UserError("A partner leaves the register after it was put on it.")
    if on > in_london(at).date():
        raise UserError("A partner leaves the register on a day that has come.")
    with one_act():
        now = _locked(partner, version, by, at)
        _save(now, by, at, {"left_on": on}, because.strip())
    return now


def put_back(*, partner: Partner, because: str, version: int, by: Asker, at: datetime) -> Partner:
    """Put a partner that had left on the register again, as if it had stayed."""
    check_may(by, Action.EDIT_PLAN, partner.compartment, about=str(partner.pk), at=at)
    with one_act():
        now = _locked(partner, version, by, at)
        if now.left_on is not None:
            _save(now, by, at, {"left_on": None}, because.strip())
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


def _save(
    partner: Partner, by: Asker, at: datetime, fields: dict[str, Any], because: str = ""
) -> None:
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
    _version(partner, by, at, because)


def _version(partner: Partner, by: Asker, at: datetime, because: str = "") -> None:
    """Keep the partner as it is now, so that what it was before can be shown."""
    held = {name: getattr(partner, name) for name in KEPT}
    days = {name: day.isoformat() for name, day in held.items() if isinstance(day, date)}
    row = PartnerVersion(
        compartment=partner.compartment,
        partner=partner,
        version=partner.version,
        held=held | days,
        by=by.user,
        at=at,
        because=because,
    )
    row.save()
    made(row, by)


def known_of(place: Compartment, by: Asker, at: datetime) -> Known:
    """What is on the register of a compartment, as the asker may know of it."""
    areas = Area.objects.visible_to(by.user, at=at).filter(compartment=place)
    partners = Partner.objects.visible_to(by.user, at=at).filter(compartment=place)
    return Known(
        place, set(areas.values_list("name", flat=True)), dict(partners.values_list("name", "pk"))
    )


def checked(fields: dict[str, Any], known: Known, but: int | None = None) -> dict[str, Any]:
    """The fields as they are kept. Raises UserError on the first that is not as it should be."""
    name = " ".join(str(fields.get("name", "")).split())
    if not name:
        raise UserError("Give the partner a name.")
    if len(name) > LONGEST_NAME:
        raise UserError(f"A name has {LONGEST_NAME} characters at most.")
    if known.partners.get(name, but) != but:
        raise UserError(f"{name} is on the register already.")
    if fields.get("kind") not in KIND_TITLES:
        raise UserError("Choose the kind of partner from the list.")
    areas, groups = sorted(set(fields.get("areas", ()))), sorted(set(fields.get("groups", ())))
    if unknown := [area for area in areas if area not in known.areas]:
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
