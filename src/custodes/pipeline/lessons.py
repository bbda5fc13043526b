"""The verdicts that were told by a moment, as lessons: each with what its alert had measured."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from custodes.indicators import INDICATORS
from custodes.indicators.base import Subject
from custodes.pipeline.verdicts import Judged, Told
from custodes.purposes import PURPOSES
from custodes.ranking.learning import Learned, Lesson, learned
from custodes.store.home import Home
from custodes.store.runs import alerts_of, run_named
from custodes.vocabulary.errors import UserError

EXPLAINS = ("explains", "explains in part")


def learned_from(home: Home, told: Told) -> Learned:
    """What the verdicts that were told teach; each pair's last verdict counts, once."""
    return learned(list(lessons_from(home, told)), INDICATORS, PURPOSES)


def lessons_from(home: Home, told: Told) -> Iterator[Lesson]:
    """The lessons, by run and alert. Alerts raised by hand, or of runs that cannot be read, teach
    nothing."""
    by_run: dict[str, list[Judged]] = defaultdict(list)
    for judged in told.judged.values():
        by_run[judged.alert.rpartition("-")[0]].append(judged)
    for run, ones in sorted(by_run.items()):
        with suppress(UserError):
            off = run_named(home, run).figures.get("off", {})
            alerts = {alert["alert"]: alert for alert in alerts_of(home, run)}
            for judged in sorted(ones, key=lambda one: one.alert):
                if judged.alert in alerts:
                    yield _lesson(alerts[judged.alert], judged.verdict, off)


def _lesson(alert: dict[str, Any], verdict: str, off: dict[str, Any]) -> Lesson:
    subject = Subject.STAFF if alert["person"] is None else Subject.PAIR
    then = alert["versions"]["indicators"]
    heard = [
        i.id
        for i in INDICATORS
        if i.subject is subject and i.id not in off and then.get(i.id) == i.version
    ]
    spoke = {reason["indicator"]: float(reason["value"]) for reason in alert["reasons"]}
    return Lesson(
        subject=subject,
        verdict=verdict,
        values={name: spoke.get(name, 0.0) for name in heard},
        explained_by=frozenset(
            test["purpose"] for test in alert["explanations_tested"] if test["result"] in EXPLAINS
        ),
        chance=alert["chance"],
    )
