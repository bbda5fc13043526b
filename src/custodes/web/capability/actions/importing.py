"""Bringing a file into a register: whole or not at all, and the same file again adds nothing."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.actions import registers
from custodes.web.capability.actions.items import bring_in
from custodes.web.capability.importing import LinesWrong, Wrong, read
from custodes.web.capability.layouts import LAYOUTS
from custodes.web.capability.models import DeviceList, Item, Post, Training
from custodes.web.capability.models.threat import IMPORTED
from custodes.web.capability.readings import reconciled_json
from custodes.web.capability.register import reconcile
from custodes.web.decision import Action


def take_file(
    *,
    layout: str,
    content: bytes,
    name: str,
    compartment: Compartment,
    staff: Collection[str] | None,
    by: Asker,
    at: datetime,
) -> str:
    """Take a file in; a sentence on what came of it. `staff` are the references of the staff in
    post, None where no register of them is held. Raises LinesWrong where lines are wrong."""
    check_may(by, Action.EDIT_CAPABILITY, compartment, at=at)
    numbered = read(content, name, LAYOUTS[layout])
    lines = [line for _number, line in numbered]
    asked = {"compartment": compartment, "by": by, "at": at}
    with one_act():
        if layout == "threats":
            new = bring_in(lines, origin=IMPORTED, **asked)  # type: ignore[arg-type]
            return _("%(new)d new items of %(all)d; the others were there.") % {
                "new": new,
                "all": len(lines),
            }
        if layout == "devices":
            return _devices(lines, content, name, staff, asked)
        if layout == "training":
            return _training(numbered, asked)
        changes = [_one(layout, line, number, asked) for number, line in numbered]
    return _("%(new)d added, %(changed)d brought up to date, %(same)d as they were.") % {
        "new": changes.count("new"),
        "changed": changes.count("changed"),
        "same": changes.count("same"),
    }


def _one(layout: str, line: dict[str, Any], number: int, asked: dict[str, Any]) -> str:
    """Add or change one row of a register; what was done."""
    register = layout == "register"
    model: Any = Item if register else Post
    named = {key: line[key] for key in (("what", "name") if register else ("title",))}
    rows: Any = model.objects.visible_to(asked["by"].user, at=asked["at"])
    row = rows.filter(compartment=asked["compartment"], left_on=None, **named).first()
    try:
        if row is None:
            (registers.add_item if register else registers.add_post)(**asked, **line)
            return "new"
        before = row.version
        act = {"by": asked["by"], "at": asked["at"], "version": before}
        now: Any
        if register:
            now = registers.change_item(item=row, **act, **line)
        else:
            now = registers.change_post(post=row, **act, **line)
    except UserError as error:
        raise LinesWrong([Wrong(number, str(error))]) from None
    return "changed" if now.version != before else "same"


def _training(lines: list[tuple[int, dict[str, Any]]], asked: dict[str, Any]) -> str:
    by, at = asked["by"], asked["at"]
    posts = {
        row.title.casefold(): row
        for row in Post.objects.visible_to(by.user, at=at).filter(
            compartment=asked["compartment"], left_on=None
        )
    }
    unknown = [
        Wrong(number, _("there is no post “%(post)s” on the register") % {"post": line["post"]})
        for number, line in lines
        if line["post"].casefold() not in posts
    ]
    if unknown:
        raise LinesWrong(unknown)
    rows = Training.objects.visible_to(by.user, at=at).filter(
        compartment=asked["compartment"], withdrawn_at=None
    )
    before = rows.count()
    for number, line in lines:
        post = posts[line["post"].casefold()]
        try:
            registers.note_training(**line | {"post": post}, by=by, at=at)
        except UserError as error:
            raise LinesWrong([Wrong(number, str(error))]) from None
    return _("%(new)d new trainings of %(all)d; the others were there.") % {
        "new": rows.count() - before,
        "all": len(lines),
    }


def _devices(
    lines: list[Any],
    content: bytes,
    name: str,
    staff: Collection[str] | None,
    asked: dict[str, Any],
) -> str:
    by, at, compartment = asked["by"], asked["at"], asked["compartment"]
    digest = hashlib.sha256(content).hexdigest()
    seen = DeviceList.objects.visible_to(by.user, at=at).filter(compartment=compartment)
    if seen.filter(sha256=digest).exists():
        return _("This very file was taken in before; nothing was added.")
    told = reconcile(lines, staff or ())
    row = DeviceList(
        compartment=compartment,
        file=name[:120],
        sha256=digest,
        on=in_london(at).date(),
        rows=len(lines),
        content=reconciled_json(told, None if staff is None else len(set(staff))),
        by=by.user,
        at=at,
    )
    row.save()
    made(row, by)
    return _("%(n)d devices were held against the staff. Who holds which was not kept.") % {
        "n": len(lines)
    }
