"""Raising an alert by hand: what somebody saw that no indicator speaks of."""

import hashlib
from datetime import datetime
from typing import Any

from custodes import __version__
from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import hash_of
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.pseudonyms.actions import name_for, reveal, shown_to
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.models import Pseudonym, Reveal

LONGEST_LOOK = Reveal._meta.get_field("reason").max_length
PATTERN = "raised by hand"


def raise_alert(
    *,
    compartment: Compartment,
    staff: str,
    person: str,
    by_reference: frozenset[Subject] = frozenset(),
    token: str,
    by: Asker,
    because: str,
    at: datetime,
) -> Alert:
    """A new alert about a member of staff and, if any, one person, by their references.

    `because` is what was seen, in words. `token` is the form's own: sent twice, it is one alert.
    `by_reference` says which of the two was written as the force's own reference and not as the
    name that the pages show. The alert shows which name stands for it, so that it is a look behind
    that name: it asks for what such a look asks for, and is recorded as one.
    """
    if not staff:
        raise UserError("Name the member of staff.")
    for subject, reference in ((Subject.STAFF, staff), (Subject.PERSON, person)):
        if reference and subject in by_reference:
            _look_behind(subject, reference, staff, compartment, by, because, at)
    check_may(
        by,
        Action.RAISE_ALERT,
        compartment,
        about=compartment.key,
        subjects=frozenset({staff}),
        reason=because,
        at=at,
    )
    name = "M-" + hashlib.sha256(f"{by.user.pk} {token}".encode()).hexdigest()[:10]
    name_for(Subject.STAFF, staff)
    if person:
        name_for(Subject.PERSON, person)
    with one_act():
        same: Alert | None = Alert.objects.visible_to(by.user, at=at).filter(alert_id=name).first()
        if same is not None:
            return same
        content = _content(name, staff, person, because, at)
        alert = Alert(
            compartment=compartment,
            alert_id=name,
            staff=staff,
            person=person,
            kind="manual",
            drawn="hand",
            pattern=PATTERN,
            sentence=content["sentence"],
            raised_at=at,
            raised_by=by.user,
            updated_at=at,
            content=content,
            sha256=hash_of(content),
        )
        alert.save()
        record(
            Act.COLLECTION,
            by=by.by,
            kind=Alert.audit_kind,
            object_id=alert.pk,
            effect=Effect.MADE,
            compartment=compartment.key,
        )
    return alert


def _look_behind(
    subject: Subject,
    reference: str,
    staff: str,
    compartment: Compartment,
    by: Asker,
    because: str,
    at: datetime,
) -> None:
    """Record the look behind the name of a reference, unless one lasts."""
    name = Pseudonym.objects.get(name=name_for(subject, reference))
    if shown_to(by.user, name, compartment=compartment, at=at) is None:
        reveal(
            pseudonym=name,
            compartment=compartment,
            subjects=frozenset({staff}),
            by=by,
            because=because[:LONGEST_LOOK],
            at=at,
        )


def _content(name: str, staff: str, person: str, because: str, at: datetime) -> dict[str, Any]:
    """The same object as a run writes, with nothing in it but what was said."""
    about = f"Staff {staff}" + (f", person {person}" if person else "")
    return {
        "alert": name,
        "run": "",
        "as_of": stamp(at),
        "rank": None,
        "staff": staff,
        "person": person or None,
        "bits": 0.0,
        "high": False,
        "families": {},
        "without": {},
        "waterfall": [],
        "pattern": PATTERN,
        "sentence": f"{about}: {because}",
        "reasons": [],
        "flags": [],
        "priority": 0.0,
        "against": [],
        "explanations_tested": [],
        "would_explain": [],
        "data_quality": {"roster_unknown": 0.0, "shared_number_contacts": 0, "text": ""},
        "drawn": "hand",
        "chance": 1.0,
        "peers": None,
        "timeline": [],
        "rows_sha256": hashlib.sha256(b"[]").hexdigest(),
        "versions": {"custodes": __version__, "indicators": {}, "purposes": {}},
    }
