"""Fairness: whether innocent staff of one group are alerted more often than the others, whether
biased verdicts make it worse, and whether some offenders are found less for who the person is."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from custodes.proving.results import Fairness, LabelBias, VictimCoverage
from custodes.proving.sealed import Sealed
from custodes.proving.shadow.estimates import Z, share

BAND = (0.8, 1.25)
"""Where an alert ratio should lie: the four-fifths rule (EEOC Uniform Guidelines 1978,
29 CFR 1607.4 D) and its inverse."""

WITHIN_ROLES = ("hours", "flexible")
"""What goes with the role: compared within roles as well, so that the role itself drops out."""

MISTAKEN = 0.1
"""The share of alerts on innocent staff that verdicts call substantiated before any bias:
structured judgement, so that the injected bias has something to multiply."""


@dataclass(frozen=True)
class Judged:
    """One seed after its scores were frozen: the sealed table, its innocent staff, and those of
    them who were ever alerted."""

    sealed: Sequence[Sealed]
    innocent: Collection[str]
    alerted: Collection[str]


@dataclass(frozen=True)
class Cell:
    """A two-by-two table: alerted and all of a group, alerted and all of the others."""

    alerted: int
    staff: int
    others_alerted: int
    others: int


def alert_ratios(seeds: Sequence[Judged]) -> tuple[Fairness, ...]:
    """The alert ratio of every group of every attribute against all others, over all seeds.

    `alerted` is the share of the group's innocent staff who were ever alerted in the test.
    """
    rows = []
    for attribute in seeds[0].sealed[0].groups if seeds and seeds[0].sealed else ():
        rows += _of_attribute(attribute, attribute, [_cells(s, attribute) for s in seeds])
        if attribute in WITHIN_ROLES:
            parted = [part for s in seeds for part in _by_role(s)]
            cells = [_cells(part, attribute) for part in parted]
            rows += _of_attribute(f"{attribute}, within roles", attribute, cells)
    return tuple(rows)


def ratio(cells: Sequence[Cell]) -> tuple[float, float, float] | None:
    """The risk ratio over strata with its 95 % interval (Mantel and Haenszel 1959; variance of
    its logarithm by Greenland and Robins 1985).

    Where one side has nobody alerted at all, half a case is added to every cell of the pooled
    table (Haldane 1956). None where one side is empty.
    """
    used = [c for c in cells if c.staff and c.others]
    if not used:
        return None
    above = sum((c.alerted * c.others / (c.staff + c.others) for c in used), 0.0)
    below = sum((c.others_alerted * c.staff / (c.staff + c.others) for c in used), 0.0)
    if above and below:
        spread: float = 0.0
        for c in used:
            n = c.staff + c.others
            alerted = c.alerted + c.others_alerted
            product = c.alerted * c.others_alerted
            spread += (alerted * c.staff * c.others - product * n) / n**2
        middle, sd = above / below, math.sqrt(max(spread, 0.0) / (above * below))
    else:
        a, size = sum(c.alerted for c in used) + 0.5, sum(c.staff for c in used) + 1.0
        b, rest = sum(c.others_alerted for c in used) + 0.5, sum(c.others for c in used) + 1.0
        middle, sd = (a / size) / (b / rest), math.sqrt(1 / a - 1 / size + 1 / b - 1 / rest)
    return middle, middle * math.exp(-Z * sd), middle * math.exp(Z * sd)


Verdicts = Sequence[frozenset[str]]
"""For each seed, the staff whose alerts verdicts call substantiated."""

Retrain = Callable[[Verdicts], Sequence[Mapping[str, float]]]
"""Learns from the verdicts of all seeds and scores the staff of each, without its own verdicts."""


def label_bias(
    seeds: Sequence[Judged],
    offenders: Sequence[Collection[str]],
    retrain: Retrain,
    *,
    attribute: str,
    group: str,
    more: float,
    seed: int,
) -> LabelBias:
    """Substantiate one group's alerts `more` times as often and see what retraining makes of it.

    `offenders` of each seed are substantiated rightly wherever they are. Before and after, as
    many innocent staff are alerted as the frozen scores alerted, by highest score. `amplified`:
    the ratio rose, by its interval's lower end.
    """
    fair = [
        frozenset(guilty) | _mistaken(judged, attribute, group, 1.0, seed + n)
        for n, (judged, guilty) in enumerate(zip(seeds, offenders, strict=True))
    ]
    biased = [
        frozenset(guilty) | _mistaken(judged, attribute, group, more, seed + n)
        for n, (judged, guilty) in enumerate(zip(seeds, offenders, strict=True))
    ]
    before = _ratio_of(seeds, retrain(fair), attribute, group)
    after = _ratio_of(seeds, retrain(biased), attribute, group)
    if before is None or after is None:
        return LabelBias(attribute, group, more, None, None, None, None, None)
    return LabelBias(
        attribute, group, more, before[0], after[0], after[1], after[2], after[1] > before[0]
    )


@dataclass(frozen=True)
class Offended:
    """An offender who counts for a window, the groups that the case belongs to (see
    `victim_groups`), and whether the product raised them within it."""

    groups: Collection[str]
    found: bool


def victim_groups(
    *, victim_sex: str | None, staff_sex: str | None, staff_kind: str, vulnerable: bool
) -> tuple[str, ...]:
    """The groups that a case belongs to, by who the person and the member of staff are."""
    told = {"F": "a woman", "M": "a man"}.get(victim_sex or "", "sex not recorded")
    groups = [f"the person is {told}" if victim_sex else "the person's sex is not recorded"]
    if victim_sex and staff_sex:
        groups.append("of the same sex" if victim_sex == staff_sex else "of another sex")
    kinds = {"officer": "by an officer", "pcso": "by a PCSO", "staff": "by police staff"}
    groups.append(kinds.get(staff_kind, "by staff of another kind"))
    groups.append("flagged as vulnerable" if vulnerable else "no flag of vulnerability")
    return tuple(groups)


def victim_coverage(
    cases: Sequence[Offended], *, budget: int, within: int
) -> tuple[VictimCoverage, ...]:
    """Recall by group, with the exact interval of a share (cases count as apart)."""
    rows = []
    for group in sorted({group for case in cases for group in case.groups}):
        mine = [case.found for case in cases if group in case.groups]
        told = share(sum(mine), len(mine))
        row = VictimCoverage(group, budget, within, told.value, told.low, told.high, len(mine))
        rows.append(row)
    return tuple(rows)


def _of_attribute(
    title: str, attribute: str, seeds: Sequence[Mapping[str, Cell]]
) -> list[Fairness]:
    groups = sorted({group for cells in seeds for group in cells})
    rows = []
    for group in groups:
        cells = [of[group] for of in seeds if group in of]
        staff, alerted = sum(c.staff for c in cells), sum(c.alerted for c in cells)
        found = ratio(cells)
        rows.append(
            Fairness(
                attribute=title,
                group=group,
                staff=staff,
                alerted=alerted / staff if staff else None,
                ratio=found[0] if found else None,
                low=found[1] if found else None,
                high=found[2] if found else None,
                inside=BAND[0] <= found[0] <= BAND[1] if found else None,
            )
        )
    return rows


def _cells(judged: Judged, attribute: str) -> dict[str, Cell]:
    """The two-by-two table of every group of an attribute, among the innocent."""
    innocent = [one for one in judged.sealed if one.staff in judged.innocent]
    alerted = {one.staff for one in innocent if one.staff in judged.alerted}
    cells = {}
    for group in {one.groups[attribute] for one in innocent}:
        mine = {one.staff for one in innocent if one.groups[attribute] == group}
        cells[group] = Cell(
            len(mine & alerted), len(mine), len(alerted - mine), len(innocent) - len(mine)
        )
    return cells


def _by_role(judged: Judged) -> list[Judged]:
    roles = sorted({one.groups["role"] for one in judged.sealed})
    return [
        Judged(
            [one for one in judged.sealed if one.groups["role"] == role],
            judged.innocent,
            judged.alerted,
        )
        for role in roles
    ]


def _mistaken(judged: Judged, attribute: str, group: str, more: float, seed: int) -> frozenset[str]:
    """The innocent staff whose alerts are substantiated by mistake; the same draw whatever
    `more` is, so that bias only adds."""
    rng = np.random.default_rng(seed)
    alerted = [
        one for one in judged.sealed if one.staff in judged.alerted and one.staff in judged.innocent
    ]
    drawn = rng.random(len(alerted))
    return frozenset(
        one.staff
        for one, chance in zip(alerted, drawn, strict=True)
        if chance < MISTAKEN * (more if one.groups[attribute] == group else 1.0)
    )


def _ratio_of(
    seeds: Sequence[Judged],
    scores: Sequence[Mapping[str, float]],
    attribute: str,
    group: str,
) -> tuple[float, float, float] | None:
    """The group's alert ratio when each seed alerts its highest-scored innocent staff, as many as
    it alerted before."""
    cells = []
    for judged, scored in zip(seeds, scores, strict=True):
        innocent = sorted(judged.innocent, key=lambda staff: (-scored.get(staff, -math.inf), staff))
        places = sum(staff in judged.alerted for staff in judged.innocent)
        again = Judged(judged.sealed, judged.innocent, frozenset(innocent[:places]))
        of = _cells(again, attribute)
        if group in of:
            cells.append(of[group])
    return ratio(cells)
