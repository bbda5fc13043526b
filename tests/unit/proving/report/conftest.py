"""Results to be reported: every kind of row once, with rows that have nothing to count."""

import dataclasses

import pytest

from custodes.proving.protocol import Protocol
from custodes.proving.results import (
    FORMAT,
    ByInnocentKind,
    ByTypology,
    Calibration,
    Condition,
    CurvePoint,
    Detector,
    Difference,
    EvidenceRows,
    Explained,
    Fairness,
    FalseRate,
    InnocentAlerted,
    LabelBias,
    Lead,
    MadeWith,
    Precision,
    Realism,
    Recall,
    Replay,
    Results,
    RightPerson,
    Separability,
    Stability,
    VictimCoverage,
)

WINDOWS = (14, 30, 60, 90)
AT_SIXTY = {
    "custodes": ("The product", "product", 0.70),
    "pairs": ("Unexplained look-ups of a pair, in 28 days", "rival", 0.40),
    "forest": ("Isolation forest on user-weeks <pyod & scikit-learn>", "rival", 0.10),
    "cauchy": ("Conformal p-values under a Cauchy combination", "fusion", 0.62),
    "boosted": ("Boosted trees shown the truth of other forces", "ceiling", 0.85),
}


def detector(name: str, title: str, kind: str, at_sixty: float) -> Detector:
    def reached(days: int, budget: int) -> float:
        return round(min(1.0, at_sixty * (days / 60) ** 0.5 * (1 if budget == 5 else 0.8)), 3)

    def span(value: float) -> tuple[float, float, float]:
        return value, round(max(0.0, value - 0.08), 3), round(min(1.0, value + 0.08), 3)

    return Detector(
        id=name,
        title=title,
        kind=kind,
        source="Written <b>for</b> this test & no other",
        recall=tuple(
            Recall(budget, days, *span(reached(days, budget)), 200)
            for budget in (2, 5)
            for days in WINDOWS
        ),
        curve=tuple(
            CurvePoint(budget, days, *span(reached(days, budget)), 200)
            for budget in (2, 5)
            for days in range(7, 92, 7)
        ),
        precision=tuple(
            Precision(b, 2.0, round(at_sixty * c, 4), round(at_sixty * c * 0.8, 4), c, c)
            for b, c in ((2, 0.077), (5, 0.032))
        ),
        false_rate=tuple(FalseRate(b, b, b + 0.3, b - 0.5, b + 1.0) for b in (2, 5)),
        lead=(Lead(5, 21.0, 14.0, 30.0, 60, 0.55, 90),),
        right_person=(RightPerson(5, 0.8, 0.1, 0.1, 120),),
        evidence_rows=(EvidenceRows(5, 0.6, 0.5, 0.7, 900),),
        innocent_alerted=(
            InnocentAlerted(2, 0.01, 0.02, 0.015, 0.024, 9000),
            InnocentAlerted(5, 0.02, 0.045, 0.04, 0.05, 9000),
        ),
        by_typology=(
            ByTypology("T3", 5, 60, *span(0.50), 20),
            ByTypology("T1", 5, 60, *span(0.51), 1),
            ByTypology("T21", 5, 60, None, None, None, 0),
        ),
        by_innocent_kind=(
            ByInnocentKind("dip_sampler", 5, 40, 0.15, 0.2),
            ByInnocentKind("ordinary", 5, 8000, 0.01, 0.8),
        ),
        stability=Stability(20, 0.8, 0.75, 0.85),
        calibration=(Calibration(1, 5, 40.0, 46),),
    )


def condition(kind: str, name: str, recall: float) -> Condition:
    return Condition(
        id=name,
        title=name.replace("_", " "),
        kind=kind,
        staff=1000,
        seeds=5,
        origins=20,
        budget=5,
        within=60,
        offenders=60,
        recall=recall,
        low=recall - 0.1,
        high=recall + 0.1,
        unchanged=0.71,
        difference=round(recall - 0.71, 3),
        difference_low=recall - 0.8,
        difference_high=recall - 0.6,
        false_rate=5.4,
        precision=0.02,
        at_prevalence=2.0,
    )


def sample() -> Results:
    return Results(
        format=FORMAT,
        protocol=Protocol(staff=3000, days=300, seeds=20),
        made_with=MadeWith(
            command="custodes prove --staff 3000 --days 300 --seeds 20",
            version="0.1.0",
            source="a" * 64,
            started="2026-11-23T20:00:00+00:00",
            finished="2026-11-23T23:00:00+00:00",
            seconds=10800.0,
            machine="a machine of two cores",
            cores=2,
        ),
        offenders=310,
        detectors=tuple(detector(name, *told) for name, told in AT_SIXTY.items()),
        differences=(Difference("pairs", 5, 60, 0.30, 0.22, 0.38, 1.75, 200),),
        explained=Explained(0.955, 0.78, 0.98, 0.85, 0.031, 0.028, 0.034, 4_000_000),
        conditions=(
            condition("ablation", "no_phones", 0.52),
            condition("ablation", "explanations_off", 0.30),
            condition("sensitivity", "half_of_the_purposes_missing", 0.55),
            condition("left_out", "without_T3", 0.66),
        ),
        fairness=(
            Fairness("sex", "F", 3600, 0.02, 1.02, 0.85, 1.22, True),
            Fairness("sex", "M", 5400, 0.02, 0.98, 0.82, 1.18, True),
            Fairness("role", "pcso", 600, 0.05, 2.5, 1.7, 3.6, False),
            Fairness("union", "union representative", 0, None, None, None, None, None),
        ),
        label_bias=(LabelBias("hours", "part-time", 2.0, 1.1, 1.15, 0.9, 1.5, False),),
        victims=(VictimCoverage("the person is a man", 5, 60, 0.6, 0.4, 0.8, 30),),
        replays=(
            Replay("540 communications in 22 days", "Devon", "T3", "540", True, 5, (5, 7, 9)),
            Replay("170 checks in three years", "Mersey", "T1", "170", False, 5, (20, 50, None)),
        ),
        realism=(
            Realism("accesses a day, response", 12.5, 5.0, 40.0, "a day", "assumed", True),
            Realism("repeat pairs", 0.9, None, 0.6, "", "a paper", False),
        ),
        separability=(
            Separability(1, "depth-3 tree", 0.12, 0.3, True),
            Separability(2, "depth-3 tree", 0.22, 0.3, True),
        ),
        unknowns=("Nothing is known of vetting.",),
    )


@pytest.fixture
def results() -> Results:
    return sample()


def changed(results: Results, **fields: object) -> Results:
    return dataclasses.replace(results, **fields)
