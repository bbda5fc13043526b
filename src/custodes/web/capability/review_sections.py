"""A review in sections: result, conclusions, people, work, budget, routes, changes, registers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.vocabulary.times import in_london
from custodes.web.capability import pictures
from custodes.web.capability.beside import Beside, live_words, part_address
from custodes.web.capability.capacity import ALERTS, Standing, Work
from custodes.web.capability.changes import change_rows
from custodes.web.capability.contents import WORK_TITLES
from custodes.web.capability.models import Review
from custodes.web.capability.presenters import NOTHING, number, share, written
from custodes.web.capability.result_sections import result_section, skills_short_section
from custodes.web.capability.rows import standing_of
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.what_if_sections import what_if_section
from custodes.web.capability.words import ROUTES, SKILLS, UNEVEN
from custodes.web.design.pictures import shares
from custodes.web.design.pictures.drawing import shortened


def review_sections(beside: Beside, registers: Sequence[Section]) -> list[Section]:
    """Every section, the result first. `registers` are those of the registers, as of now."""
    whole = beside.contents
    result = standing_of(whole)
    return [
        result_section(whole, result),
        _conclusions(beside),
        _people(beside),
        _work(beside),
        _budget(beside, result),
        skills_short_section(whole, result),
        _routes(beside),
        what_if_section(beside, result),
        _changes(beside, result),
        *registers,
        _how(),
    ]


def title_of(review: Review) -> str:
    """The title of a review."""
    return _("Review %(n)d of the counter-corruption unit") % {"n": review.number}


def state_lines(review: Any) -> list[str]:
    """Whose it is and where it stands, for the top of the page and of the document."""
    lines = [_("Figures as of %(day)s.") % {"day": written(review.on)}]
    if review.signed:
        lines.append(signed_line(review.signed_by.name, review.signed_at))
    else:
        lines.append(_("A draft that nobody has signed."))
    return lines


def signed_line(name: str, at: datetime) -> str:
    """Who signed, and on which day."""
    return _("Signed by %(who)s on %(day)s.") % {
        "who": name,
        "day": written(in_london(at).date()),
    }


def _people(beside: Beside) -> Section:
    whole = beside.contents
    return Section(
        "people",
        _("People"),
        facts=[
            (_("Posts"), str(whole.posts)),
            (_("Of them vacant"), str(whole.vacancies)),
            (_("Hours a week of a filled post"), number(whole.hours, 1)),
            (_("Share away: leave, training, court"), share(whole.away)),
        ],
        change=part_address(beside, "people"),
    )


def _work(beside: Beside) -> Section:
    whole = beside.contents
    rows = [_work_row(beside, one, rate) for one, rate in whole.unit.arrivals]
    columns = (
        (_("Work"), False),
        (_("A week"), True),
        (_("Hours each"), True),
        (_("Hours a week"), True),
        (_("Comes"), False),
        (_("Where the number is from"), False),
    )
    stages = [
        (str(WORK_TITLES.get(one.kind, one.kind)), stage.name, stage.hours, stage.cv,
         str(SKILLS.get(stage.skill, NOTHING)))
        for one in whole.work
        for stage in one.stages
    ]  # fmt: skip
    return Section(
        "work",
        _("Work that arrives"),
        tables=[
            Table(_("Kinds of work"), columns, rows, (3, 1, 1, 1.2, 2, 2.4)),
            Table(
                _("Stages of each"),
                (
                    (_("Work"), False),
                    (_("Stage"), False),
                    (_("Hours"), True),
                    (_("Variation"), True),
                    (_("Skill it needs"), False),
                ),
                stages,
                (3, 2, 1, 1, 2.4),
            ),
        ]
        if rows
        else (),
        otherwise=_("No work is entered yet. Add the kinds of work that the unit has."),
    )


def _work_row(beside: Beside, one: Work, rate: float) -> list[Any]:
    title: Any = str(WORK_TITLES.get(one.kind, one.kind))
    if beside.edits:
        title = {
            "text": title,
            "href": reverse("capability:work", args=[beside.review.pk, one.kind]),
        }
    uneven = str(UNEVEN.get(one.arrival_cv, "")) or _("variation %(n)s") % {
        "n": number(one.arrival_cv, 2)
    }
    sought = _("sought") if one.proactive else _("brought")
    if one.kind == ALERTS:
        came = _("the budget, as far as there are alerts")
    else:
        came = live_words(beside.contents, one.kind)
    return [
        title,
        float(number(rate, 2).replace(",", "")),
        float(number(one.hours, 1).replace(",", "")),
        float(number(rate * one.hours, 1).replace(",", "")),
        f"{sought}, {uneven}",
        came,
    ]


def _budget(beside: Beside, result: Standing | None) -> Section:
    whole = beside.contents
    return Section(
        "budget",
        _("Monitoring and budget"),
        facts=[
            (_("IT systems monitored"), f"{whole.systems} ({live_words(whole, 'systems')})"),
            (_("Alerts a week, for each system"),
             f"{number(whole.alerts_a_system, 2)} ({live_words(whole, 'alerts_a_system')})"),
            (_("Alerts a week taken up at most (the budget)"), number(whole.budget, 1)),
            (_("Longest mean wait that is acceptable"), pictures.weeks(whole.longest_wait)),
            (_("Pieces that lie untouched today"), str(whole.waiting)),
        ],
        change=part_address(beside, "budget"),
    )  # fmt: skip


def _routes(beside: Beside) -> Section:
    whole = beside.contents
    sought, cases = whole.cases
    rows = [
        [str(title), _("sought") if proactive else _("brought"), whole.routes.get(key, 0)]
        for key, (title, proactive) in ROUTES.items()
    ]
    drawn = shares(
        [
            (shortened(str(title), 24), whole.routes.get(key, 0))
            for key, (title, _p) in ROUTES.items()
        ],
        _("Cases of the last year by how they were discovered"),
    )
    return Section(
        "routes",
        _("How cases were discovered"),
        facts=[(_("Cases that the unit went to look for"),
                f"{sought} / {cases} ({share(sought / cases)})")] if cases else (),
        tables=[
            Table(
                _("Cases by route"),
                ((_("Route"), False), (_("Sought or brought"), False), (_("Cases"), True)),
                rows,
                (4, 2, 1),
            )
        ]
        if cases
        else (),
        pictures=[drawn] if cases else (),
        otherwise=_("No case of the last year is entered yet."),
        change=part_address(beside, "routes"),
    )  # fmt: skip


def _changes(beside: Beside, result: Standing | None) -> Section:
    otherwise = _("There is no earlier review to compare with.")
    if beside.before is None or beside.before_contents is None:
        return Section("changes", _("Since the last review"), otherwise=otherwise)
    return Section(
        "changes",
        _("Since the last review"),
        tables=[
            Table(
                _("This review against review %(n)d of %(day)s")
                % {"n": beside.before.number, "day": written(beside.before.on)},
                (
                    (_("Figure"), False),
                    (_("Then"), True),
                    (_("Now"), True),
                    (_("Change"), True),
                ),
                change_rows(beside.before_contents, beside.contents),
                (4, 1.4, 1.4, 1.4),
            )
        ],
    )


def _conclusions(beside: Beside) -> Section:
    said = beside.contents.conclusions
    return Section(
        "conclusions",
        _("What follows from it"),
        text=[line for line in said.splitlines() if line.strip()],
        otherwise=_("Nothing is said yet. An assessor looks for what follows from the figures."),
        change=part_address(beside, "conclusions"),
    )


def _how() -> Section:
    return Section(
        "how",
        _("How the figures were reckoned"),
        text=[
            _("The unit is taken as a queue: work arrives, everybody who is there takes the oldest "
              "first, and how long each piece takes varies. Everybody is taken as able to do any "
              "work; skills are looked at apart."),
            _("The mean wait is exact for M/M/c and M/G/1 and interpolated between (Björklund and "
              "Elldin 1964; Cosmetatos 1976); arrivals that are not by chance weigh as in the "
              "formula of Allen and Cunneen (1978; with Kraemer and Langenbach-Belz 1976 where "
              "they come evenly), which is within a third of simulation from 85 % "
              "load on and further off below. The forecast is simulated, and its range is "
              "that of nine runs in ten."),
            _("The hours and their variation are the unit's own. They are estimates until somebody "
              "has measured them."),
        ],
    )  # fmt: skip
