"""What a line rests on: figures drawn, documents put in, places in them named, and withdrawn."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError, shown
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.documents.papers import good_name, pages
from custodes.web.plan.elements import ELEMENTS, Element
from custodes.web.plan.live import live_figures
from custodes.web.plan.models import DrawnFigure, Evidence, PlanDocument, PlanLine
from custodes.web.plan.rows import figures


def draw_figures(*, compartment: Compartment, by: Asker, at: datetime) -> int:
    """Draw every live figure as it is now; how many are new or have changed since the last time."""
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    found = live_figures(by.user, compartment=compartment.pk, at=at)
    drawn = 0
    with one_act():
        last = figures(by.user, compartment, at=at)
        for one in found:
            if one.id in last and last[one.id].plain == one:
                continue
            row = DrawnFigure(
                compartment=compartment,
                figure=one.id,
                element=one.element.value,
                title=one.title,
                value=one.value,
                unit=one.unit,
                run=one.run[:200],
                on=one.on,
                by=by.user,
                at=at,
            )
            row.save()
            made(row, by)
            drawn += 1
    return drawn


def put_in(
    *,
    compartment: Compartment,
    name: str,
    title: str,
    content: bytes,
    token: str,
    by: Asker,
    at: datetime,
) -> PlanDocument:
    """Put in a document: checked to be what its name says, and hashed. Sent twice, it is one.

    Raises UserError for a name that cannot be sent or is taken, and for a document that cannot be
    read.
    """  # fmt: skip
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    if not good_name(name):
        raise UserError(f"{shown(name)} has a name that cannot be sent: rename the file.")
    pages(name, content)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        seen = PlanDocument.objects.visible_to(by.user, at=at)
        same: PlanDocument | None = seen.filter(token=mark).first()
        if same is not None:
            return same
        if seen.filter(compartment=compartment, name=name, withdrawn_at=None).exists():
            raise UserError(
                f"There is a document {shown(name)} already. Withdraw it first, or rename yours."
            )
        row = PlanDocument(
            compartment=compartment,
            name=name,
            title=title.strip() or name,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            bytes=len(content),
            by=by.user,
            at=at,
            token=mark,
        )
        row.save()
        made(row, by)
    return row


def rest_on_figure(
    *, line: PlanLine, figure: str, answers: Collection[str], token: str, by: Asker, at: datetime
) -> Evidence:
    """Have a line rest on a live figure that was drawn."""
    drawn = figures(by.user, line.compartment, at=at)
    if figure not in drawn:
        raise UserError("Choose the figure from those that were drawn.")
    return _rests(Evidence(line=line, figure=figure), answers, token, by, at)


def rest_on_document(
    *,
    line: PlanLine,
    document: PlanDocument,
    shows: str,
    page: int | None = None,
    paragraph: str = "",
    answers: Collection[str],
    token: str,
    by: Asker,
    at: datetime,
) -> Evidence:
    """Have a line rest on a place in a document, with what it shows there.

    Raises UserError for a page that the document has not.
    """
    if not shows.strip():
        raise UserError("Say what the document shows at that place.")
    if document.compartment_id != line.compartment_id or document.withdrawn_at is not None:
        raise UserError("Choose one of the documents of the plan.")
    if page is not None:
        last = len(pages(document.name, bytes(document.content)))
        if not 1 <= page <= last:
            raise UserError(f"{document.name} has {last} pages; page {page} is not among them.")
    row = Evidence(
        line=line, document=document, shows=shows.strip(), page=page, paragraph=paragraph.strip()
    )
    return _rests(row, answers, token, by, at)


def withdraw(*, row: Any, because: str, by: Asker, at: datetime) -> Any:
    """Withdraw evidence or a document, with the reason: it stays on record and counts no more.

    Raises UserError for a document on which a line still rests.
    """
    check_may(by, Action.EDIT_PLAN, row.compartment, about=str(row.pk), at=at)
    if not because.strip():
        raise UserError("Say why it is withdrawn.")
    with one_act():
        seen = type(row).objects.visible_to(by.user, at=at).select_for_update(of=("self",))
        now = seen.get(pk=row.pk)
        if now.withdrawn_at is not None:
            return now
        if isinstance(now, PlanDocument):
            rests = Evidence.objects.visible_to(by.user, at=at).filter(
                document=now, withdrawn_at=None
            )
            if first := rests.select_related("line").order_by("line__number").first():
                raise UserError(
                    f"Line {first.line.key} rests on {now.name}. Withdraw that evidence first."
                )
        changed(now, by, "withdrawn", withdrawn_at=at, withdrawn_because=because.strip()[:200])
    return now


def _rests(
    row: Evidence, answers: Collection[str], token: str, by: Asker, at: datetime
) -> Evidence:
    line = row.line
    check_may(by, Action.EDIT_PLAN, line.compartment, about=line.key, at=at)
    points = {point.key for point in ELEMENTS[Element(line.element)].points}
    if not points.issuperset(answers):
        raise UserError("Choose what it answers from the questions of the line's element.")
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        seen = Evidence.objects.visible_to(by.user, at=at)
        same: Evidence | None = seen.filter(token=mark).first()
        if same is not None:
            return same
        row.compartment, row.by, row.at, row.token = line.compartment, by.user, at, mark
        row.answers = sorted(set(answers))
        row.save()
        made(row, by)
    return row
