"""An alert, as a run wrote it, made into what its page shows; computes nothing anew."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodes.web.design.pictures import Picture, heat_map, timeline, waterfall
from custodes.web.design.pictures.marks import duty_of, purpose_of
from custodes.web.design.showing import clock, number

Names = Mapping[str, str]
"""What staff and people are called on the page, by what they are called in the alert."""

NOT_RECORDED = "not recorded"
FLAGS = {
    "da": "domestic abuse",
    "so": "sexual offence victim",
    "marac": "discussed at a MARAC",
    "sex_work": "sex work",
    "under_18": "under 18",
}
"""Flags whose words are not their own name."""


@dataclass(frozen=True)
class Reason:
    """One reason: its words, what it weighs, and the rows that it rests on."""

    title: str
    text: str
    bits: str
    counted: str
    rows: tuple[tuple[str, ...], ...]
    innocent: tuple[str, ...]
    cannot_see: tuple[str, ...]
    first_steps: tuple[str, ...]


@dataclass(frozen=True)
class AlertPage:
    """All that the page of an alert shows, in words and pictures."""

    name: str
    title: str
    sentence: str
    pattern: str
    standing: str
    random: bool
    watch: bool
    harm: str
    quality: str
    reasons: tuple[Reason, ...]
    would_explain: tuple[str, ...]
    against: tuple[str, ...]
    tested: tuple[tuple[str, str], ...]
    not_recorded: tuple[str, ...]
    without: tuple[tuple[str, str], ...]
    pictures: Mapping[str, Picture]
    versions: tuple[tuple[str, str], ...]
    shown_from: str
    shown_to: str


ROW_COLUMNS = ("When", "What", "Person", "Duty", "Purpose", "Row")


def present(
    alert: Mapping[str, Any],
    names: Names | None = None,
    start: date | None = None,
    end: date | None = None,
) -> AlertPage:
    """The page of an alert (the object that `custodes alert ID --format json` prints).

    `names` gives the pseudonyms of staff and people; `start` and `end` are the first and the last
    London day of the timeline.
    """
    known = under_names(alert, names or {})
    rows = {row["row"]: _row(row) for row in known["timeline"]}
    tested = known["explanations_tested"]
    return AlertPage(
        name=known["alert"],
        title=_title(known),
        sentence=known["sentence"],
        pattern=known["pattern"],
        standing=_standing(known),
        random=known["drawn"] == "random",
        watch=known["drawn"] == "watch",
        harm=_harm(known),
        quality=known["data_quality"]["text"],
        reasons=tuple(_reason(reason, rows) for reason in known["reasons"]),
        would_explain=tuple(said["text"] for said in known["would_explain"]),
        against=tuple(said["text"] for said in known["against"]),
        tested=tuple((t["text"], t["result"]) for t in tested if t["result"] != NOT_RECORDED),
        not_recorded=tuple(
            t["text"].partition(":")[0] for t in tested if t["result"] == NOT_RECORDED
        ),
        without=tuple((family, number(bits, 1)) for family, bits in known["without"].items()),
        pictures=_pictures(known, start, end),
        versions=_versions(known),
        shown_from=f"{start:%Y-%m-%d}" if start else "",
        shown_to=f"{end:%Y-%m-%d}" if end else "",
    )


def under_names(alert: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The same alert with every reference in every text exchanged for the name on the page."""
    if not names:
        return dict(alert)
    rename = renamer(names)

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return rename(value)
        if isinstance(value, Mapping):
            return {key: renamed(inside) for key, inside in value.items()}
        if isinstance(value, list | tuple):
            return [renamed(inside) for inside in value]
        return value

    # Ids of rows and runs are not names of anybody, even where they look like one.
    kept = {key: alert[key] for key in ("alert", "run", "versions", "rows_sha256")}
    return {key: renamed(said) for key, said in alert.items() if key not in kept} | kept


def renamer(names: Names) -> Callable[[str], str]:
    """Exchanges every reference in a text for its name, whole words alone."""
    if not names:
        return str
    longest_first = sorted(names, key=len, reverse=True)
    found = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return lambda text: found.sub(lambda match: names[match[0]], text)


def _title(alert: Mapping[str, Any]) -> str:
    about = f"person {alert['person']}" if alert["person"] else "many people"
    return f"Staff {alert['staff']}, {about}"


def _standing(alert: Mapping[str, Any]) -> str:
    if alert["drawn"] == "hand":
        return "Raised by hand: no indicator was asked"
    if alert["drawn"] == "random":
        return f"Drawn at random, with a chance of {alert['chance']:.2g}"
    if alert["drawn"] == "watch":
        return f"Under an authorised watch, on top of the budget: {number(alert['bits'], 1)} bits"
    peers = alert["peers"]
    compared = f", compared with {peers['group']} ({peers['staff']} staff)" if peers else ""
    return f"Rank {alert['rank']} of its run, {number(alert['bits'], 1)} bits{compared}"


def _harm(alert: Mapping[str, Any]) -> str:
    more = alert["priority"] - alert["bits"]
    if not alert["flags"]:
        return ""
    flags = ", ".join(FLAGS.get(flag, flag.replace("_", " ")) for flag in alert["flags"])
    return (
        f"The person is recorded as vulnerable ({flags}). The alert comes {number(more, 1)} bits "
        "earlier in the queue for the harm that would be done; that is no evidence."
    )


def _reason(reason: Mapping[str, Any], rows: Mapping[str, tuple[str, ...]]) -> Reason:
    return Reason(
        title=reason["title"],
        text=reason["text"],
        bits=number(reason["bits"], 1),
        counted=number(reason["counted"], 1),
        rows=tuple(rows.get(row, ("", "", "", "", "", row)) for row in reason["rows"]),
        innocent=tuple(reason["could_be_innocent"]),
        cannot_see=tuple(reason["cannot_see"]),
        first_steps=tuple(reason["first_steps"]),
    )


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        clock(row["at"]),
        row["what"].replace("_", " "),
        row["person"],
        duty_of(row["duty"]),
        purpose_of(row["word"]),
        row["row"],
    )


def _pictures(alert: Mapping[str, Any], start: date | None, end: date | None) -> dict[str, Picture]:
    drawn = {"timeline": timeline(alert, start, end), "heat_map": heat_map(alert["timeline"])}
    return drawn | ({"waterfall": waterfall(alert)} if alert["waterfall"] else {})


def _versions(alert: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    versions = alert["versions"]
    used = {reason["indicator"] for reason in alert["reasons"]}
    return (
        ("Run", alert["run"]),
        ("As of", clock(alert["as_of"])),
        ("Custodes", versions["custodes"]),
        *(
            (name, f"version {version}")
            for name, version in sorted(versions["indicators"].items())
            if name in used
        ),
        ("SHA-256 of the rows", alert["rows_sha256"]),
    )
