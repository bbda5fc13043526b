"""What the review-budget page shows: backlog, time to decision, verdicts and precision."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Min, Q

from custodes.web.accounts.models import User
from custodes.web.alerts import states
from custodes.web.alerts.likelihood import ENOUGH, Odds, verdicts_of_people
from custodes.web.alerts.models import Alert
from custodes.web.runs import precision
from custodes.web.runs.precision import Share

DAY = timedelta(days=1)
AGES: tuple[tuple[int | None, str], ...] = (
    (7, "up to 7 days"),
    (14, "8 to 14 days"),
    (28, "15 to 28 days"),
    (None, "more than 28 days"),
)
PERIODS = (4, 12, 26, 52)
"""Weeks that can be looked back over."""


@dataclass(frozen=True)
class Figures:
    """The figures of one compartment over some weeks, of alerts that the user may know of.

    Days are whole days and parts; `verdicts` counts by verdict what was raised in the period,
    `""` for what is open. `staff` is how many are in post; None where it was never measured.
    """

    weeks: int
    a_week: int
    open: int
    ages: tuple[tuple[str, int], ...]
    oldest: float | None
    median_age: float | None
    decided: int
    decided_a_week: float
    median_days: float | None
    ninth_days: float | None
    raised: int
    with_reason: int
    verdicts: Counter[str]
    ranked: Odds
    at_budget: Share | None
    ceilings: tuple[tuple[float, float], ...]
    drawn: int
    drawn_hits: int
    chances: tuple[float, float] | None
    unbiased: Share | None
    staff: int | None

    @property
    def lacking(self) -> int:
        """How many verdicts on ranked alerts are missing before a share is told."""
        return max(0, ENOUGH - self.ranked.verdicts)


def figures_of(
    compartment: str, user: User, *, weeks: int, a_week: int, staff: int | None, at: datetime
) -> Figures:
    """Everything that the page says, from rows that the user may know of."""
    since = at - timedelta(weeks=weeks)
    alerts = Alert.objects.visible_to(user, at=at).filter(compartment=compartment)
    waiting = alerts.filter(state__in=states.OPEN).exclude(Q(suppression__until__gt=at))
    ages = [(at - raised) / DAY for raised in waiting.values_list("raised_at", flat=True)]
    given = verdicts_of_people(user, at=at).filter(alert__compartment=compartment)
    lately = given.filter(at__gt=since)
    took = _days_to_decide(alerts, since)
    raised = alerts.filter(raised_at__gt=since)
    ranked = list(lately.filter(alert__drawn="rank").values_list("verdict", flat=True))
    odds = Odds(len(ranked), ranked.count("substantiated"))
    drawn = [
        (chance, verdict == "substantiated")
        for chance, verdict in given.filter(alert__drawn="random").values_list(
            "alert__chance", "verdict"
        )
    ]
    return Figures(
        weeks=weeks,
        a_week=a_week,
        open=len(ages),
        ages=_by_age(ages),
        oldest=max(ages, default=None),
        median_age=median(ages) if ages else None,
        decided=len(took),
        decided_a_week=len(took) / weeks,
        median_days=median(took) if took else None,
        ninth_days=quantiles(took, n=10, method="inclusive")[-1] if len(took) > 1 else None,
        raised=raised.count(),
        with_reason=raised.filter(state=states.DECIDED).count(),
        verdicts=Counter(raised.values_list("outcome", flat=True)),
        ranked=odds,
        at_budget=precision.wilson(odds.substantiated, odds.verdicts),
        ceilings=_ceilings(staff, a_week),
        drawn=len(drawn),
        drawn_hits=sum(hit for _chance, hit in drawn),
        chances=(min(c for c, _ in drawn), max(c for c, _ in drawn)) if drawn else None,
        unbiased=precision.drawn_share(drawn),
        staff=staff,
    )


def _ceilings(staff: int | None, a_week: int) -> tuple[tuple[float, float], ...]:
    """For each rate of cases, the most that precision can be; none where staff are not counted."""
    if not staff:
        return ()
    found = [(rate, precision.ceiling(staff, a_week, rate)) for rate in precision.RATES]
    return tuple((rate, most) for rate, most in found if most is not None)


def _days_to_decide(alerts: Any, since: datetime) -> list[float]:
    """Days from raising to the first verdict of a person, of alerts first decided in the period."""
    first = alerts.annotate(
        first=Min("decisions__at", filter=Q(decisions__by__isnull=False))
    ).filter(first__gt=since)
    return [max(0.0, (at - raised) / DAY) for at, raised in first.values_list("first", "raised_at")]


def _by_age(ages: list[float]) -> tuple[tuple[str, int], ...]:
    counted, low = [], -1.0
    for most, words in AGES:
        high = float("inf") if most is None else float(most)
        counted.append((words, sum(low < age <= high for age in ages)))
        low = high
    return tuple(counted)
