"""The figures of capability that the plan's evidence may draw, each with its source and its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.capability.holdings import counted
from custodes.web.capability.matrix import Held
from custodes.web.capability.models import Review, ThreatAssessment
from custodes.web.capability.rows import (
    answers,
    contents_of,
    holdings,
    last_reading,
    last_signed,
    reviews_done,
    skills,
    standing_of,
)
from custodes.web.capability.threat import due
from custodes.web.capability.words import NO, PARTLY, TEST, YES
from custodes.web.design import showing


@dataclass(frozen=True)
class LiveFigure:
    """A figure for the plan: `element` is the point of a plan that it bears on (strategy, ccu,
    monitoring, links), `run` the run or the query that it came from, `on` its day. A share lies
    between 0 and 1 and has the unit "share"."""

    id: str
    element: str
    title: str
    value: float
    unit: str
    run: str
    on: date


def live_figures(user: User, *, compartment: str, at: datetime) -> tuple[LiveFigure, ...]:
    """Every figure that the plan's evidence may draw, as of a moment; what nobody has measured or
    signed gives none.

    - `coverage-systems`, `coverage-devices`: monitored of those held (share), of the last reading
    - `systems-proactive`: of the systems monitored, those looked into proactively (share)
    - `reviews-done`: reviews signed in the last 365 days (reviews)
    - `hours-there`, `hours-needed`, `posts-short`, `budget-sustained`, `wait-mean`,
      `proactive-share`, `cases-sought`: of the last signed review
    - `skills-held`: skills that a filled post has (share of all); `skills-run-out` (trainings)
    - `analysis-test`: the test of analytical capability (share: yes counts 1, in part 1/2)
    - `threat-assessments-done`: signed in the last 365 days; `threat-assessment-age` (days)
    """
    asked = {"user": user, "compartment": compartment, "at": at}
    today = in_london(at).date()
    return (
        *_of_coverage(asked),
        *_of_reviews(asked, today),
        *_of_skills(asked, today),
        *_of_test(asked),
        *_of_threat(asked, today),
    )


def _of_coverage(asked: dict[str, Any]) -> Sequence[LiveFigure]:
    reading = last_reading(**asked)
    if reading is None:
        return ()
    whole = counted(holdings(**asked))
    run = reading.run or f"coverage reading {reading.pk}"
    on = in_london(reading.as_of).date()
    told = (
        ("coverage-systems", "IT systems monitored, of those held", whole.of_systems),
        ("coverage-devices", "devices monitored, of those held", whole.of_devices),
        ("systems-proactive", "monitored systems looked into proactively", whole.proactive),
    )
    return [
        LiveFigure(name, "monitoring", title, value, "share", run, on)
        for name, title, value in told
        if value is not None
    ]


def _of_reviews(asked: dict[str, Any], today: date) -> Sequence[LiveFigure]:
    done = reviews_done(Review, **asked, on=today)
    title = "reviews of the unit in the last year"
    dated = ", ".join(f"{row} of {showing.day(row.signed_at)}" for row in done)
    found = [
        LiveFigure("reviews-done", "ccu", title, len(done), "reviews", dated or "reviews", today)
    ]
    last = last_signed(Review, **asked)
    if last is None:
        return found
    contents = contents_of(last)
    result = standing_of(contents)
    sought, cases = contents.cases
    told: list[tuple[str, str, float | None, str]] = []
    if result is not None:
        told += [
            ("hours-there", "hours a week that the unit has", result.hours_there, "hours a week"),
            ("hours-needed", "hours a week that its work asks for", result.hours_needed,
             "hours a week"),
            ("posts-short", "posts lacking for work to wait no longer than the limit",
             result.posts_short, "posts"),
            ("budget-sustained", "alerts a week that the unit can sustain", result.budget,
             "alerts a week"),
            ("wait-mean", "mean wait before work is begun",
             result.wait if result.utilisation < 1 else None, "weeks"),
            ("proactive-share", "hours of work that the unit goes to look for",
             result.hours_proactive / result.hours_needed, "share"),
        ]  # fmt: skip
    if cases:
        told.append(("cases-sought", "cases that the unit went to look for", sought / cases,
                     "share"))  # fmt: skip
    run = f"{last} of {showing.day(last.signed_at)}"
    found += [
        LiveFigure(name, "ccu", words, round(value, 4), unit, run, last.on)
        for name, words, value, unit in told
        if value is not None
    ]
    return found


def _of_skills(asked: dict[str, Any], today: date) -> Sequence[LiveFigure]:
    held = skills(**asked)
    if not held.posts:
        return ()
    every = held.skilled
    share = sum(n > 0 for n in every.values()) / len(every)
    run_out = len(held.ending(Held.RUN_OUT))
    query = "skills matrix"
    return (
        LiveFigure("skills-held", "ccu", "skills that a post of the unit has, of those asked for",
                   round(share, 4), "share", query, today),
        LiveFigure("skills-run-out", "ccu", "trainings that have run out", run_out, "trainings",
                   query, today),
    )  # fmt: skip


def _of_test(asked: dict[str, Any]) -> Sequence[LiveFigure]:
    said = answers(**asked)
    if len(said) < len(TEST):
        return ()
    worth = {YES: 1.0, PARTLY: 0.5, NO: 0.0}
    value = sum(worth[row.answer] for row in said.values()) / len(TEST)
    on = max(in_london(row.at).date() for row in said.values())
    title = "test of analytical capability passed"
    return (
        LiveFigure(
            "analysis-test", "ccu", title, round(value, 4), "share", "the unit's answers", on
        ),
    )


def _of_threat(asked: dict[str, Any], today: date) -> Sequence[LiveFigure]:
    done = reviews_done(ThreatAssessment, **asked, on=today)
    query = ", ".join(f"{row} of {showing.day(row.signed_at)}" for row in done)
    found = [
        LiveFigure("threat-assessments-done", "strategy",
                   "strategic threat assessments in the last year", len(done), "assessments",
                   query or "threat assessments", today)
    ]  # fmt: skip
    last = last_signed(ThreatAssessment, **asked)
    if last is not None:
        age = (today - last.on).days
        run = f"{last}, due again {showing.day(due(last.on))}"
        title = "days since the last strategic threat assessment"
        found.append(
            LiveFigure("threat-assessment-age", "strategy", title, age, "days", run, last.on)
        )
    return found
