"""What comes of a review: waits, hours, the weeks to come, and skills that are short."""

import math

from django.utils.translation import gettext as _

from custodes.web.capability import pictures
from custodes.web.capability.capacity import ALERTS, Standing, queue_of
from custodes.web.capability.contents import PEOPLE, WORK, WORK_TITLES, Contents
from custodes.web.capability.presenters import NOTHING, number, share
from custodes.web.capability.queueing import MOST_PIECES, Forecast, can_be_simulated, forecast
from custodes.web.capability.sections import Section, Table
from custodes.web.capability.words import SKILLS

FORECAST_WEEKS = 26
RUNS = 200
SEED = 20170602
"""Of the forecast, so that a page that is opened again shows the same."""


def result_section(whole: Contents, result: Standing | None) -> Section:
    """What comes of a review: in words, in figures and in pictures."""
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
    if taken and result.budget is not None and result.budget < taken:
        said.append(
            _("Of the %(now)s alerts a week that are taken up, %(most)s can be sustained.")
            % {"now": number(taken, 1), "most": number(result.budget, 1)}
        )
    if short := short_of(result):
        said.append(_("Short of hours of people with: %(skills)s.") % {"skills": short})
    return said


def short_of(result: Standing) -> str:
    """The skills whose holders' hours do not suffice, in words; empty where there is none."""
    short = [str(SKILLS.get(s, s)) for s, asked in result.skills.items() if asked > 1]
    return ", ".join(sorted(short))


def skills_short_section(whole: Contents, result: Standing | None) -> Section:
    """Of the hours of those who hold a skill, the share that the work asks for."""
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
