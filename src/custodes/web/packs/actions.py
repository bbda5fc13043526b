"""Making documents of alerts: one at once, many as a job whose file is kept for a day."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from custodes.pipeline.verdicts import stamp
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import check_as_written, everything
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action, Kind
from custodes.web.jobs.actions import ask_for
from custodes.web.jobs.kinds import JobKind
from custodes.web.jobs.models import Job
from custodes.web.packs.dossier import Asked
from custodes.web.packs.kinds import BY_ID, Document, Step
from custodes.web.packs.links import KEPT_FOR
from custodes.web.packs.models import AlertFile
from custodes.web.packs.queries import dossiers, last_checkpoint

MOST = 500
"""Alerts in one document; a queue that is longer is filtered first."""
PROGRAM = By(actor="program")


def check_may_take_out(
    *, alerts: Sequence[Alert], document: Document, by: Asker, because: str, at: datetime
) -> None:
    """Raise NotAllowed unless the asker may take these alerts out in this form.

    A document that bears the force's own references asks for the look behind the names as well.
    """
    for place in places_of(alerts):
        subjects = frozenset(a.staff for a in alerts if a.compartment_id == place.key)
        watch = place.kind == Kind.CCU_WATCH.name
        behind = Action.REVEAL_IN_WATCH if watch else Action.REVEAL
        asked = [behind] * document.references + [Action.EXPORT_ALERTS]
        for action in asked:
            check_may(
                by,
                action,
                place,
                about=f"document-{document.id}",
                subjects=subjects,
                reason=because,
                at=at,
            )


def make(
    *,
    alerts: Sequence[Alert],
    document: Document,
    by: User,
    because: str,
    at: datetime,
    step: Step = lambda _done: None,
) -> bytes:
    """The document as this user sees the alerts at that moment. Raises NotAsWritten.

    Whether they may have it, and the record that it left, is for whoever calls.
    """
    check_as_written(*alerts)
    asked = Asked(str(by), stamp(at), because, bool(settings.CONFIG.demonstration))
    return document.make(
        list(dossiers(alerts, document, by, at=at)),
        asked,
        home=Path(settings.CONFIG.home),
        checkpoint=last_checkpoint(),
        step=step,
    )


def ask_for_file(
    *,
    alerts: Sequence[Alert],
    document: Document,
    kind: JobKind,
    token: str,
    by: Asker,
    because: str,
    at: datetime,
) -> Job:
    """Ask for a document of many alerts, as a job; the same form sent twice is one job."""
    if not alerts:
        raise UserError("There is no alert in this list: change the filter.")
    if len(alerts) > MOST:
        raise UserError(f"At most {MOST} alerts go into one document: filter first.")
    check_may_take_out(alerts=alerts, document=document, by=by, because=because, at=at)
    place = places_of(alerts)[0]
    name, media = document.file("alerts", len(alerts))
    with one_act():
        mine = AlertFile.objects.visible_to(by.user, at=at).filter(asked_by=by.user, token=token)
        file: AlertFile | None = mine.first()
        if file is None:
            file = AlertFile(
                compartment=place,
                document=document.id,
                name=name,
                kind=media,
                reason=because,
                token=token,
                asked_by=by.user,
                asked_at=at,
                until=at + KEPT_FOR,
            )
            record(
                Act.COLLECTION,
                by=by.by,
                kind=AlertFile.audit_kind,
                object_id=file.pk,
                effect=Effect.MADE,
                compartment=place.key,
                reason=document.id,
            )
            file.save(force_insert=True)
            file.alerts.set(alerts)
        job = ask_for(
            kind,
            {"file": file.pk},
            by=by,
            compartment=place,
            at=at,
            because=because,
            token=file.pk,
        )
    return job


def keep(file: AlertFile, content: bytes, *, by: User, at: datetime) -> AlertFile:
    """Keep what a job made; made already, that is all the same."""
    with one_act():
        now: AlertFile = (
            AlertFile.objects.visible_to(by, at=at).select_for_update(of=("self",)).get(pk=file.pk)
        )
        if now.made_at is not None:
            return now
        record(
            Act.ALTERATION,
            by=By(actor=by.reference),
            kind=AlertFile.audit_kind,
            object_id=now.pk,
            effect=Effect.CHANGED,
            compartment=now.compartment_id,
            reason="made",
        )
        now.content, now.made_at = content, at
        now.sha256 = hashlib.sha256(content).hexdigest()
        now.save(update_fields=["content", "made_at", "sha256"])
    return now


def check_may_hand_over(*, file: AlertFile, by: Asker, because: str = "", at: datetime) -> None:
    """Raise NotAllowed unless the asker may have these bytes now, for the reason that they gave."""
    rows = Alert.objects.visible_to(by.user, at=at).filter(pk__in=file.alerts.values("pk"))
    check_may_take_out(
        alerts=list(rows.defer("content").select_related("compartment")),
        document=BY_ID[file.document],
        by=by,
        because=because or file.reason,
        at=at,
    )


def drop_expired(*, at: datetime) -> int:
    """Erase the files whose time is over; how many that were."""
    over = list(everything(AlertFile).filter(until__lte=at).defer("content"))
    for file in over:
        with one_act():
            if not everything(AlertFile).filter(pk=file.pk).exists():
                continue  # Another process was quicker.
            record(
                Act.ERASURE,
                by=PROGRAM,
                kind=AlertFile.audit_kind,
                object_id=file.pk,
                effect=Effect.ERASED,
                compartment=file.compartment_id,
            )
            file.delete()
    return len(over)


def places_of(alerts: Sequence[Alert]) -> list[Compartment]:
    """The compartments in which these alerts lie, by key."""
    found = Compartment.objects.filter(key__in={alert.compartment_id for alert in alerts})
    return list(found.order_by("key"))
