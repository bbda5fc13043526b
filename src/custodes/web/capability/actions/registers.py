"""Keeping the registers: systems, device classes, technology, posts, training, the test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.keeping import changed, made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.capability.actions.keeping import changed_version, locked
from custodes.web.capability.models import Item, Post, TestAnswer, Training
from custodes.web.capability.words import (
    ANSWERS,
    DEVICE,
    MODES,
    MOST_HELD,
    NOT_MONITORED,
    SKILLS,
    TECHNOLOGY,
    TEST,
    WHATS,
    YES,
)
from custodes.web.decision import Action

EDIT = Action.EDIT_CAPABILITY
ITEM_FIELDS = (
    *("what", "name", "engine_name", "held", "mode", "how", "post"),
    *("planned_on", "due_on", "note"),
)
LONGEST_NOTE = 2000


def add_item(*, compartment: Compartment, by: Asker, at: datetime, **fields: Any) -> Item:
    """Put something on the register. Raises UserError where it is there, or a field is wrong."""
    check_may(by, EDIT, compartment, at=at)
    with one_act():
        row = Item(compartment=compartment, listed_on=_today(at), **_item(fields))
        _check_once(Item, row, by, at, what=row.what, name=row.name)
        row.save()
        made(row, by)
    return row


def change_item(*, item: Item, version: int, by: Asker, at: datetime, **fields: Any) -> Item:
    """Change something from the version that was seen. Raises Conflict where it has moved on."""
    check_may(by, EDIT, item.compartment, about=str(item.pk), at=at)
    with one_act():
        now: Item = locked(item, version, item.name, by, at)
        before = {name: getattr(now, name) for name in ITEM_FIELDS}
        clean = _item(before | fields)
        _check_once(Item, now, by, at, what=clean["what"], name=clean["name"])
        changed_version(now, by, **clean)
    return now


def take_off(*, row: Item | Post, version: int, by: Asker, at: datetime) -> None:
    """Take something, or a post, off the register from today; what was known of it stays."""
    check_may(by, EDIT, row.compartment, about=str(row.pk), at=at)
    with one_act():
        now = locked(row, version, str(row), by, at)
        if now.left_on is None:
            changed_version(now, by, "taken-off", left_on=_today(at))


def put_back(*, row: Item | Post, version: int, by: Asker, at: datetime) -> None:
    """Put something, or a post, that had left the register on it again, as if it had stayed."""
    check_may(by, EDIT, row.compartment, about=str(row.pk), at=at)
    with one_act():
        now = locked(row, version, str(row), by, at)
        if now.left_on is not None:
            changed_version(now, by, "put-back", left_on=None)


def add_post(
    *, compartment: Compartment, title: str, hours: float, filled: bool, by: Asker, at: datetime
) -> Post:
    """Put a post on the register. Raises UserError where one of that title is there."""
    check_may(by, EDIT, compartment, at=at)
    with one_act():
        row = Post(compartment=compartment, listed_on=_today(at), **_post(title, hours, filled))
        _check_once(Post, row, by, at, title=row.title)
        row.save()
        made(row, by)
    return row


def change_post(
    *,
    post: Post,
    title: str,
    hours: float,
    filled: bool,
    version: int,
    by: Asker,
    at: datetime,
) -> Post:
    """Change a post from the version that was seen. Raises Conflict where it has moved on."""
    check_may(by, EDIT, post.compartment, about=str(post.pk), at=at)
    with one_act():
        now: Post = locked(post, version, post.title, by, at)
        clean = _post(title, hours, filled)
        _check_once(Post, now, by, at, title=clean["title"])
        changed_version(now, by, **clean)
    return now


def note_training(
    *, post: Post, skill: str, on: date, until: date | None, by: Asker, at: datetime
) -> Training:
    """Note that whoever is in a post was trained. Noted again it is the same training."""
    check_may(by, EDIT, post.compartment, about=str(post.pk), at=at)
    if skill not in SKILLS:
        raise UserError(_("“%(skill)s” is not one of the skills.") % {"skill": skill})
    if on > _today(at):
        raise UserError(_("A training is noted once its day has come."))
    if until is not None and until <= on:
        raise UserError(_("A training runs out after the day on which it was given."))
    with one_act():
        seen = Training.objects.visible_to(by.user, at=at)
        same: Training | None = seen.filter(
            post=post, skill=skill, on=on, withdrawn_at=None
        ).first()
        if same is not None:
            changed(same, by, until=until)
            return same
        row = Training(
            compartment=post.compartment,
            post=post,
            skill=skill,
            on=on,
            until=until,
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row


def withdraw_training(*, training: Training, by: Asker, at: datetime) -> None:
    """Withdraw a training that was noted wrongly, or whose bearer has left the post."""
    check_may(by, EDIT, training.compartment, about=str(training.pk), at=at)
    with one_act():
        rows = Training.objects.visible_to(by.user, at=at).select_for_update(of=("self",))
        now = rows.get(pk=training.pk)
        if now.withdrawn_at is None:
            changed(now, by, "withdrawn", withdrawn_at=at)


@dataclass(frozen=True)
class Said:
    """An answer to a question of the test; `version` is that of the answer seen (0: none)."""

    question: str
    answer: str
    shows: str
    version: int


def answer_test(
    *, compartment: Compartment, said: Sequence[Said], by: Asker, at: datetime
) -> list[TestAnswer]:
    """Answer questions of the test, all or none; the same answer again changes nothing.

    Raises Conflict where one has moved on, UserError for a yes that nothing shows.
    """
    check_may(by, EDIT, compartment, at=at)
    with one_act():
        return [_answered(one, compartment, by, at) for one in said]


def _answered(said: Said, compartment: Compartment, by: Asker, at: datetime) -> TestAnswer:
    asked = {one.key: one.asks for one in TEST}
    if said.question not in asked or said.answer not in ANSWERS:
        raise UserError(_("Answer each question with yes, in part or no."))
    shows = " ".join(said.shows.split())
    if said.answer == YES and not shows:
        raise UserError(
            _("“%(question)s”: say what shows it. A yes that nothing shows is not one.")
            % {"question": asked[said.question]}
        )
    rows = TestAnswer.objects.visible_to(by.user, at=at).filter(
        compartment=compartment, question=said.question
    )
    last: TestAnswer | None = rows.order_by("version").last()
    if last is not None and (last.answer, last.shows) == (said.answer, shows):
        return last
    if (last.version if last else 0) != said.version:
        raise Conflict(_("The answer to “%(q)s”") % {"q": asked[said.question]}, said.version, last)
    row = TestAnswer(
        compartment=compartment,
        question=said.question,
        answer=said.answer,
        shows=shows,
        version=said.version + 1,
        by=by.user,
        at=at,
    )
    row.save()
    made(row, by)
    return row


def _item(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises UserError on the first that is not as it should be."""
    clean = {name: fields.get(name) for name in ITEM_FIELDS}
    for name in ("what", "name", "engine_name", "mode", "how", "post"):
        clean[name] = " ".join(str(clean[name] or "").split())
    clean["note"] = str(clean["note"] or "").strip()[:LONGEST_NOTE]
    if clean["what"] not in WHATS:
        raise UserError(_("Say whether it is a system, a class of device or a technology."))
    if not clean["name"]:
        raise UserError(_("Give it a name."))
    if clean["mode"] not in MODES:
        raise UserError(_("Say whether it is monitored proactively, reactively or not."))
    if clean["what"] == TECHNOLOGY and clean["mode"] != NOT_MONITORED:
        raise UserError(_("Technology of the unit is not monitored: leave that empty."))
    if clean["what"] != DEVICE and clean["held"] is not None:
        raise UserError(_("Only a class of device has a number of devices."))
    if clean["held"] is not None and not 0 <= clean["held"] <= MOST_HELD:
        raise UserError(
            _("A number of devices is nothing or more, and %(most)s at most.")
            % {"most": f"{MOST_HELD:,}"}
        )
    if clean["due_on"] and not clean["planned_on"]:
        raise UserError(_("Say since when it is planned, if it is due."))
    if clean["due_on"] and clean["planned_on"] and clean["due_on"] < clean["planned_on"]:
        raise UserError(_("It is due on a day after the one on which it was planned."))
    return clean


def _post(title: str, hours: float, filled: bool) -> dict[str, Any]:
    clean = " ".join(title.split())
    if not clean:
        raise UserError(_("Give the post a title, not a name."))
    if not 0 < hours <= 80:
        raise UserError(_("A post works more than 0 and at most 80 hours a week."))
    return {"title": clean, "hours": hours, "filled": filled}


def _check_once(model: type[Any], row: Any, by: Asker, at: datetime, **named: Any) -> None:
    """Raise UserError where another row is named so, even one that has left the register."""
    seen = model.objects.visible_to(by.user, at=at).filter(compartment=row.compartment_id, **named)
    other = seen.exclude(pk=row.pk).first()
    if other is not None:
        name = named.get("name") or named.get("title")
        if other.left_on:
            raise UserError(
                _("%(name)s was on the register until %(day)s. Put it back on the page of what was "
                  "taken off, or name this one otherwise.")
                % {"name": name, "day": other.left_on}
            )  # fmt: skip
        raise UserError(_("%(name)s is on the register already.") % {"name": name})


def _today(at: datetime) -> date:
    return in_london(at).date()
