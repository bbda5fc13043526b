"""Coverage as its page and its files show it: shares, alarms, registers, and what is off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodes.pipeline.verdicts import stamp
from custodes.web.design.pictures.coverage import coverage_bars
from custodes.web.design.pictures.drawing import Picture
from custodes.web.design.showing import clock, day, number
from custodes.web.runs.models import Coverage

KINDS = {
    "mobile": gettext_lazy("Mobile phones"),
    "handset": gettext_lazy("Handsets"),
    "mailbox": gettext_lazy("Mailboxes"),
    "radio": gettext_lazy("Radios"),
    "vehicle": gettext_lazy("Vehicles"),
    "mdt": gettext_lazy("Terminals in vehicles"),
    "laptop": gettext_lazy("Laptops"),
}
"""Classes of device in the words of the page."""
COLUMNS = (
    gettext_lazy("Of"),
    gettext_lazy("Name"),
    gettext_lazy("Held"),
    gettext_lazy("Monitored"),
    gettext_lazy("Share"),
    gettext_lazy("Last event"),
)
COUNTED: tuple[tuple[str, Any], ...] = (
    ("unknown_logins", gettext_lazy("Look-ups by a login that the register does not know")),
    ("unknown_devices", gettext_lazy("Contacts of a device that the register does not know")),
    ("logins_without_staff", gettext_lazy("Logins whose holder is not among the staff")),
    ("overlapping_duties", gettext_lazy("Staff with duties that cannot both be true")),
)
"""What registers do not agree on and is told in numbers alone: references would name people."""
MOST_LISTED = 200


@dataclass(frozen=True)
class CoveragePage:
    """What the page shows of one measurement."""

    as_of: str
    measured: str
    alarms: list[str]
    picture: Picture
    rows: list[tuple[Any, ...]]
    without_holder: list[str]
    without_device: list[str]
    mailboxes: int
    counted: list[tuple[str, str, str]]
    off: list[dict[str, Any]]
    feeds: list[tuple[str, ...]]
    gaps: list[tuple[str, ...]]
    clocks: list[tuple[str, ...]]


def present(measured: Coverage, names: Mapping[str, str]) -> CoveragePage:
    """The page of a measurement; `names` gives the pseudonyms of staff who hold no device."""
    content = measured.content
    agreed = content["agreed"]
    holderless = agreed["devices_without_holder"]["listed"]
    # A mailbox is named after its person.
    shown = [device for device in holderless if "@" not in device]
    staff = agreed["staff_without_device"]["listed"]
    return CoveragePage(
        as_of=day(stamp(measured.as_of)),
        measured=clock(stamp(measured.at)),
        alarms=alarms(content),
        picture=coverage_bars(
            [(_name(one), one["monitored"], one["held"]) for one in content["covered"]],
            _("Monitored, of what is held"),
        ),
        rows=rows_of(content),
        without_holder=shown[:MOST_LISTED],
        without_device=sorted(names.get(one, "") for one in staff if one in names)[:MOST_LISTED],
        mailboxes=len(holderless) - len(shown),
        counted=[
            (str(words), number(agreed[key]["references"]), number(agreed[key]["rows"]))
            for key, words in COUNTED
        ],
        off=[_off(one) for one in content["not_held"]],
        feeds=[
            (
                feed["feed"],
                feed["system"] or "-",
                feed["legal_basis"] or _("None: it is off"),
                feed["purpose"] or "-",
                _("Off: %(why)s") % {"why": feed["off"]} if feed["off"] else _("On"),
            )
            for feed in content["feeds"]
        ],
        gaps=[
            (gap["feed"], clock(gap["start"]), clock(gap["end"]), number(gap["expected"]))
            for gap in agreed["gaps"]
        ],
        clocks=[
            (
                skew["system"],
                f"{skew['minutes']:+.1f}",
                skew["against"],
                f"{skew['error_minutes']:.1f}",
            )
            for skew in agreed["skew"]
        ],
    )


def alarms(content: Mapping[str, Any]) -> list[str]:
    """What somebody has to see to now: feeds that stopped, and feeds that are off."""
    said = [
        _("The feed %(feed)s is silent: nothing since %(last)s, %(days)s days before the others.")
        % {"feed": one["feed"], "last": clock(one["last"]), "days": f"{one['days']:g}"}
        for one in content["agreed"]["silent"]
    ]
    for feed in content["feeds"]:
        if feed["off"]:
            said.append(
                _("The feed %(feed)s is off: it has no legal basis or no purpose written down.")
                % feed
            )
    return said


def rows_of(content: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Systems and classes of device, each with what is held and monitored."""
    return [
        (
            _("System") if one["what"] == "system" else _("Device"),
            _name(one),
            one["held"],
            one["monitored"],
            "-" if one["share"] is None else f"{one['share']:.0%}",
            clock(one["last_event"]) if one["last_event"] else _("None ever"),
        )
        for one in content["covered"]
    ]


def whole(content: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """The same as a file holds it, with every device and member of staff that does not fit."""
    agreed = content["agreed"]
    rows = [(*row,) for row in rows_of(content)]
    for device in agreed["devices_without_holder"]["listed"]:
        if "@" not in device:
            rows.append((_("Device with no holder"), device, "", "", "", ""))
    for staff in agreed["staff_without_device"]["listed"]:
        if staff in names:
            rows.append((_("Member of staff with no device"), names[staff], "", "", "", ""))
    for one in agreed["silent"]:
        rows.append((_("Silent feed"), one["feed"], "", "", "", clock(one["last"])))
    for feed in content["feeds"]:
        if feed["off"]:
            rows.append((_("Feed that is off"), feed["feed"], "", "", "", ""))
    return rows


def sentence(content: Mapping[str, Any]) -> str:
    """How much is monitored, in one sentence."""
    systems = [one for one in content["covered"] if one["what"] == "system"]
    devices = [one for one in content["covered"] if one["what"] != "system"]
    seen = sum(one["monitored"] > 0 for one in systems)
    said = ngettext(
        "Of %(of)d system %(n)d is monitored",
        "Of %(of)d systems %(n)d are monitored",
        len(systems),
    ) % {"n": seen, "of": len(systems)}
    held = sum(one["held"] for one in devices)
    if not held:
        return f"{said}."
    monitored = sum(one["monitored"] for one in devices)
    return _("%(said)s, and of %(held)s devices %(monitored)s (%(share)s).") % {
        "said": said,
        "held": number(held),
        "monitored": number(monitored),
        "share": f"{monitored / held:.0%}",
    }


def _name(one: Mapping[str, Any]) -> str:
    return str(KINDS.get(one["name"], one["name"])) if one["what"] == "device" else one["name"]


def _off(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "table": one["table"].replace("_", " "),
        "feeds": ", ".join(feed["feed"] for feed in one["feeds"]),
        "switched": [*_some(one["indicators"]), *_some(one["purposes"])],
    }


def _some(listed: Sequence[str]) -> list[str]:
    return [str(word) for word in listed]
