"""A review in sections: result, people, work, budget, routes, registers, what-ifs, conclusions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.vocabulary.times import in_london
from custodes.web.capability import pictures
from custodes.web.capability.capacity import (
    ALERTS,
    Change,
    Standing,
    Unit,
    Work,
    changed,
    queue_of,
    standing,
)
from custodes.web.capability.changes import change_rows
from custodes.web.capability.contents import PEOPLE, WORK, WORK_TITLES, Contents
from custodes.web.capability.models import Review, WhatIf
from custodes.web.capability.presenters import NOTHING, number, share, written
from custodes.web.capability.queueing import (
    MOST_PIECES,
    Forecast,
    can_be_simulated,
    forecast,
)
from custodes.web.capability.rows import standing_of
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.words import ROUTES, SKILLS, UNEVEN
from custodes.web.design.pictures import shares
from custodes.web.design.pictures.drawing import shortened

FORECAST_WEEKS = 26
RUNS = 200
SEED = 20170602
"""Of the forecast, so that a page that is opened again shows the same."""


@dataclass(frozen=True)
class Beside:
    """A review with what stands beside it: the last one that was signed, and what-ifs."""

    review: Review
    contents: Contents
    what_ifs: Sequence[WhatIf] = ()
    before: Review | None = None
    before_contents: Contents | None = None
    edits: bool = False


def review_sections(beside: Beside, registers: Sequence[Section]) -> list[Section]:
    """Every section, the result first. `registers` are those of the registers, as of now."""
    whole = beside.contents
    result = standing_of(whole)
    return [
        _result(whole, result),
        _conclusions(beside),
        _people(beside),
        _work(beside),
        _budget(beside, result),
        _skills_short(whole, result),
        _routes(beside),
        _what_ifs(beside, result),
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


def _result(whole: Contents, result: Standing | None) -> Section:
    heading = _("What comes of it")
    if result is None:
        lacking = {PEOPLE: _("people in posts"), WORK: _("work that arrives")}
        named = _(" and ").join(lacking[key] for key in whole.lacking)
        return Section(
            "result",
            heading,
            otherwise=_("There is no result yet: enter %(lacking)s below.") % {"lacking": named},
        )
    unit = whole.unit
    foreseen = _forecast(whole)
    return Section(
        "result",
        heading,
        text=[*_in_words(whole, result), *([] if foreseen else [_not_foreseen()])],
        facts=result_facts(whole, result),
        pictures=(
            pictures.hours_by_work(unit, {k: str(v) for k, v in WORK_TITLES.items()}),
            *(
                [pictures.wait_by_budget(unit, result, whole.longest_wait)]
                if any(one.kind == ALERTS for one in whole.work)
                else []
            ),
            *([pictures.forecast_of(foreseen)] if foreseen else []),
        ),
    )


def _forecast(whole: Contents) -> Forecast | None:
    """The weeks to come; None where more pieces of work would come than can be simulated."""
    queue = queue_of(whole.unit)
    if not can_be_simulated(queue, FORECAST_WEEKS, whole.waiting):
        return None
    return forecast(queue, FORECAST_WEEKS, waiting=whole.waiting, runs=RUNS, seed=SEED)


def _not_foreseen() -> str:
    return _(
        "There is no forecast: in %(weeks)d weeks more than %(most)s pieces of work would come, "
        "or lie there already. Look once more at the numbers."
    ) % {"weeks": FORECAST_WEEKS, "most": f"{MOST_PIECES:,}"}


def result_facts(whole: Contents, result: Standing) -> list[tuple[str, str]]:
    """The figures of a result."""
    return [
        (_("Hours a week: asked for / there"),
         f"{number(result.hours_needed)} / {number(result.hours_there)}"),
        (_("Share of the hours there are"), share(result.utilisation)),
        (_("Mean wait before work is begun"), pictures.weeks(result.wait)),
        (_("Share that waits longer than the limit of %(limit)s")
         % {"limit": pictures.weeks(whole.longest_wait)}, share(result.late)),
        (_("Pieces not begun, in the long run"),
         number(result.backlog) if result.backlog < math.inf else _("grows without end")),
        (_("Alerts a week that can be sustained"), number(result.budget, 1)),
        (_("Posts lacking for the mean wait to be within the limit"), str(result.posts_short)),
        (_("Hours on work that the unit goes to look for"),
         share(result.hours_proactive / result.hours_needed)),
    ]  # fmt: skip


def _in_words(whole: Contents, result: Standing) -> list[str]:
    """The result in two or three sentences."""
    if result.utilisation >= 1:
        said = [
            _("The work asks for more hours than there are: what waits grows week by week, and no "
              "order of working changes that.")
        ]  # fmt: skip
    elif result.wait > whole.longest_wait:
        said = [
            _("The hours suffice on average, and yet work waits %(wait)s before it is begun, "
              "longer than the limit of %(limit)s: it does not arrive evenly.")
            % {"wait": pictures.weeks(result.wait), "limit": pictures.weeks(whole.longest_wait)}
        ]  # fmt: skip
    else:
        said = [
            _("Work waits %(wait)s on average before it is begun, within the limit of %(limit)s.")
            % {"wait": pictures.weeks(result.wait), "limit": pictures.weeks(whole.longest_wait)}
        ]
    taken = whole.unit.alerts
    if taken and result.budget < taken:
        said.append(
            _("Of the %(now)s alerts a week that are taken up, %(most)s can be sustained.")
            % {"now": number(taken, 1), "most": number(result.budget, 1)}
        )
    short = [str(SKILLS.get(s, s)) for s, asked in result.skills.items() if asked > 1]
    if short:
        said.append(
            _("Short of hours of people with: %(skills)s.") % {"skills": ", ".join(sorted(short))}
        )
    return said


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
        change=_part(beside, "people"),
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


def live_words(whole: Contents, key: str) -> str:
    """Where a number of a review came from: the product, with source and day, or by hand."""
    stamp = whole.live.get(key)
    if stamp is None:
        return _("entered by hand")
    return _("live: %(source)s, %(day)s") % {
        "source": stamp.source,
        "day": written(date.fromisoformat(stamp.on)),
    }


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
        change=_part(beside, "budget"),
    )  # fmt: skip


def _skills_short(whole: Contents, result: Standing | None) -> Section:
    rows = []
    for skill, asked in sorted((result.skills if result else {}).items()):
        held = whole.skilled.get(skill, 0)
        word = _("nobody has it") if not held else (_("short") if asked > 1 else _("enough"))
        rows.append([str(SKILLS.get(skill, skill)), held, share(asked) if held else NOTHING, word])
    return Section(
        "skills-asked",
        _("Skills asked for"),
        tables=[
            Table(
                _("Hours of each skill"),
                (
                    (_("Skill"), False),
                    (_("Filled posts that have it"), True),
                    (_("Of their hours asked for"), True),
                    (_("Says"), False),
                ),
                rows,
                (3, 1.5, 1.5, 1.5),
            )
        ]
        if rows
        else (),
        otherwise=_("No stage of the work names a skill yet."),
    )


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
        change=_part(beside, "routes"),
    )  # fmt: skip


def ways_of(beside: Beside) -> list[tuple[str, Unit, float]]:
    """The review as it is, and each what-if that can be reckoned with: title, the unit as it would
    be, the limit."""
    whole = beside.contents
    ways = [(_("As it is"), whole.unit), *_tried(beside)]
    return [(title, unit, whole.longest_wait) for title, unit in ways if unit.reckons]


def left_out_words(beside: Beside) -> list[str]:
    """A sentence on each what-if that leaves nobody, or no work, to reckon with."""
    return [
        (_("“%(title)s” leaves nobody to do the work, so there is nothing to reckon.")
         if unit.people < 1
         else _("“%(title)s” leaves no work that arrives, so there is nothing to reckon."))
        % {"title": title}
        for title, unit in _tried(beside)
        if not unit.reckons
    ]  # fmt: skip


def _tried(beside: Beside) -> list[tuple[str, Unit]]:
    unit = beside.contents.unit
    return [(one.title, changed(unit, change_of(one))) for one in beside.what_ifs]


def change_of(one: WhatIf) -> Change:
    """A what-if as the model takes it."""
    return Change(one.posts, one.systems, one.budget)


def compared(ways: Sequence[tuple[str, Unit, float]]) -> Table:
    """Ways side by side, in figures."""
    rows = []
    for title, unit, limit in ways:
        result = standing(unit, longest_wait=limit)
        rows.append(
            [
                title,
                unit.people,
                unit.systems,
                number(unit.alerts, 1),
                share(result.utilisation),
                pictures.weeks(result.wait),
                share(result.late),
                number(result.budget, 1),
            ]
        )
    return Table(
        _("Side by side"),
        (
            (_("What if"), False),
            (_("People"), True),
            (_("Systems"), True),
            (_("Alerts a week"), True),
            (_("Of hours"), True),
            (_("Mean wait"), True),
            (_("Longer than the limit"), True),
            (_("Can be sustained"), True),
        ),
        rows,
        (3, 1, 1.2, 1, 1, 1.4, 1.2, 1.6),
    )


def _what_ifs(beside: Beside, result: Standing | None) -> Section:
    ways = ways_of(beside) if result else []
    shown = len(ways) > 1
    return Section(
        "what-if",
        _("What if"),
        text=left_out_words(beside) if result else (),
        tables=[compared(ways)] if shown else (),
        pictures=[pictures.side_by_side(ways)] if shown else (),
        otherwise=_("No what-if is kept beside this review."),
    )


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
        change=_part(beside, "conclusions"),
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


def _part(beside: Beside, part: str) -> str:
    return reverse("capability:part", args=[beside.review.pk, part]) if beside.edits else ""
