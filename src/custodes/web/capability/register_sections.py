"""What the registers say, in sections: coverage, devices, skills, partners, the test."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.capability import pictures
from custodes.web.capability.holdings import Holding, counted
from custodes.web.capability.matrix import Held, Matrix
from custodes.web.capability.models import DeviceList, Reading, TestAnswer
from custodes.web.capability.presenters import (
    HOLDING_COLUMNS,
    NOTHING,
    holding_row,
    moment,
    planned_words,
    share,
    written,
)
from custodes.web.capability.rows import answers, holdings, items, last_reading, skills
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.words import ANSWERS, SKILLS, TECHNOLOGY, TEST
from custodes.web.decision import Action
from custodes.web.partners.maturity import TITLES, Level
from custodes.web.partners.queries import links_figures

FAULTS: dict[str, Any] = {
    "no_holder": lambda: _("Devices that nobody is named for"),
    "unknown_holder": lambda: _("Devices whose holder is not among the staff"),
    "twice": lambda: _("Devices that the register names more than once"),
}
HELD_WORDS: dict[Held, Any] = {
    Held.CURRENT: lambda: _("Current"),
    Held.ENDS_SOON: lambda: _("Ends soon"),
    Held.RUN_OUT: lambda: _("Run out"),
    Held.NONE: lambda: NOTHING,
}


def register_sections(user: User, *, compartment: str, at: datetime) -> list[Section]:
    """Every section of the registers, as they stand at a moment."""
    asked: dict[str, Any] = {"user": user, "compartment": compartment, "at": at}
    reading = last_reading(**asked)
    lists = DeviceList.objects.visible_to(user, at=at).filter(compartment=compartment)
    return [
        coverage_section(holdings(**asked), reading),
        devices_section(reading, lists.order_by("at", "pk").last()),
        technology_section(items(**asked)),
        skills_section(skills(**asked)),
        links_section(user, compartment=compartment, at=at),
        analysis_section(answers(**asked)),
    ]


def reading_line(reading: Reading | None) -> str:
    """Where the figures of coverage are from: the run, the moment, and when it was read."""
    if reading is None:
        return _("The monitoring was never asked. What stands here was entered by hand.")
    return _("From the monitoring as of %(as_of)s (%(run)s), read on %(at)s.") % {
        "as_of": moment(reading.as_of),
        "run": _("run %(run)s") % {"run": reading.run} if reading.run else _("no run yet"),
        "at": moment(reading.at),
    }


def coverage_section(held: Sequence[Holding], reading: Reading | None) -> Section:
    """What is held, what is monitored, and what is not and since when it is planned."""
    whole = counted(held)
    rows = [holding_row(one, edits=False) for one in held]
    open_ = [[one.name, planned_words(one)] for one in held if not one.measured and not one.mode]
    tables = [
        Table(_("Systems and classes of device"), [(name, False) for name in HOLDING_COLUMNS],
              rows, (2, 1.4, 2.2, 1.8, 1.8, 1.6, 1.6))
    ]  # fmt: skip
    if open_:
        tables.append(
            Table(_("Not monitored"), ((_("Name"), False), (_("Planned"), False)), open_, (1, 2))
        )
    return Section(
        "coverage",
        _("Systems and devices"),
        text=[reading_line(reading), _("Personal phones are invisible here."), what_counts()]
        if held
        else (),
        facts=coverage_facts(held) if held else (),
        tables=tables if held else (),
        pictures=[pictures.coverage_of(held)] if whole.systems or whole.devices else (),
        otherwise=_("Nothing is on the register yet."),
    )


def what_counts() -> str:
    """What the figures of coverage count, in a sentence for each."""
    return _(
        "A system counts as monitored once its audit trail showed one login that somebody holds. "
        "A device counts as monitored once a call, a message, a position or a recording of it was "
        "taken in; what nobody has used yet does not count. Held is all that the monitoring knows "
        "and all that the unit put on its register besides, so that these shares can be lower than "
        "those that the monitoring tells by itself."
    )


def coverage_facts(held: Sequence[Holding]) -> list[tuple[str, str]]:
    """Coverage in figures."""
    whole = counted(held)
    said = sum(one.only_said for one in held)
    return [
        (_("IT systems monitored, of those held"),
         f"{whole.systems_monitored} / {whole.systems} ({share(whole.of_systems)})"),
        (_("Devices monitored, of those held"),
         f"{whole.devices_monitored:,} / {whole.devices:,} ({share(whole.of_devices)})"),
        (_("Monitored systems looked into proactively"),
         f"{whole.systems_proactive} / {whole.systems_monitored} ({share(whole.proactive)})"),
        (_("Said to be monitored, and not measured"), str(said)),
    ]  # fmt: skip


def devices_section(reading: Reading | None, listed: DeviceList | None) -> Section:
    """The device register reconciled: from the last file that was taken in, else the monitoring."""
    content, source = None, ""
    if listed is not None:
        content = listed.content
        source = _("From %(file)s, taken in on %(day)s: %(n)d lines.") % {
            "file": listed.file,
            "day": written(listed.on),
            "n": listed.rows,
        }
    elif reading is not None and reading.content["devices"]["coverage"]:
        content, source = reading.content["devices"], reading_line(reading)
    if content is None:
        return Section(
            "devices",
            _("Who holds which device"),
            otherwise=_("No register of devices is there: take one in from a file."),
        )
    faults = content["faults"]
    facts = [(title(), str(faults[key]["count"])) for key, title in FAULTS.items() if key in faults]
    if content["staff_without"] is not None:
        facts.append(
            (_("Staff for whom no device is named (no fault where they need none)"),
             f"{content['staff_without']} / {content['staff']}")
        )  # fmt: skip
    else:
        facts.append((_("Holders"), _("not checked: no register of staff is held here")))
    rows = [
        [title(), name]
        for key, title in FAULTS.items()
        if key in faults
        for name in faults[key]["listed"]
    ]
    kinds = [
        [kind, held, monitored, share(monitored / held if held else None)]
        for kind, (monitored, held) in content["coverage"].items()
    ]
    tables = [
        Table(
            _("Devices by kind"),
            ((_("Kind"), False), (_("Held"), True), (_("Monitored"), True), (_("Share"), True)),
            kinds,
        )
    ]
    if rows:
        columns = ((_("What does not fit"), False), (_("Device"), False))
        tables.append(Table(_("Devices that do not fit"), columns, rows, (2, 1)))
    return Section(
        "devices", _("Who holds which device"), text=[source], facts=facts, tables=tables
    )


def technology_section(listed: Sequence[Any]) -> Section:
    """The technology that the unit works with."""
    rows = [
        [one.name, one.how or NOTHING, one.post or NOTHING, one.note or NOTHING]
        for one in listed
        if one.what == TECHNOLOGY
    ]
    columns = ((_("Technology"), False), (_("For what"), False), (_("Post"), False),
               (_("Note"), False))  # fmt: skip
    return Section(
        "technology",
        _("Technology of the unit"),
        tables=[Table(_("Technology"), columns, rows, (2, 2, 1.5, 2))] if rows else (),
        otherwise=_("No technology is on the register yet."),
    )


def skills_section(held: Matrix) -> Section:
    """Posts and skills, what is missing, and what runs out."""
    if not held.posts:
        return Section(
            "skills", _("Skills"), otherwise=_("No post of the unit is on the register yet.")
        )
    named = {key: str(title) for key, title in SKILLS.items()}
    lines = [
        [
            named[skill],
            n,
            _("nobody") if not n else (_("one post alone") if n == 1 else _("enough")),
        ]
        for skill, n in held.skilled.items()
    ]
    ending = [
        [title, named[skill], HELD_WORDS[cell.held](), written(cell.until)]
        for title, skill, cell in held.ending(Held.RUN_OUT, Held.ENDS_SOON)
    ]
    tables = [
        Table(
            _("Posts with each skill"),
            ((_("Skill"), False), (_("Filled posts"), True), (_("Says"), False)),
            lines,
            (3, 1, 2),
        )
    ]
    if ending:
        columns = ((_("Post"), False), (_("Skill"), False), (_("Stands"), False),
                   (_("Until"), False))  # fmt: skip
        tables.append(Table(_("Run out, or soon"), columns, ending, (2, 2, 1, 1)))
    return Section(
        "skills",
        _("Skills"),
        facts=[
            (_("Posts on the register"), str(len(held.posts))),
            (_("Of them vacant"), str(sum(not filled for _p, _t, filled in held.posts))),
            (_("Skills that nobody has"), ", ".join(named[s] for s in held.gaps) or _("none")),
            (_("Skills that one post alone has"), ", ".join(named[s] for s in held.lone)
             or _("none")),
        ],
        tables=tables,
    )  # fmt: skip


def links_section(user: User, *, compartment: str, at: datetime) -> Section:
    """The links with partners as they stand, for those who see the plan."""
    heading = _("Links with partners")
    if compartment not in compartments_seen(account_of(user, at=at), Action.SEE_PLAN, at=at):
        return Section(
            "links", heading, otherwise=_("The links are shown to those who see the force's plan.")
        )
    found = links_figures(in_london(at).date(), user=user, compartment=compartment, at=at)
    if not found.partners:
        return Section(
            "links", heading, otherwise=_("No partner is on the register of partners yet.")
        )
    return Section(
        "links",
        heading,
        text=[_("From the register of partners, as of %(day)s.") % {"day": written(found.as_of)}],
        facts=[
            (_("Partners on the register"), str(found.partners)),
            *((str(TITLES[level]), str(found.by_level[level])) for level in Level),
            (_("Share that refers"), share(found.share_referring)),
            (_("Contacts overdue"), str(len(found.contacts_overdue))),
            (_("Kinds and areas with a gap"), f"{found.gaps} / {len(found.cells)}"),
        ],
    )


def analysis_section(given: dict[str, TestAnswer]) -> Section:
    """The test of analytical capability."""
    rows = [
        [
            str(one.asks),
            str(ANSWERS[given[one.key].answer]) if one.key in given else _("not answered"),
            (given[one.key].shows or NOTHING) if one.key in given else NOTHING,
        ]
        for one in TEST
    ]
    columns = ((_("Question"), False), (_("Answer"), False), (_("What shows it"), False))
    return Section(
        "analysis",
        _("Test of analytical capability"),
        text=[_("After Integrity matters (2015); the wording is Custodes' own and is to be checked "
                "against the published text.")],
        tables=[Table(_("Questions"), columns, rows, (3, 1, 3))] if given else (),
    )  # fmt: skip
