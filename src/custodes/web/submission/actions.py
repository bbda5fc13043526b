"""Preparing a submission, asking for it to be signed, signing it, and noting that it was sent.

What is signed is made from the plan as it stood at the cut-off, checked for victim and source data,
packed, hashed and signed with the force's key; from then on it is those bytes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from custodes.vocabulary.errors import UserError, shown
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.plan.rows import contents_of, documents, force_of
from custodes.web.submission.held import held_here
from custodes.web.submission.keys import public_hex, signing_key
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import (
    Claim,
    Confirmed,
    Submission,
    check_whole,
    read,
    write,
)
from custodes.web.submission.states import ASKED, PREPARED, SENT, SET_ASIDE, SIGNED, SUBMISSIONS
from custodes.web.submission.told import held_at, writers_of

COMMISSIONER = "commissioner"
"""What the audit calls the one to whom the copy is disclosed."""


def prepare(
    *,
    compartment: Compartment,
    round_: str,
    cut_off: datetime,
    chosen: Collection[int],
    claims: Mapping[Element, Claim],
    token: str,
    by: Asker,
    at: datetime,
) -> Prepared:
    """Begin a submission. Sent twice, it is begun once."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        seen = Prepared.objects.visible_to(by.user, at=at)
        same: Prepared | None = seen.filter(token=mark).first()
        if same is not None:
            return same
        fields = _checked(compartment, round_, cut_off, chosen, claims, by, at)
        last = seen.filter(compartment=compartment).aggregate(n=Max("number"))["n"]
        row = Prepared(
            compartment=compartment,
            number=(last or 0) + 1,
            wrote=[by.user.pk],
            by=by.user,
            at=at,
            token=mark,
            **fields,
        )
        row.save()
        made(row, by)
    return row


def change(
    *,
    row: Prepared,
    round_: str,
    cut_off: datetime,
    chosen: Collection[int],
    claims: Mapping[Element, Claim],
    version: int,
    by: Asker,
    at: datetime,
) -> Prepared:
    """Change what is prepared; what waited for a signature is being prepared again, and what was
    confirmed of it is to be confirmed once more.

    Raises Conflict where it has moved on from `version`, and UserError once it is signed.
    """
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row), at=at)
    with one_act():
        now = locked(row, version, by, at)
        if now.state not in (PREPARED, ASKED):
            raise UserError(f"{now} was signed or set aside, and stays as it is.")
        fields = _checked(row.compartment, round_, cut_off, chosen, claims, by, at)
        if any(getattr(now, name) != value for name, value in fields.items()):
            changed(
                now,
                by,
                **fields,
                confirmed=[],
                wrote=sorted({*now.wrote, by.user.pk}),
                state=PREPARED,
                version=now.version + 1,
            )
    return now


def ask(*, row: Prepared, version: int, by: Asker, at: datetime) -> Prepared:
    """Ask the chief officer to sign it. Raises UserError where it could not be signed as it is."""
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row), at=at)
    sent, contents = submission_of(row, post="Chief officer", by=by, at=at)
    check_whole(sent, contents, held_here)
    with one_act():
        now = locked(row, version, by, at)
        SUBMISSIONS.check(now.state, ASKED)
        changed(now, by, state=ASKED, version=now.version + 1)
    return now


def sign(*, row: Prepared, post: str, version: int, by: Asker, at: datetime) -> Prepared:
    """Sign it as the holder of a post: packed, hashed, signed with the force's key, and frozen.

    Raises UserError where the signer wrote in it, victim or source data is found, a document is
    missing, or a line rests on what is gone; nothing is signed then.
    """
    check_may(by, Action.SIGN_PLAN, row.compartment, about=str(row), at=at)
    if by.user.pk in writers_of(row, by.user, at=at):
        raise UserError("Whoever wrote in it does not sign it: another chief officer does.")
    if not " ".join(post.split()):
        raise UserError("Say the post in which you sign.")
    sent, contents = submission_of(row, post=" ".join(post.split()), by=by, at=at)
    content = write(sent, contents, signing_key(key_path()), known=held_here)
    kept = read(content)
    with one_act():
        now = locked(row, version, by, at)
        SUBMISSIONS.check(now.state, SIGNED)
        changed(
            now,
            by,
            state=SIGNED,
            post=sent.signed_by,
            signed_by=by.user,
            signed_at=at,
            content=content,
            sha256=kept.sha256,
            key=kept.key,
            version=now.version + 1,
        )
    return now


