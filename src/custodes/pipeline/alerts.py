"""Writing an alert: the sentence, the reasons with their rows, what was tested, what is against."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from custodes import __version__
from custodes.indicators import INDICATORS
from custodes.indicators.base import Indicator, Subject
from custodes.pipeline.explain import links_of
from custodes.pipeline.explanations import tested, would_explain
from custodes.pipeline.measure import Explained
from custodes.pipeline.rank import AT_RANDOM, UNDER_WATCH, Ranked, Weighed
from custodes.pipeline.reports import Progress
from custodes.pipeline.spans_of_alerts import Spans, duties_around, purposes_around, rosters
from custodes.pipeline.timeline import Counted, counted_rows, timelines
from custodes.pipeline.world import World
from custodes.purposes import PURPOSES
from custodes.ranking.budget import Chosen
from custodes.store.workbench import small_table
from custodes.vocabulary.times import in_london, iso

MOST_REASONS = 6


def versions() -> dict[str, Any]:
    """What computes an alert: the program, and each indicator and purpose with its version."""
    return {
        "custodes": __version__,
        "indicators": {i.id: i.version for i in INDICATORS},
        "purposes": {p.id: p.version for p in PURPOSES},
    }


def write_alerts(
    world: World,
    explained: Explained,
    ranked: Ranked,
    indicators: Sequence[Indicator],
    run: str,
    progress: Progress,
) -> list[dict[str, Any]]:
    """The alerts of a run, in the order of their rank, as they are kept and shown."""
    progress.stage("Writing alerts", len(ranked.chosen))
    explained = _with_colleagues(world, explained, ranked)
    rows = counted_rows(world, explained, ranked, indicators)
    evidence = timelines(world, explained, ranked, rows)
    on_roster = rosters(world, ranked)
    words = {i.id: i for i in indicators}
    alerts = []
    for rank, (chosen, weighed) in enumerate(ranked.chosen, start=1):
        alerts.append(
            _alert(
                world,
                explained,
                chosen,
                weighed,
                words,
                evidence,
                rows,
                on_roster,
                ranked.off,
                f"{run}-{rank:02d}",
            )
            | {"run": run, "rank": rank}
        )
        progress.advance(1)
    return alerts


def _with_colleagues(world: World, explained: Explained, ranked: Ranked) -> Explained:
    """The same with every link to the people of these alerts, whoever has it: that a colleague has
    a purpose may explain a look, although nobody asked of that colleague so far."""
    people = [{"person": w.person} for _chosen, w in ranked.chosen if w.person is not None]
    asked = small_table(people, {"person": "int32"})
    links = links_of(world.tables).semi_join(asked, "person")
    return replace(explained, links=world.bench.keep("links_to_people", links))


def _alert(
    world: World,
    explained: Explained,
    chosen: Chosen,
    weighed: Weighed,
    words: dict[str, Indicator],
    evidence: dict[tuple[Any, Any], list[dict[str, Any]]],
    rows: Counted,
    on_roster: Spans,
    off: dict[str, list[str]],
    name: str,
) -> dict[str, Any]:
    staff, person = weighed.pair
    fused = weighed.fused
    mine = [
        row
        for row in evidence.get((weighed.staff, weighed.person), [])
        if weighed.scope is None or row["table"] in weighed.scope
    ]
    reasons = [
        _reason(
            words[found["indicator"]],
            found,
            rows[found["indicator"], weighed.staff, weighed.person],
            dict(fused.waterfall)[found["indicator"]],
        )
        for found in weighed.findings[:MOST_REASONS]
    ]
    alert = {
        "alert": name,
        "as_of": iso(world.as_of),
        "staff": staff,
        "person": person,
        "bits": fused.bits,
        "high": fused.high,
        "families": fused.families,
        "without": fused.without,
        "waterfall": [{"name": bar, "bits": bits} for bar, bits in fused.waterfall],
        "pattern": weighed.pattern({i.id: i.title for i in words.values()}, chosen.drawn),
        "sentence": _sentence(chosen, weighed, words),
        "reasons": reasons,
        "flags": list(weighed.flags),
        "priority": round(weighed.candidate().priority, 2),
        "against": [
            {"reason": reason, "bits": bits, "text": text} for reason, bits, text in weighed.against
        ],
        "explanations_tested": [],
        "would_explain": [],
        "data_quality": _data_quality(mine, off),
        "drawn": chosen.drawn,
        "chance": chosen.chance,
        "peers": _peers(weighed),
        "timeline": mine,
        "duties": duties_around(on_roster.get(weighed.staff, ()), mine),
        "purposes": [],
        "rows_sha256": hashlib.sha256(
            json.dumps(mine, sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest(),
        "versions": versions(),
    }
    if person is not None:
        mine = [row for row in mine if row["person"] == person]
        results, links = tested(world, explained, weighed.staff, weighed.person, mine)
        alert["explanations_tested"] = results
        alert["purposes"] = purposes_around(links, mine)
        alert["would_explain"] = would_explain(
            world, explained, weighed.staff, weighed.person, mine, links
        )
    return alert


def _reason(
    indicator: Indicator, found: dict[str, Any], rows: list[str], counted: float
) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "family": str(indicator.family),
        "bits": found["bits"],
        "counted": counted,
        "text": _spoken(indicator, found) + " " + _comparison(indicator, found),
        "value": found["value"],
        "unit": indicator.unit,
        "rows": rows,
        "could_be_innocent": list(indicator.could_be_innocent),
        "cannot_see": list(indicator.cannot_see),
        "first_steps": list(indicator.first_steps),
    }


def _spoken(indicator: Indicator, found: dict[str, Any]) -> str:
    dates = {k: f"{in_london(found[k]):%-d %b %Y}" for k in ("first_at", "last_at")}
    text = indicator.because.format(**(found | dates))
    text = re.sub(r"\b1 (day|time|look-up|contact|use|call)s\b", r"1 \1", text)
    text = text.replace(f"{dates['first_at']} to {dates['first_at']}", dates["first_at"])
    text = text.replace(
        "1 look-up with no purpose recorded, on 1 day, were",
        "1 look-up with no purpose recorded was",
    )
    text = text.replace("1 contact on 1 day were", "1 contact was")
    return text[0].upper() + text[1:]


def _comparison(indicator: Indicator, found: dict[str, Any]) -> str:
    """How many of the peers do the same, as counted, and the share that the bits rest on."""
    step = indicator.levels[found["level"]].at_least
    among = "members of staff" if indicator.subject is Subject.STAFF else "pairs"
    return (
        f"{found['reached']:,} of {found['all_of']:,} {among} of {found['compared']} "
        f"({found['peer_staff']} staff) reach {step:g} {_unit(indicator, step)}; the share taken, "
        f"with the whole force's in mind, is {100 * found['u']:.2g} %."
    )


def _unit(indicator: Indicator, step: float) -> str:
    return (
        indicator.unit.replace("days", "day").replace("different ", "")
        if step == 1
        else indicator.unit
    )


def _sentence(chosen: Chosen, weighed: Weighed, words: dict[str, Indicator]) -> str:
    """One sentence naming the login's holder, the person and what stands out most."""
    staff, person = weighed.pair
    about = f"Staff {staff}" + (f", person {person}" if person else "")
    if not weighed.findings and chosen.drawn == "watch":
        return f"{about}: {UNDER_WATCH}; no indicator spoke."
    if not weighed.findings:
        return f"{about}: {AT_RANDOM} from all pairs with anything unexplained; no indicator spoke."
    first = weighed.findings[0]
    spoken = _spoken(words[first["indicator"]], first)
    other = next((f for f in weighed.findings if f["family"] != first["family"]), None)
    text = f"{about}: {spoken[0].lower()}{spoken[1:]}"
    if other is not None:
        also = _spoken(words[other["indicator"]], other)
        text = f"{text.removesuffix('.')}; and {also[0].lower()}{also[1:]}"
    return text


def _peers(weighed: Weighed) -> dict[str, Any] | None:
    first = next(iter(weighed.findings), None)
    return {"group": first["peers"], "staff": first["peer_staff"]} if first else None


def _data_quality(rows: list[dict[str, Any]], off: dict[str, list[str]]) -> dict[str, Any]:
    """What weakens the evidence of this pair: the roster, shared terminals, shared numbers."""
    unknown = sum(1 for row in rows if row["duty"] == "unknown")
    share = round(unknown / len(rows), 3) if rows else 0.0
    shared = sum(1 for row in rows if (row.get("sharing") or 1) > 1)
    texts = []
    if share > 0:
        texts.append(f"Roster unknown for {share:.0%} of the rows: unknown is not off duty.")
    if shared:
        texts.append(f"{shared} contacts were with a number held for several people.")
    if off:
        lacking = sorted({table for tables in off.values() for table in tables})
        texts.append(f"Off for want of {', '.join(lacking)}: {', '.join(sorted(off))}.")
    return {"roster_unknown": share, "shared_number_contacts": shared, "text": " ".join(texts)}
