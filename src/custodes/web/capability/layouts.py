"""The files that a register takes: their columns, and how one line of each is read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from custodes.vocabulary.errors import UserError
from custodes.web.capability.actions.items import Brought
from custodes.web.capability.importing import Layout, day_of, number_of, one_of, whole_of, yes_of
from custodes.web.capability.register import Device
from custodes.web.capability.threat import Category
from custodes.web.capability.words import (
    DEVICE,
    MOST_HELD,
    NOT_MONITORED,
    PROACTIVE,
    REACTIVE,
    SKILLS,
    SYSTEM,
    TECHNOLOGY,
)


def _item(row: Mapping[str, str]) -> dict[str, Any]:
    kinds = {kind: kind for kind in (SYSTEM, DEVICE, TECHNOLOGY)}
    modes = {PROACTIVE: PROACTIVE, REACTIVE: REACTIVE, "no": NOT_MONITORED, "": NOT_MONITORED}
    return {
        "what": one_of(row["what"], "what", kinds),
        "name": row["name"][:120],
        "engine_name": row["engine_name"][:120],
        "held": whole_of(row["held"], "held", MOST_HELD),
        "mode": one_of(row["monitored"], "monitored", modes),
        "how": row["how"][:200],
        "post": row["post"][:120],
        "planned_on": day_of(row["planned_on"], "planned_on"),
        "due_on": day_of(row["due_on"], "due_on"),
        "note": row["note"],
    }


def _device(row: Mapping[str, str]) -> Device:
    monitored = yes_of(row["monitored"], "monitored", otherwise=False)
    return Device(row["device"], row["kind"].lower(), row["holder"], monitored)


def _post(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row["post"][:80],
        "hours": number_of(row["hours"] or "37", "hours", 0.5, 80),
        "filled": yes_of(row["filled"], "filled", otherwise=True),
    }


def _training(row: Mapping[str, str]) -> dict[str, Any]:
    by_word = {**{key: key for key in SKILLS}, **{str(w).lower(): k for k, w in SKILLS.items()}}
    on = day_of(row["on"], "on")
    until = day_of(row["until"], "until")
    if on and until and until <= on:
        raise UserError(_("until is not after on"))
    return {
        "post": row["post"],
        "skill": one_of(row["skill"], "skill", by_word),
        "on": on,
        "until": until,
    }


def _threat(row: Mapping[str, str]) -> Brought:
    by_word = {
        **{category.value: category for category in Category},
        **{category.name.lower(): category for category in Category},
    }
    words = [word.strip() for word in row["categories"].split(";") if word.strip()]
    found = frozenset(one_of(word, "categories", by_word) for word in words)
    on = day_of(row["on"], "on")
    if on is None:
        raise UserError(_("%(column)s is empty") % {"column": "on"})
    return Brought(row["ref"][:64], on, found)


LAYOUTS: dict[str, Layout] = {
    one.id: one
    for one in (
        Layout(
            "register",
            "Systems, classes of device and technology",
            {
                "what": "system, device or technology",
                "name": "its name",
                "engine_name": "what the monitoring calls it, if it knows it",
                "held": "how many devices, for a class that the monitoring does not know",
                "monitored": "proactive, reactive or no",
                "how": "how it is monitored",
                "post": "by which post",
                "planned_on": "planned since, if it is not monitored yet",
                "due_on": "due by",
                "note": "anything else",
            },
            ("what", "name"),
            _item,
        ),
        Layout(
            "devices",
            "Register of devices",
            {
                "device": "the device's own number",
                "kind": "mobile, laptop, radio and so on",
                "holder": "staff reference of who holds it; read, held against the staff, not kept",
                "monitored": "yes or no",
            },
            ("device", "kind"),
            _device,
        ),
        Layout(
            "posts",
            "Posts of the unit",
            {
                "post": "title of the post, not a name",
                "hours": "hours a week; 37 where it is empty",
                "filled": "yes or no",
            },
            ("post",),
            _post,
        ),
        Layout(
            "training",
            "Training of the posts",
            {
                "post": "title of a post that is on the register",
                "skill": "one of: " + ", ".join(SKILLS),
                "on": "the day it was given",
                "until": "the day it runs out, if it does",
            },
            ("post", "skill", "on"),
            _training,
        ),
        Layout(
            "threats",
            "Items of intelligence for the threat assessment",
            {
                "ref": "the number of the item, so that it is counted once",
                "on": "its day",
                "categories": "national categories, several with a semicolon between",
            },
            ("ref", "on", "categories"),
            _threat,
        ),
    )
}