def note_sent(*, row: Prepared, how: str, version: int, by: Asker, at: datetime) -> Prepared:
    """Note that it was sent to the inspectorate, and how."""
    check_may(by, Action.SUBMIT_PLAN, row.compartment, about=str(row), at=at)
    if not how.strip():
        raise UserError("Say how it was sent, and to whom.")
    with one_act():
        now = locked(row, version, by, at)
        SUBMISSIONS.check(now.state, SENT)
        _disclosed(now, by, "inspectorate")
        changed(
            now,
            by,
            state=SENT,
            sent_by=by.user,
            sent_at=at,
            sent_how=how.strip()[:200],
            version=now.version + 1,
        )
    return now


def set_aside(*, row: Prepared, because: str, version: int, by: Asker, at: datetime) -> Prepared:
    """Set aside what was not sent, with the reason; what was signed is kept."""
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row), at=at)
    if not because.strip():
        raise UserError("Say why it is set aside.")
    with one_act():
        now = locked(row, version, by, at)
        SUBMISSIONS.check(now.state, SET_ASIDE)
        changed(now, by, state=SET_ASIDE, because=because.strip()[:500], version=now.version + 1)
    return now


def submission_of(
    row: Prepared, *, post: str, by: Asker, at: datetime
) -> tuple[Submission, Mapping[str, bytes]]:
    """What is sent, from the plan as it stood at the cut-off, and the documents chosen.

    Raises UserError until it is said which force the plan is of.
    """
    place = row.compartment
    force = force_of(by.user, place, at=at)
    if force is None:
        raise UserError("Say first which force the plan is of.")
    whole = held_at(row, by.user, at=at)
    plan = whole.plan
    contents = contents_of(
        [one.name for one in plan.documents], by.user, place, at=at, as_of=row.cut_off
    )
    claims = tuple(
        Claim(
            Element(element),
            Status(told["status"]),
            told["text"],
            tuple(Qualifier(one) for one in told["qualifiers"]),
        )
        for element, told in sorted(
            row.claims.items(), key=lambda item: list(Element).index(Element(item[0]))
        )
    )
    sent = Submission(
        force.key,
        force.full,
        row.round,
        plan.strategy,
        at,
        row.cut_off,
        post,
        claims,
        plan.lines,
        plan.figures,
        plan.documents,
        tuple(Confirmed(**told) for told in row.confirmed),
    )
    return sent, contents


def known_key() -> str:
    """The public key by which the inspectorate knows the force; empty until there is one."""
    path = key_path()
    return public_hex(signing_key(path)) if path.exists() else ""


def key_path() -> Path:
    """Where the force's signing key lies."""
    return Path(settings.CONFIG.folder) / "plan.key"


def disclose_to_commissioner(row: Prepared, by: Asker) -> None:
    """Record that a copy is taken for the commissioner; in the transaction of the answer."""
    _disclosed(row, by, COMMISSIONER)


def _disclosed(row: Prepared, by: Asker, to: str) -> None:
    record(
        Act.DISCLOSURE,
        by=by.by,
        kind=Prepared.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        reason=to,
    )


def locked(row: Prepared, version: int, by: Asker, at: datetime) -> Prepared:
    """The row as it stands, held until the act ends. Raises Conflict where it has moved on."""
    rows = Prepared.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
    now: Prepared = rows.select_related("compartment").get(pk=row.pk)
    if now.version != version:
        raise Conflict(f"Submission {now}", version, now)
    return now


def _checked(
    place: Compartment,
    round_: str,
    cut_off: datetime,
    chosen: Collection[int],
    claims: Mapping[Element, Claim],
    by: Asker,
    at: datetime,
) -> dict[str, Any]:
    if not round_.strip():
        raise UserError("Say for which round it is, as the inspectorate names it.")
    if cut_off > at:
        raise UserError("The cut-off is a day that has come: nothing is known of days to come.")
    held = {row.pk for row in documents(by.user, place, at=at, as_of=cut_off)}
    if strange := sorted(set(chosen) - held):
        raise UserError(f"Document {shown(strange[0])} was not there at the cut-off.")
    return {
        "round": round_.strip()[:40],
        "cut_off": cut_off,
        "documents": sorted(set(chosen)),
        "claims": {
            element.value: {
                "status": claim.status.value,
                "text": claim.text,
                "qualifiers": [one.value for one in claim.qualifiers],
            }
            for element, claim in claims.items()
        },
    }
