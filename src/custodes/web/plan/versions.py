"""A newer strategy, or newer recommendations, in a file that the force loads.

[strategy]                              [[recommendation]]
id = "npcc-2027"                        id = "2027-links"
title = "National strategy, 2027"       source = "A report of 2027"
published = 2027-01-01                  year = 2027
                                        asks = "What it asks for."
[strategy.strands]                      element = "links"
prevention = "Prevention"
intelligence = "Intelligence"           no_longer_asked = ["2016-links"]
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodes.vocabulary.errors import UserError, shown
from custodes.web.plan.criteria import RECOMMENDATIONS, STRATEGIES, Recommendation, Strategy
from custodes.web.plan.elements import Element

LARGEST = 200_000
"""Bytes of such a file."""
KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")
MOST_STRANDS = 12
MOST_RECOMMENDATIONS = 200


@dataclass(frozen=True)
class Criteria:
    """What a plan is held against: versions of the strategy, and the recommendations."""

    strategies: Mapping[str, Strategy]
    recommendations: Mapping[str, Recommendation]


SHIPPED = Criteria(STRATEGIES, RECOMMENDATIONS)


def read_criteria(content: bytes) -> dict[str, Any]:
    """A file as plain JSON, checked. Raises UserError that names the key and the value."""
    if len(content) > LARGEST:
        raise UserError(f"The file is larger than {LARGEST // 1000} kilobytes.")
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise UserError(f"The file cannot be read as TOML: {error}. Mend it.") from None
    if strange := sorted(set(told) - {"strategy", "recommendation", "no_longer_asked"}):
        raise UserError(f"{shown(strange[0])} is not known in a file of criteria.")
    if not told:
        raise UserError("The file holds neither a strategy nor a recommendation.")
    rows, gone = told.get("recommendation", []), told.get("no_longer_asked", [])
    if not isinstance(rows, list) or len(rows) > MOST_RECOMMENDATIONS:
        raise UserError(
            f"Write each recommendation under a line [[recommendation]], at most "
            f"{MOST_RECOMMENDATIONS} of them."
        )
    if not isinstance(gone, list) or not all(isinstance(one, str) for one in gone):
        raise UserError('no_longer_asked is a list of ids, such as ["2016-links"].')
    strategy = _strategy(told["strategy"]) if "strategy" in told else None
    return {
        "strategy": strategy,
        "recommendations": [_recommendation(row, n) for n, row in enumerate(rows, start=1)],
        "no_longer_asked": gone,
    }


def with_loaded(loaded: Iterable[Mapping[str, Any]]) -> Criteria:
    """The shipped criteria with what was loaded, in that order, over them."""
    strategies, recommendations = dict(STRATEGIES), dict(RECOMMENDATIONS)
    for one in loaded:
        if told := one["strategy"]:
            strategies[told["id"]] = Strategy(
                told["id"], told["title"], date.fromisoformat(told["published"]), told["strands"]
            )
        for row in one["recommendations"]:
            element = Element(row["element"]) if row["element"] else None
            recommendations[row["id"]] = Recommendation(
                row["id"], row["source"], row["year"], row["asks"], element, to_check=False
            )
        for gone in one["no_longer_asked"]:
            recommendations.pop(gone, None)
    return Criteria(strategies, recommendations)


def _strategy(told: Any) -> dict[str, Any]:
    row = _row(told, "strategy", {"id", "title", "published", "strands"})
    published, strands = row.get("published"), row.get("strands")
    if type(published) is not date:
        raise UserError(f"strategy: published is {shown(published)}; write a day: 2027-01-01.")
    if (
        not isinstance(strands, dict)
        or not 0 < len(strands) <= MOST_STRANDS
        or not all(KEY.fullmatch(key) and isinstance(word, str) for key, word in strands.items())
    ):
        raise UserError(
            f'strategy: strands are 1 to {MOST_STRANDS} lines such as prevention = "Prevention".'
        )
    return {
        "id": _key(row, "strategy"),
        "title": _text(row, "title", "strategy"),
        "published": published.isoformat(),
        "strands": dict(strands),
    }


def _recommendation(told: Any, number: int) -> dict[str, Any]:
    where = f"recommendation {number}"
    row = _row(told, where, {"id", "source", "year", "asks", "element"})
    year, element = row.get("year"), row.get("element", "")
    if type(year) is not int or not 2000 <= year < 2200:
        raise UserError(f"{where}: year is {shown(year)}; write a year such as 2027.")
    if element not in {"", *(one.value for one in Element)}:
        words = ", ".join(one.value for one in Element)
        raise UserError(f"{where}: element is {shown(element)}; write one of {words}.")
    return {
        "id": _key(row, where),
        "source": _text(row, "source", where),
        "year": year,
        "asks": _text(row, "asks", where),
        "element": element,
    }


def _row(told: Any, where: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise UserError(f"{where} is no table; write [{where.split()[0]}] above its lines.")
    if strange := sorted(set(told) - known):
        raise UserError(f"{where}: {shown(strange[0])} is not known.")
    return told


def _key(row: Mapping[str, Any], where: str) -> str:
    value = row.get("id")
    if not isinstance(value, str) or not KEY.fullmatch(value):
        raise UserError(f"{where}: id is {shown(value)}; write small letters, digits and dashes.")
    return value


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > 500:
        raise UserError(f"{where}: {key} is {shown(value)}; write a text of up to 500 characters.")
    return value.strip()
