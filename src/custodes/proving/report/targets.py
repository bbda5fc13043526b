"""What the product should reach, and whether it did: judged by the careful end of the interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from custodes.proving.fairness import BAND
from custodes.proving.report.words import (
    NOTHING,
    difference_to,
    of_kind,
    percent_interval,
    product_of,
    recall_of,
    with_interval,
)
from custodes.proving.results import Condition, Detector, Results

NOT_MEASURED, MISSED, MET, AIM = "not measured", "missed", "met", "met, and the aim"
WITHOUT_PHONES = ("no_phones", "no-phones", "phones", "without_phones")
"""What the condition that hides phones and mail may be called."""


@dataclass(frozen=True)
class Target:
    """One target: what, the least and the aim in words, what was measured, the end of the interval
    that counts, and the verdict on it."""

    what: str
    least: str
    aim: str
    measured: str
    counts: str
    verdict: str

    @property
    def met(self) -> bool:
        """Whether the least was reached."""
        return self.verdict in (MET, AIM)


def targets(results: Results) -> list[Target]:
    """Every target of the design with what this run measured."""
    product = product_of(results)
    return [
        *_explained(results),
        *(_look_ups_only(results, within, least, aim) for within, least, aim in _LOOK_UPS),
        *(_recall(product, 5, within, least, aim) for within, least, aim in _ALL_FEEDS),
        _recall(product, 2, 60, 0.60, 0.75),
        _against_rivals(results),
        _replays(results, "loud cases found in 14 days", 14, True, 1.0, 1.0),
        _replays(results, "all replayed cases found in 45 days", 45, False, 0.85, 0.95),
        *_innocent(product),
        _fair(results),
    ]


_LOOK_UPS = ((30, 0.40, 0.55), (60, 0.60, 0.75))
_ALL_FEEDS = ((30, 0.60, 0.75), (60, 0.80, 0.90))


def verdict(value: float | None, least: float, aim: float) -> str:
    """The verdict on a value that should be high; where `least` is above `aim`, that should be
    low."""
    if value is None:
        return NOT_MEASURED
    reached: Callable[[float], bool] = (
        (lambda mark: value <= mark) if least > aim else (lambda mark: value >= mark)
    )
    return AIM if reached(aim) else MET if reached(least) else MISSED


def _explained(results: Results) -> list[Target]:
    found = results.explained
    rows = (
        ("look-ups wholly explained, all", found.all if found else None, 0.94, 0.97),
        ("look-ups wholly explained, first of a pair", found.first if found else None, 0.70, 0.80),
    )
    told = [
        _target(what, least, aim, percent_interval(value, None, None), value)
        for what, value, least, aim in rows
    ]
    value, high = (found.false, found.false_high) if found else (None, None)
    measured = percent_interval(value, found.false_low, high) if found else NOTHING
    end = high if high is not None else value
    told.append(_target("look-ups explained by chance (shuffled log)", 0.05, 0.02, measured, end))
    return told


def _recall(product: Detector | None, budget: int, within: int, least: float, aim: float) -> Target:
    found = recall_of(product, budget, within) if product else None
    what = f"recall in {within} days, {budget} false per 1,000 a month, all feeds"
    measured = with_interval(found.estimate, found.low, found.high) if found else NOTHING
    return _target(what, least, aim, measured, found.low if found else None, as_share=False)


def _look_ups_only(results: Results, within: int, least: float, aim: float) -> Target:
    found = next((c for c in results.conditions if _hides_phones(c) and c.within == within), None)
    budget = found.budget if found else 5
    what = f"recall in {within} days, {budget} false per 1,000 a month, no phones"
    measured = with_interval(found.recall, found.low, found.high) if found else NOTHING
    return _target(what, least, aim, measured, found.low if found else None, as_share=False)


def _hides_phones(condition: Condition) -> bool:
    return condition.id in WITHOUT_PHONES and condition.budget == 5


def _against_rivals(results: Results) -> Target:
    what = "recall against the best rival, 5 false, 60 days"
    rivals = of_kind(results, "rival")
    found = difference_to(results, rivals[0].id, 5, 60) if rivals else None
    ratio = found.ratio if found else None
    measured = NOTHING if ratio is None else f"{ratio:.2f} times {rivals[0].title}"
    return Target(
        what, "1.5 times", "2 times", measured, "the ratio itself", verdict(ratio, 1.5, 2.0)
    )


def _replays(
    results: Results, what: str, within: int, loud: bool, least: float, aim: float
) -> Target:
    trials = [days for r in results.replays if r.loud or not loud for days in r.found_in_days]
    found = sum(days is not None and days <= within for days in trials)
    value = found / len(trials) if trials else None
    measured = f"{found} of {len(trials)} trials" if trials else NOTHING
    return _target(what, least, aim, measured, value)


def _innocent(product: Detector | None) -> list[Target]:
    rows = product.innocent_alerted if product else ()
    return [
        _target(
            f"innocent staff alerted in a year, {row.budget} false per 1,000 a month",
            0.03,
            0.015,
            percent_interval(row.a_year, row.low, row.high),
            row.high if row.high is not None else row.a_year,
        )
        for row in rows
    ] or [_target("innocent staff alerted in a year", 0.03, 0.015, NOTHING, None)]


def _fair(results: Results) -> Target:
    rows = [row for row in results.fairness if row.ratio is not None]
    inside = sum(
        row.low is not None and row.high is not None and BAND[0] <= row.low and row.high <= BAND[1]
        for row in rows
    )
    near = sum(BAND[0] <= (row.ratio or 0) <= BAND[1] for row in rows)
    told = f"{near} of {len(rows)} ratios inside; {inside} with their whole interval"
    return Target(
        "alert ratios of protected groups and flexible workers",
        "0.8 to 1.25",
        "0.9 to 1.11",
        told if rows else NOTHING,
        "every interval",
        NOT_MEASURED if not rows else MET if inside == len(rows) else MISSED,
    )


def _target(
    what: str,
    least: float,
    aim: float,
    measured: str,
    end: float | None,
    *,
    as_share: bool = True,
) -> Target:
    def told(value: float) -> str:
        return f"{100 * value:g}\u00a0%" if as_share else f"{value:.2f}"

    bound = "at most" if least > aim else "at least"
    return Target(
        what,
        f"{bound} {told(least)}",
        told(aim),
        measured,
        NOTHING if end is None else told(round(end, 3)),
        verdict(end, least, aim),
    )


def met(judged: Sequence[Target]) -> str:
    """How many of the targets that were measured were met."""
    measured = [target for target in judged if target.verdict != NOT_MEASURED]
    said = f"{sum(t.met for t in measured)} of {len(measured)} measured targets met"
    missing = len(judged) - len(measured)
    return f"{said}, {missing} not measured" if missing else said
