"""What `force.toml` says of every feed of the exports."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BASIS = "Data Protection Act 2018, Part 3, sections 35 and 62 (made up for a made-up force)"
PURPOSE = "To seek out abuse of position by the force's own staff"


@dataclass(frozen=True)
class Feed:
    """One feed: its source, where its files lie, whose system it is, and the source's settings."""

    name: str
    source: str
    files: str
    system: str
    owner: str
    retention_days: int = 400
    settings: Mapping[str, Any] = field(default_factory=dict)


def as_toml(force: str, feeds: list[Feed]) -> str:
    """The whole configuration as TOML."""
    lines = ["# A made-up force: nobody in it lives.", "", "[force]", f"name = {_value(force)}"]
    for feed in feeds:
        said = {
            "source": feed.source,
            "files": feed.files,
            "system": feed.system,
            "owner": feed.owner,
            "legal_basis": BASIS,
            "purpose": PURPOSE,
            "retention_days": feed.retention_days,
        }
        plain = {k: v for k, v in feed.settings.items() if not isinstance(v, Mapping)}
        lines += ["", f"[feeds.{feed.name}]"]
        lines += [f"{_key(key)} = {_value(value)}" for key, value in (said | plain).items()]
        for key, value in feed.settings.items():
            if isinstance(value, Mapping):
                lines += _section(f"feeds.{feed.name}.{_key(key)}", value)
    return "\n".join(lines) + "\n"


def _section(path: str, values: Mapping[str, Any]) -> list[str]:
    plain = {k: v for k, v in values.items() if not isinstance(v, Mapping)}
    lines = [f"[{path}]", *(f"{_key(k)} = {_value(v)}" for k, v in plain.items())] if plain else []
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines += _section(f"{path}.{_key(key)}", value)
    return lines


def _key(text: str) -> str:
    return text if text.replace("_", "").replace("-", "").isalnum() else json.dumps(text)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
