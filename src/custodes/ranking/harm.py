"""Harm: how much worse an abuse of this person would be. It moves priority, never evidence."""

from collections.abc import Iterable

WEIGHTS = {
    "under_18": 1.0,
    "so": 0.9,
    "marac": 0.9,
    "da": 0.7,
    "sex_work": 0.7,
    "learning_disability": 0.7,
    "mental_health": 0.6,
    "missing": 0.6,
    "substance": 0.5,
    "repeat_caller": 0.4,
}
"""Each flag's weight, 0 to 1. Structured judgement from who the victims of published cases were."""


def harm_of(flags: Iterable[str]) -> float:
    """The weight of the gravest flag, 0 where there is none."""
    return max((WEIGHTS.get(flag, 0.0) for flag in flags), default=0.0)
