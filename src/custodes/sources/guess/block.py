"""A proposal as a block of TOML that a person reads, corrects and puts into force.toml."""

import json
import re
from pathlib import Path
from typing import Any

from custodes.sources.guess.propose import Proposal
from custodes.sources.guess.sample import Sample

BARE = re.compile(r"[A-Za-z0-9_-]+")


def feed_name(path: Path) -> str:
    """A name for the feed of a file: audit_2026-03.csv.gz gives audit."""
    stem = re.sub(r"(\.(csv|txt|tsv|json|jsonl|ndjson|xlsx?|ods|parquet|gz|zip|log))+$", "",
                  path.name.lower())  # fmt: skip
    stem = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[-_ .]*\d[\d_ .-]*$", "", stem)).strip("-")
    return stem or "feed"


def settings_of(sample: Sample, proposal: Proposal, system: str) -> dict[str, Any]:
    """The settings of a `mapped` feed that the proposal makes."""
    settings: dict[str, Any] = {"table": proposal.table.name, **sample.settings}
    settings["zone"] = "Europe/London"
    if "system" in proposal.table.columns and "system" not in proposal.columns:
        settings["system"] = system
    times = {ours: list(t.formats) for ours, t in proposal.times.items()}
    if len({tuple(formats) for formats in times.values()}) == 1:
        settings["time_formats"] = next(iter(times.values()))
    elif times:
        settings["time_formats"] = times
    if proposal.empty:
        settings["empty"] = list(proposal.empty)
    settings["columns"] = {
        ours: names[0] if len(names) == 1 else list(names)
        for ours, names in proposal.columns.items()
    }
    for name in ("values", "constants"):
        if held := getattr(proposal, name):
            settings[name] = held
    return settings


def block(path: Path, sample: Sample, proposal: Proposal, settings: dict[str, Any]) -> str:
    """The `[feeds.<name>]` block, with a remark wherever something was assumed or left."""
    name = feed_name(path)
    lines = [
        f"[feeds.{name}]",
        'source = "mapped"',
        f"files = {_text(path.name)}  # the folder under force.toml, with * for the rest",
        'owner = ""  # who answers for this system',
        'legal_basis = ""  # the feed is off until this and the purpose are written',
        'purpose = ""',
        "retention_days = 365  # ASSUMED: as the force's schedule says",
    ]
    sections = ("columns", "values", "constants")
    for key, value in settings.items():
        if key in sections or (key == "time_formats" and isinstance(value, dict)):
            continue
        remark = ""
        if key == "system":
            remark = "  # ASSUMED from the file's name"
        if key == "zone":
            remark = "  # ASSUMED for times without an offset"
        if key == "time_formats":
            remark = "".join(
                f"  # {r}"
                for r in dict.fromkeys(t.remark for t in proposal.times.values() if t.remark)
            )
        lines.append(f"{key} = {_text(value)}{remark}")
    lines += ["", f"[feeds.{name}.columns]"]
    for ours, value in settings["columns"].items():
        made = ours in proposal.remarks and ours not in proposal.times
        lines.append(
            f"{_key(ours)} = {_text(value)}" + (f"  # {proposal.remarks[ours]}" if made else "")
        )
    lines += [f"# {ours} = \"\"  # MISSING: {proposal.table.name} must have it" for ours in
              proposal.missing if " or " not in ours]  # fmt: skip
    lines += [f"# MISSING: one of {group}" for group in proposal.missing if " or " in group]
    if isinstance(settings.get("time_formats"), dict):
        lines += ["", f"[feeds.{name}.time_formats]"]
        for ours, formats in settings["time_formats"].items():
            remark = f"  # {proposal.remarks[ours]}" if ours in proposal.remarks else ""
            lines.append(f"{_key(ours)} = {_text(formats)}{remark}")
    for ours in sorted({*proposal.values, *proposal.unknown}):
        lines += ["", f"[feeds.{name}.values.{_key(ours)}]"]
        for theirs, word in proposal.values.get(ours, {}).items():
            lines.append(f"{_text(theirs)} = {_text(word)}")
        allowed = ", ".join(proposal.table.columns[ours].allowed)
        for theirs, times in proposal.unknown.get(ours, {}).items():
            lines.append(
                f'# {_text(theirs)} = ""  # in {times:,} rows; one of {allowed}; '
                "or leave such rows out with `only`"
            )
    if proposal.constants:
        lines += ["", f"[feeds.{name}.constants]"]
        for ours, word in proposal.constants.items():
            lines.append(f"{_key(ours)} = {_text(word)}  # ASSUMED: the file has no such column")
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _text(value: Any) -> str:
    """A text or a list of texts as TOML writes it; its basic strings escape as JSON's do."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_text(v) for v in value) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
