"""A force's own settings, from `settings.toml` in its home: limits of indicators, and whether
verdicts teach."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from custodes.indicators import INDICATORS, Indicator
from custodes.pipeline.measure import LOOK_BACK
from custodes.ranking.learning import NOTHING, Learned
from custodes.store.tables import Tables
from custodes.vocabulary.errors import UserError, closest, shown

Limits = dict[str, dict[str, int]]


def limits_from(path: Path) -> Limits:
    """The limits that a settings file sets: `[indicators.<id>]` with a number for each limit.

    No file means none. Raises UserError naming every unknown indicator, limit or wrong value.
    """
    written = _settings(path)
    known = {indicator.id: indicator for indicator in INDICATORS}
    wrong = [
        f"{shown(k)} is not a setting; write [indicators.<id>] or [learning]"
        for k in written
        if k not in ("indicators", "learning")
    ]
    limits: Limits = {}
    by_name = written.get("indicators", {})
    if not isinstance(by_name, dict):
        wrong.append("indicators is not a table; write [indicators.<id>]")
        by_name = {}
    for name, given in by_name.items():
        if not isinstance(given, dict):
            wrong.append(f"{shown(name)} is not a table of limits; write [indicators.{name}]")
            continue
        if name not in known:
            wrong.append(f"there is no indicator {shown(name)}{closest(name, list(known))}")
            continue
        allowed = [field.name for field in fields(known[name])]
        for limit, value in given.items():
            if limit not in allowed:
                wrong.append(f"{name} has no limit {shown(limit)}{closest(limit, allowed)}")
            elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
                wrong.append(f"{name}.{limit} = {shown(value)}: write a whole number from 1 on")
            elif limit == "window" and value > LOOK_BACK.days:
                wrong.append(
                    f"{name}.window = {value}: write {LOOK_BACK.days} or less, for look-ups and "
                    f"contacts are weighed {LOOK_BACK.days} days back"
                )
        limits[name] = dict(given)
    if wrong:
        raise UserError(f"{path}: {'; '.join(wrong)}.")
    return limits


def verdicts_teach(path: Path) -> bool:
    """Whether a settings file lets verdicts teach: `[learning] from_verdicts = false` does not.

    No file, or nothing said, means yes. Raises UserError naming what is wrong.
    """
    said = _settings(path).get("learning", {})
    if not isinstance(said, dict) or set(said) - {"from_verdicts"}:
        raise UserError(f"{path}: [learning] has one setting: write from_verdicts = true or false.")
    teach = said.get("from_verdicts", True)
    if not isinstance(teach, bool):
        raise UserError(f"{path}: from_verdicts = {shown(teach)}: write true or false.")
    return teach


def indicators_with(
    limits: Mapping[str, Mapping[str, int]], learned: Learned = NOTHING
) -> list[Indicator]:
    """Every indicator, with the limits that a force set and the shares that its verdicts taught."""
    return [
        learned.indicator(indicator)(**limits.get(indicator.id, {})) for indicator in INDICATORS
    ]


def _settings(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read as TOML: {error}.") from None


def able_indicators(
    indicators: Sequence[Indicator], t: Tables
) -> tuple[list[Indicator], dict[str, list[str]]]:
    """The indicators whose tables are all held, and for each of the others what is missing.

    What was never told cannot be missed: with no contact log held, no contact is *unlogged*.
    """
    able, off = [], {}
    for indicator in indicators:
        missing = [table.name for table in indicator.reads if not t.holds(table)]
        if missing:
            off[indicator.id] = missing
        else:
            able.append(indicator)
    return able, off
