"""The rows of conditions: the product under each change, beside itself unchanged."""

from pathlib import Path

import numpy as np

from custodes.proving import product
from custodes.proving.conditions import (
    BUDGET,
    PREVALENCES,
    SMALL,
    WITHIN,
    Change,
    changes_for,
    of_conditions,
)
from custodes.proving.forces import DONE
from custodes.proving.ground import read_walk
from custodes.proving.intervals import Values, ends, ratio
from custodes.proving.metrics import Panel, panel_of
from custodes.proving.protocol import Protocol
from custodes.proving.results import Condition
from custodes.proving.seed import MAIN, base_name, change_name, seed_name


def conditions(out: Path, protocol: Protocol, main: Panel) -> list[Condition]:
    """Each changed condition whose walks are all there, beside the unchanged of the same seeds."""
    small = protocol.staff < SMALL
    of = of_conditions(protocol)
    rows = []
    for change in changes_for(protocol):
        numbers = of.numbers[: change.seeds]
        names = [seed_name(n) if small else change_name(change, n) for n in numbers]
        folders = [out / name / change.id for name in names]
        bases = [out / base_name(n) / MAIN for n in numbers]
        if not all((f / DONE).exists() for f in (*folders, *(() if small else bases))):
            continue
        changed = panel_of(of, [read_walk(f, n) for f, n in zip(folders, numbers, strict=True)])
        plain = (
            main
            if small
            else panel_of(of, [read_walk(f, n) for f, n in zip(bases, numbers, strict=True)])
        )
        rows.append(_beside(change, changed, plain))
    return rows


def _beside(change: Change, changed: Panel, plain: Panel) -> Condition:
    """A changed condition beside the unchanged; draws are paired where the offenders are the
    same."""
    told, many = changed.recall(product.PRODUCT, BUDGET, WITHIN)
    before, _many = plain.recall(product.PRODUCT, BUDGET, WITHIN)
    low, high = ends(_drawn(changed) - _drawn(plain))
    both = told.estimate is not None and before.estimate is not None
    return Condition(
        id=change.id,
        title=change.title,
        kind=change.kind,
        staff=changed.protocol.staff,
        seeds=len(changed.seeds),
        origins=len(changed.protocol.origins),
        budget=BUDGET,
        within=WITHIN,
        offenders=many,
        recall=told.estimate,
        low=told.low,
        high=told.high,
        unchanged=before.estimate,
        difference=(told.estimate or 0) - (before.estimate or 0) if both else None,
        difference_low=low,
        difference_high=high,
        false_rate=changed.false_rate(product.PRODUCT, BUDGET).estimate,
        precision=changed.precision(product.PRODUCT, BUDGET, changed.protocol.restated).estimate,
        at_prevalence=changed.protocol.restated,
    )


def _drawn(panel: Panel) -> Values:
    counted = panel.counts(WITHIN)
    found = panel.found(product.PRODUCT, BUDGET, WITHIN) * counted
    return ratio(panel.draws.offenders @ found, panel.draws.offenders @ counted)


def _of_main(
    panel: Panel, name: str, title: str, kind: str, prevalence: float, of: Values | None
) -> Condition:
    """A row that needs no run of its own: the same walks, counted otherwise."""
    told, many = panel.recall(product.PRODUCT, BUDGET, WITHIN, of)
    before, _many = panel.recall(product.PRODUCT, BUDGET, WITHIN)
    counted = panel.counts(WITHIN)
    kept = counted if of is None else counted * of
    found = panel.found(product.PRODUCT, BUDGET, WITHIN)
    drawn = ratio(panel.draws.offenders @ (found * kept), panel.draws.offenders @ kept)
    low, high = ends(drawn - _drawn(panel))
    both = told.estimate is not None and before.estimate is not None
    return Condition(
        name, title, kind, panel.protocol.staff, len(panel.seeds), len(panel.protocol.origins),
        BUDGET, WITHIN, many, told.estimate, told.low, told.high, before.estimate,
        (told.estimate or 0) - (before.estimate or 0) if both else None, low, high,
        panel.false_rate(product.PRODUCT, BUDGET).estimate,
        panel.precision(product.PRODUCT, BUDGET, prevalence).estimate, prevalence,
    )  # fmt: skip


def restated(panel: Panel) -> list[Condition]:
    """Precision at other prevalences; recall is what it was."""
    return [
        _of_main(
            panel, f"prevalence_{p:g}", f"{p:g} new offenders per 1,000 staff a year",
            "sensitivity", p, None,
        )
        for p in PREVALENCES
    ]  # fmt: skip


def left_out(panel: Panel) -> list[Condition]:
    """Recall without the offenders of one typology after another."""
    names = sorted({t for o in panel.offenders for t in o.typologies}, key=lambda t: int(t[1:]))
    return [
        _of_main(
            panel, f"left_out_{name}", f"Without the offenders of {name}", "left_out",
            panel.protocol.restated,
            np.array([float(name not in o.typologies) for o in panel.offenders]),
        )
        for name in names
    ]  # fmt: skip
