"""Feeds: which files of which system are read by which source, on what legal basis."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from custodes.schema import TABLES, Presences, Table
from custodes.sources.base import Source
from custodes.sources.exchange import FORMATS, Exchange
from custodes.sources.reading import files_matching
from custodes.sources.registry import SOURCES
from custodes.vocabulary.errors import UserError, closest, shown

SAID_OF_EVERY_FEED = (
    "source", "files", "system", "owner", "legal_basis", "purpose", "retention_days"
)  # fmt: skip
EXCHANGE_BASIS = (
    "Data Protection Act 2018, Part 3: the force, as competent authority, made this folder for it"
)
EXCHANGE_PURPOSE = "Finding and preventing abuse of position by the force's own staff"
NO_DEFAULT_BASIS: tuple[type[Table], ...] = (Presences,)
"""Tables too intrusive for a default: where they have no basis of their own they are off."""
EXCHANGE_FILE = re.compile(r"(?P<table>[a-z_]+)\.(?P<format>csv|parquet|csv\.gz|csv\.zip)")


@dataclass(frozen=True)
class Feed:
    """One configured feed: its source, its files, and what the law wants said of it.

    `off` says why its rows are not read; empty while it is on.
    """

    name: str
    source: Source
    folder: Path
    files: tuple[Path, ...]
    system: str
    owner: str
    legal_basis: str
    purpose: str
    retention_days: int | None
    off: str = ""

    @property
    def first_table(self) -> int:
        """Where its first table stands in the order of taking in."""
        return min(TABLES.index(t) for t in self.source.fills)


@dataclass(frozen=True)
class Feeds:
    """Every feed of a take-in in the order in which they are read, and files that none of them
    names (as the user knows them)."""

    force: str
    feeds: tuple[Feed, ...]
    unnamed: tuple[str, ...] = ()


@dataclass
class _Reading:
    """What is being read of a configuration, with its mistakes as they are met."""

    path: Path
    mistakes: list[str] = field(default_factory=list)

    def wrong(self, clause: str) -> None:
        self.mistakes.append(f"{self.path.name}: {clause}")

    def done(self) -> None:
        if self.mistakes:
            raise UserError("\n".join(self.mistakes))


def feeds_at(where: Path) -> Feeds:
    """The feeds of an exchange folder, or of a `force.toml` (named, or alone in the folder).

    Raises UserError, with every mistake in one message, when they cannot be used.
    """
    if where.is_file():
        return _configured(where)
    if not where.is_dir():
        raise UserError(
            f"There is no folder or file {where}: name an exchange folder or a force.toml."
        )
    tables, unnamed = _exchange_files(where)
    if not tables and (where / "force.toml").is_file():
        return _configured(where / "force.toml")
    if not tables:
        listed = ", ".join(t.name for t in TABLES)
        raise UserError(
            f"{where} holds no table: an exchange folder has files such as staff.csv or "
            f"accesses.parquet (tables: {listed}); other exports need a force.toml beside them."
        )
    return _exchange(where, tables, unnamed)


def _exchange_files(
    folder: Path,
) -> tuple[dict[tuple[type[Table], str], list[Path]], list[str]]:
    """The files of each table and format, and the names of those that are no table."""
    by_name = {t.name: t for t in TABLES}
    tables: dict[tuple[type[Table], str], list[Path]] = {}
    unnamed = []
    for path in files_matching(folder, "*") + files_matching(folder, "*/**/*"):
        inside = path.relative_to(folder)
        alone = EXCHANGE_FILE.fullmatch(inside.name)
        part = EXCHANGE_FILE.fullmatch("part." + inside.name.split(".", 1)[-1])
        if len(inside.parts) == 1 and alone and alone["table"] in by_name:
            key = (by_name[alone["table"]], alone["format"].split(".")[0])
        elif len(inside.parts) == 2 and inside.parts[0] in by_name and part:
            key = (by_name[inside.parts[0]], part["format"].split(".")[0])
        else:
            if inside.as_posix() not in ("exchange.toml", "force.toml"):
                unnamed.append(inside.as_posix())
            continue
        tables.setdefault(key, []).append(path)
    return tables, unnamed


def _exchange(
    folder: Path, tables: Mapping[tuple[type[Table], str], list[Path]], unnamed: list[str]
) -> Feeds:
    said = folder / "exchange.toml"
    reading = _Reading(said)
    given = _toml(reading) if said.is_file() else {}
    names = [t.name for t in TABLES]
    for name, settings in given.items():
        if name != "force" and name not in names:
            reading.wrong(f"[{name}] is no table{closest(name, names)}.")
        elif not isinstance(settings, dict):
            reading.wrong(f"{name} must be a section: write [{name}].")
    feeds = []
    formats = list(FORMATS)
    for table, form in sorted(tables, key=lambda k: (TABLES.index(k[0]), formats.index(k[1]))):
        own = given.get(table.name, {})
        settings = own if isinstance(own, dict) else {}
        for key in settings:
            if key not in SAID_OF_EVERY_FEED[2:]:
                reading.wrong(f"[{table.name}] has no setting {shown(key)}{_near(key, {})}.")
        if table not in NO_DEFAULT_BASIS:
            settings = {"legal_basis": EXCHANGE_BASIS, "purpose": EXCHANGE_PURPOSE} | settings
        source = Exchange({"table": table.name, "format": form})
        files = tuple(tables[table, form])
        feeds.append(_feed(reading, f"exchange.{table.name}", source, folder, files, settings))
    reading.done()
    force = given.get("force", {})
    return Feeds(str(force.get("name", "")), tuple(feeds), tuple(unnamed))


def _configured(path: Path) -> Feeds:
    """The feeds of a `force.toml`, in the order of the tables that they fill."""
    reading = _Reading(path)
    given = _toml(reading)
    for name in given:
        if name not in ("force", "feeds"):
            reading.wrong(f"[{name}] is not known{closest(name, ['force', 'feeds'])}.")
    sections = given.get("feeds", {})
    if not isinstance(sections, dict) or not sections:
        reading.wrong("it has no feeds: add a section such as [feeds.rms-audit].")
        sections = {}
    feeds = []
    for name, settings in sections.items():
        if not isinstance(settings, dict):
            reading.wrong(f"{name} under [feeds] must be a section: write [feeds.{name}].")
        elif feed := _configured_feed(reading, name, settings):
            feeds.append(feed)
    reading.done()
    feeds.sort(key=lambda f: (f.first_table, f.name))
    force = given.get("force", {})
    return Feeds(str(force.get("name", "")) if isinstance(force, dict) else "", tuple(feeds))


def _configured_feed(reading: _Reading, name: str, settings: dict[str, Any]) -> Feed | None:
    sources = {s.id: s for s in SOURCES}
    wanted = str(settings.get("source", ""))
    if wanted not in sources:
        near = closest(wanted, list(sources)) or f"; there are {', '.join(sources)}"
        reading.wrong(f"[feeds.{name}] has no source {shown(wanted)}{near}.")
        return None
    options = sources[wanted].options
    unknown = [k for k in settings if k not in SAID_OF_EVERY_FEED and k not in options]
    for key in unknown:
        reading.wrong(f"[feeds.{name}] has no setting {shown(key)}{_near(key, options)}.")
    if unknown:
        return None
    own = {k: v for k, v in settings.items() if k in options}
    try:
        source = sources[wanted](own)
    except UserError as error:
        reading.wrong(f"[feeds.{name}] {error}")
        return None
    files = _files(reading, name, settings)
    return _feed(reading, name, source, reading.path.parent, files, settings)


def _files(reading: _Reading, name: str, settings: Mapping[str, Any]) -> tuple[Path, ...]:
    patterns = settings.get("files")
    listed = [patterns] if isinstance(patterns, str) else patterns
    if not isinstance(listed, list) or not listed or not all(isinstance(p, str) for p in listed):
        reading.wrong(f'[feeds.{name}] must name its files, such as files = "audit/*.csv".')
        return ()
    found: dict[Path, None] = {}
    for pattern in listed:
        try:
            found |= dict.fromkeys(files_matching(reading.path.parent, pattern))
        except UserError as error:
            reading.wrong(f"[feeds.{name}] {error}")
    return tuple(sorted(found))


def _feed(
    reading: _Reading,
    name: str,
    source: Source,
    folder: Path,
    files: tuple[Path, ...],
    settings: Mapping[str, Any],
) -> Feed:
    said = {}
    for key in ("system", "owner", "legal_basis", "purpose"):
        value = settings.get(key, "")
        if not isinstance(value, str):
            reading.wrong(f"[{name}] {key} must be text, not {shown(value)}.")
            value = ""
        said[key] = value.strip()
    days = settings.get("retention_days")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 1):
        reading.wrong(f"[{name}] retention_days must be a whole number from 1, not {shown(days)}.")
        days = None
    missing = [key for key in ("legal_basis", "purpose") if not said[key]]
    off = f"it has no {' and no '.join(missing)}: write it down to turn the feed on" * bool(missing)
    return Feed(name, source, folder, files, **said, retention_days=days, off=off)


def _near(key: str, options: Mapping[str, str]) -> str:
    known = [*SAID_OF_EVERY_FEED, *options]
    return closest(key, known) or f"; it has {', '.join(known)}"


def _toml(reading: _Reading) -> dict[str, Any]:
    try:
        return tomllib.loads(reading.path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UserError(f"{reading.path} is not UTF-8 text: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{reading.path} is not TOML: {error}.") from None
    except OSError as error:
        raise UserError(f"{reading.path} cannot be read: {error.strerror}.") from None
