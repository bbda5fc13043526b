"""The metrics: what the scores of one detector on all seeds are worth, against the truth."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from custodes.proving.intervals import (
    NO_INTERVAL,
    Draws,
    Interval,
    Values,
    draws_of,
    ends,
    median,
    ratio,
    share,
    share_of,
)
from custodes.proving.protocol import MONTH, YEAR, Protocol
from custodes.proving.results import (
    ByInnocentKind,
    ByTypology,
    Calibration,
    CurvePoint,
    Detector,
    Difference,
    EvidenceRows,
    FalseRate,
    InnocentAlerted,
    Lead,
    Precision,
    Recall,
    RightPerson,
    Stability,
)
from custodes.proving.thresholds import Scored, alerts, cross_fitted, untied
from custodes.proving.truth import Offender
from custodes.proving.walked import Raised, Scores, Seed

TOP = 20
"""How many of the highest staff stability looks at."""

LOOK_BACK = 90
"""Days before an alert whose acts are asked for as evidence."""

__all__ = ["Panel", "Raised", "Scores", "Seed", "panel_of"]


class Panel:
    """All seeds side by side, with what every detector is measured against."""

    def __init__(self, protocol: Protocol, seeds: Sequence[Seed], draws: Draws) -> None:
        self.protocol = protocol
        self.seeds = tuple(seeds)
        self.draws = draws
        self.offenders: tuple[Offender, ...] = tuple(
            offender for seed in seeds for offender in seed.truth.offenders
        )
        self.seed_of = np.array(
            [n for n, seed in enumerate(seeds) for _ in seed.truth.offenders], dtype=np.int64
        )
        self.onset = np.array([offender.onset for offender in self.offenders])
        self.gap = -(-protocol.quiet // protocol.every)
        self.exposure = np.array([len(s.staff) / 1000 * protocol.months for s in seeds])
        self._raised: dict[tuple[str, int], Raised] = {}

    def counts(self, within: int) -> Values:
        """1 for each offender who counts for a window: onset inside the test, early enough."""
        starts = np.array([seed.moments[0] for seed in self.seeds]) - self.protocol.every
        ends_ = np.array([seed.moments[-1] for seed in self.seeds])
        if not len(self.onset):
            return np.zeros(0)
        inside = self.onset >= starts[self.seed_of]
        return (inside & (self.onset + within <= ends_[self.seed_of])).astype(np.float64)

    def raised(self, detector: str, budget: int) -> Raised:
        """The alerts of a detector at thresholds that other seeds gave."""
        if (detector, budget) not in self._raised:
            self._raised[detector, budget] = self._raise(detector, budget)
        return self._raised[detector, budget]

    def _raise(self, detector: str, budget: int) -> Raised:
        scored = [
            Scored(untied(s.scores[detector].scores, s.number), s.innocent, float(e))
            for s, e in zip(self.seeds, self.exposure, strict=True)
        ]
        fitted = cross_fitted(scored, budget, self.gap)
        marks, false, day, origin = [], [], [], []
        for seed, one, (threshold, _rate) in zip(self.seeds, scored, fitted, strict=True):
            raised = alerts(one.scores, threshold, self.gap)
            marks.append(raised)
            false.append(float((raised & seed.innocent).sum()))
            true = raised & ~seed.innocent
            for offender in seed.truth.offenders:
                row = true[seed.place[offender.staff]] if offender.staff in seed.place else []
                first = int(np.argmax(row)) if np.any(row) else -1
                origin.append(first)
                day.append(seed.moments[first] if first >= 0 else np.nan)
        return Raised(
            alerts=tuple(marks),
            thresholds=tuple(threshold for threshold, _rate in fitted),
            expected=tuple(
                rate * float(e) for (_t, rate), e in zip(fitted, self.exposure, strict=True)
            ),
            false=np.array(false),
            day=np.array(day, dtype=np.float64),
            origin=np.array(origin, dtype=np.int64),
        )

    def recall(
        self, detector: str, budget: int, within: int, of: Values | None = None
    ) -> tuple[Interval, int]:
        """Of the offenders who count for the window, the share raised within it, and how many.

        `of` holds 1 for each offender who is looked at, 0 for the others.
        """
        counted = self.counts(within) * (1.0 if of is None else of)
        found = self.found(detector, budget, within) * counted
        return share_of(self.draws.offenders, found, counted), int(counted.sum())

    def found(self, detector: str, budget: int, within: int) -> Values:
        """1 for each offender raised within so many days of onset."""
        delay = self.raised(detector, budget).delay(self.onset)
        return (delay <= within).astype(np.float64)

    def false_rate(self, detector: str, budget: int) -> Interval:
        """False alerts per 1,000 staff a month."""
        return share(self.draws.seeds, self.raised(detector, budget).false, self.exposure)

    def precision(self, detector: str, budget: int, prevalence: float) -> Precision:
        """Precision at a prevalence, with the ceiling that the base rate sets.

        With T first true alerts of offenders whose onset is in the test, out of N such offenders,
        and b false alerts per 1,000 staff a month, at λ = prevalence · 30/365 new offenders per
        1,000 staff a month: precision = (T/N)·λ / ((T/N)·λ + b); ceiling = λ / (λ + b), which is
        what finding every offender once would give. Later alerts of an offender already raised
        count neither way: the unit has the case.
        """
        new = prevalence * MONTH / YEAR
        counted = self.counts(0)
        ever = np.isfinite(self.raised(detector, budget).day) * counted
        false = self.raised(detector, budget).false
        if not counted.sum():
            return Precision(budget, prevalence, None, None, None, None)
        b = float(false.sum() / self.exposure.sum())
        t = float(ever.sum() / counted.sum()) * new
        drawn_t = ratio(self.draws.offenders @ ever, self.draws.offenders @ counted) * new
        drawn_b = ratio(self.draws.seeds @ false, self.draws.seeds @ self.exposure)
        low, high = ends(ratio(drawn_t, drawn_t + drawn_b))
        estimate = t / (t + b) if t + b else None
        return Precision(budget, prevalence, estimate, low, high, new / (new + b))

    def difference(self, detector: str, against: str, budget: int, within: int) -> Difference:
        """Recall of one detector less another's on the same draws of the same offenders."""
        counted = self.counts(within)
        one = self.found(detector, budget, within) * counted
        other = self.found(against, budget, within) * counted
        if not counted.sum():
            return Difference(against, budget, within, None, None, None, None, 0)
        of = self.draws.offenders @ counted
        low, high = ends(ratio(self.draws.offenders @ (one - other), of))
        return Difference(
            against=against,
            budget=budget,
            within=within,
            estimate=float((one - other).sum() / counted.sum()),
            low=low,
            high=high,
            ratio=float(one.sum() / other.sum()) if other.sum() else None,
            offenders=int(counted.sum()),
        )

    def lead(self, detector: str, budget: int) -> Lead:
        """Days from the first true alert to the first complaint, where there is one."""
        complaint = np.array(
            [np.nan if o.complaint is None else o.complaint for o in self.offenders]
        )
        day = self.raised(detector, budget).day
        inside = self.counts(0) > 0
        ahead = np.where(inside, complaint - day, np.nan)
        told = np.isfinite(complaint) & inside
        middle = median(self.draws.offenders, ahead)
        return Lead(
            budget=budget,
            median=middle.estimate,
            low=middle.low,
            high=middle.high,
            raised=int(np.isfinite(ahead).sum()),
            before=float((ahead > 0).sum() / told.sum()) if told.any() else None,
            offenders=int(told.sum()),
        )

    def right_person(self, detector: str, budget: int) -> RightPerson:
        """Whom the first true alerts name."""
        said = [name for name in self._named(detector, budget) if name]
        if not said:
            return RightPerson(budget, None, None, None, 0)
        parts = {word: said.count(word) / len(said) for word in ("right", "wrong", "unnamed")}
        return RightPerson(budget=budget, raised=len(said), **parts)

    def _named(self, detector: str, budget: int) -> list[str]:
        """For each offender: right, wrong or unnamed, and nothing where there was no alert."""
        raised = self.raised(detector, budget)
        words = []
        for offender, seed, origin in zip(self.offenders, self.seed_of, raised.origin, strict=True):
            if origin < 0:
                words.append("")
                continue
            of = self.seeds[seed]
            person = of.named(detector, offender.staff, int(origin))
            right = "right" if person in offender.people else "wrong"
            words.append("unnamed" if person is None else right)
        return words

    def evidence_rows(self, detector: str, budget: int) -> EvidenceRows:
        """Of the uncovered acts before the first true alert, the share that it counts."""
        raised = self.raised(detector, budget)
        of, found = np.zeros(len(self.offenders)), np.zeros(len(self.offenders))
        for n, named in enumerate(self._named(detector, budget)):
            if named != "right":
                continue
            origin, offender = int(raised.origin[n]), self.offenders[n]
            seed = self.seeds[self.seed_of[n]]
            person = seed.named(detector, offender.staff, origin)
            moment, kept = seed.moments[origin], seed.evidence.get(origin, frozenset())
            acts = [
                act
                for act in offender.acts
                if not act.covered
                and act.person == person
                and moment - LOOK_BACK < act.at <= moment
            ]
            of[n] = len(acts)
            found[n] = sum((offender.staff, act.table, act.id) in kept for act in acts)
        told = share(self.draws.offenders, found, of) if len(of) else NO_INTERVAL
        return EvidenceRows(budget, told.estimate, told.low, told.high, int(of.sum()))

    def innocent_alerted(self, detector: str, budget: int) -> InnocentAlerted:
        """The share of innocent staff alerted at all; a year's by 1 - (1 - share)^(365/days)."""
        raised = self.raised(detector, budget)
        ever = np.array(
            [
                float((marks.any(axis=1) & ~seed.guilty).sum())
                for marks, seed in zip(raised.alerts, self.seeds, strict=True)
            ]
        )
        of = np.array([float((~seed.guilty).sum()) for seed in self.seeds])
        told = share(self.draws.seeds, ever, of)
        longer = YEAR / (self.protocol.months * MONTH)

        def a_year(part: float | None) -> float | None:
            return None if part is None else float(1 - (1 - part) ** longer)

        return InnocentAlerted(
            budget, told.estimate, a_year(told.estimate), a_year(told.low), a_year(told.high),
            int(of.sum()),
        )  # fmt: skip

    def by_typology(self, detector: str, budget: int, within: int) -> tuple[ByTypology, ...]:
        """Recall of the offenders who follow each typology."""
        rows = []
        for name in sorted({t for o in self.offenders for t in o.typologies}, key=_number):
            of = np.array([float(name in o.typologies) for o in self.offenders])
            told, many = self.recall(detector, budget, within, of)
            rows.append(ByTypology(name, budget, within, told.estimate, told.low, told.high, many))
        return tuple(rows)

    def by_innocent_kind(self, detector: str, budget: int) -> tuple[ByInnocentKind, ...]:
        """Where false alerts on the innocent fall. One who is of two kinds counts for both."""
        raised = self.raised(detector, budget)
        staff: dict[str, int] = {}
        ever: dict[str, int] = {}
        false: dict[str, int] = {}
        total = 0
        for seed, marks in zip(self.seeds, raised.alerts, strict=True):
            counted = (marks & seed.innocent).sum(axis=1) * ~seed.guilty
            total += int(counted.sum())
            known: set[str] = set().union(*seed.truth.innocents.values())
            kinds = dict(seed.truth.innocents)
            kinds["ordinary"] = frozenset(
                s for n, s in enumerate(seed.staff) if s not in known and not seed.guilty[n]
            )
            for kind, members in kinds.items():
                rows = [seed.place[s] for s in members if s in seed.place]
                staff[kind] = staff.get(kind, 0) + len(rows)
                ever[kind] = ever.get(kind, 0) + int((counted[rows] > 0).sum())
                false[kind] = false.get(kind, 0) + int(counted[rows].sum())
        return tuple(
            ByInnocentKind(
                kind,
                budget,
                staff[kind],
                ever[kind] / staff[kind] if staff[kind] else None,
                false[kind] / total if total else None,
            )
            for kind in sorted(staff)
        )

    def stability(self, detector: str) -> Stability:
        """How much of one origin's highest staff the next origin keeps."""
        kept, of = np.zeros(len(self.seeds)), np.zeros(len(self.seeds))
        for n, seed in enumerate(self.seeds):
            scores = untied(seed.scores[detector].scores, seed.number)
            tops = [
                set(order[np.isfinite(scores[order, origin])])
                for origin in range(scores.shape[1])
                for order in [np.argsort(-scores[:, origin], kind="stable")[:TOP]]
            ]
            for one, after in pairwise(tops):
                kept[n] += len(one & after)
                of[n] += len(one)
        told = share(self.draws.seeds, kept, of)
        return Stability(TOP, told.estimate, told.low, told.high)

    def calibration(self, detector: str, budget: int) -> tuple[Calibration, ...]:
        """For each seed the false alerts that its threshold promised, and those that came."""
        raised = self.raised(detector, budget)
        return tuple(
            Calibration(seed.number, budget, expected, int(counted))
            for seed, expected, counted in zip(
                self.seeds, raised.expected, raised.false, strict=True
            )
        )

    def detector(self, name: str, title: str, kind: str, source: str) -> Detector:
        """Everything measured about one detector; the slower figures for the product alone."""
        protocol, budgets = self.protocol, self.protocol.budgets
        within = 60 if 60 in protocol.windows else protocol.windows[-1]

        def each(row: Callable[[int], Any]) -> tuple[Any, ...]:
            return tuple(row(budget) for budget in budgets)

        rates = {budget: self.false_rate(name, budget) for budget in budgets}
        return Detector(
            id=name,
            title=title,
            kind=kind,
            source=source,
            recall=tuple(
                Recall(budget, window, told.estimate, told.low, told.high, many)
                for budget in budgets
                for window in protocol.windows
                for told, many in [self.recall(name, budget, window)]
            ),
            curve=tuple(
                CurvePoint(budget, day, told.estimate, told.low, told.high, many)
                for budget in budgets
                for day in protocol.curve_days
                for told, many in [self.recall(name, budget, day)]
            ),
            precision=tuple(self.precision(name, b, protocol.restated) for b in budgets),
            false_rate=tuple(
                FalseRate(budget, float(budget), told.estimate, told.low, told.high)
                for budget, told in rates.items()
            ),
            lead=each(lambda budget: self.lead(name, budget)),
            right_person=each(lambda budget: self.right_person(name, budget)),
            evidence_rows=(
                each(lambda budget: self.evidence_rows(name, budget)) if kind == "product" else ()
            ),
            innocent_alerted=each(lambda budget: self.innocent_alerted(name, budget)),
            by_typology=sum((self.by_typology(name, b, within) for b in budgets), ()),
            by_innocent_kind=sum((self.by_innocent_kind(name, b) for b in budgets), ()),
            stability=self.stability(name),
            calibration=sum((self.calibration(name, b) for b in budgets), ()),
        )


def panel_of(protocol: Protocol, seeds: Sequence[Seed]) -> Panel:
    """Seeds side by side, with the draws of their intervals."""
    many = [len(seed.truth.offenders) for seed in seeds]
    return Panel(protocol, seeds, draws_of(many, protocol.draws))


def _number(typology: str) -> int:
    return int(typology[1:])
