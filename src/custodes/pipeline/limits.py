"""A force's own limits for indicators, from `settings.toml` in its home."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from custodes.indicators import INDICATORS, Indicator
from custodes.vocabulary.errors import UserError, closest, shown

Limits = dict[str, dict[str, int]]


def limits_from(path: Path) -> Limits:
    """The limits that a settings file sets: `[indicators.<id>]` with a number for each limit.

    No file means none. Raises UserError naming every unknown indicator, limit or wrong value.
    """
    if not path.exists():
        return {}
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read as TOML: {error}.") from None
    known = {indicator.id: indicator for indicator in INDICATORS}
    wrong = [
        f"{shown(k)} is not a setting; write [indicators.<id>]"
        for k in written
        if k != "indicators"
    ]
    limits: Limits = {}
    for name, given in written.get("indicators", {}).items():
        if name not in known:
            wrong.append(f"there is no indicator {shown(name)}{closest(name, list(known))}")
            continue
        allowed = [field.name for field in fields(known[name])]
        for limit, value in given.items():
            if limit not in allowed:
                wrong.append(f"{name} has no limit {shown(limit)}{closest(limit, allowed)}")
            elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
                wrong.append(f"{name}.{limit} = {shown(value)}: write a whole number from 1 on")
        limits[name] = dict(given)
    if wrong:
        raise UserError(f"{path}: {'; '.join(wrong)}.")
    return limits


def indicators_with(limits: Mapping[str, Mapping[str, int]]) -> list[Indicator]:
    """Every indicator, with the limits that a force set."""
    return [indicator(**limits.get(indicator.id, {})) for indicator in INDICATORS]
