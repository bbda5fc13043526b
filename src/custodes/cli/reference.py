"""The printed reference: one page for each table, source, purpose, indicator and command, one of
all roles, and one of every number that a made-up force rests on.

Every word comes from the declaration itself, so that the page, the screen and the tests agree.
`custodes reference` writes the pages into docs/reference; `custodes reference --check` says which
are not current.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

from custodes.cli import pages as md
from custodes.cli.command_pages import command_page, commands
from custodes.indicators import INDICATORS, Indicator
from custodes.purposes import PURPOSES, Purpose
from custodes.schema import TABLES, Column, Repeats, Table
from custodes.sources.base import Source
from custodes.sources.registry import SOURCES
from custodes.synthetic.parameters.page import page as parameters_page
from custodes.web.decision.page import roles_page

REPEATS = {
    Repeats.REFUSE: "An event happened once: the same key with other content is refused, and both "
    "tellings are on record.",
    Repeats.SUPERSEDE: "A register changes: the same key with other content is kept beside the "
    "first, and as of a date the latest then known counts.",
}


def pages(specs: Path | None = None) -> dict[str, str]:
    """The whole reference: path under docs/reference to Markdown.

    `specs` is the folder of spec tests; the names of the tests in `test_<thing>.py` are printed on
    the page of the purpose or indicator of that file. Without it that part is left out.
    """
    kinds: tuple[tuple[str, str, str, dict[str, str]], ...] = (
        (
            "tables",
            "Tables",
            "What everything reads: one page a table, in the order in which they are taken in.",
            {table.name: _table(table) for table in TABLES},
        ),
        (
            "sources",
            "Sources",
            "The exports that can be read as they are, and what each of them fills.",
            {source.id: _source(source) for source in SOURCES},
        ),
        (
            "purposes",
            "Purposes",
            "Why a look-up or a contact was proper, in the order in which they are shown.",
            {purpose.id: purpose_page(purpose, specs) for purpose in PURPOSES},
        ),
        (
            "indicators",
            "Indicators",
            "What the behaviour of a pair, or of one member of staff towards many people, says.",
            {indicator.id: _indicator(indicator, specs) for indicator in INDICATORS},
        ),
        (
            "commands",
            "Commands",
            "`custodes COMMAND --help` prints the same words.",
            {"-".join(words): command_page(words, command) for words, command in commands()},
        ),
    )
    written: dict[str, str] = {}
    contents: list[str] = []
    for folder, title, opening, things in kinds:
        for name, page in things.items():
            written[f"{folder}/{name}.md"] = page
        lines = [f"- [{md.title_of(page)}]({name}.md)" for name, page in things.items()]
        written[f"{folder}/index.md"] = md.page(title, opening, "\n".join(lines) or "None yet.")
        contents.append(f"- [{title}]({folder}/index.md): {len(things)}")
    for name, text in (("roles", roles_page()), ("made-up-force", parameters_page())):
        written[f"{name}.md"] = text
        contents.append(f"- [{md.title_of(text)}]({name}.md)")
    opening = "Made from the declarations in the code by `custodes reference`; not edited by hand."
    written["index.md"] = md.page("Reference", opening, "\n".join(contents))
    return written


def write(folder: Path) -> int:
    """Bring the pages in `folder` (docs/reference) up to date, remove those of things that are
    gone, and return how many changed."""
    changed = 0
    current = pages(_specs_beside(folder))
    for path in _present(folder) - set(current):
        (folder / path).unlink()
        changed += 1
    for path, text in current.items():
        target = folder / path
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def check(folder: Path) -> list[str]:
    """One sentence for each page in `folder` that is missing, stale or of a thing that is gone."""
    current = pages(_specs_beside(folder))
    present = _present(folder)
    faults = [f"{path} is missing." for path in sorted(set(current) - present)]
    faults += [f"{path} is of something that is gone." for path in sorted(present - set(current))]
    faults += [
        f"{path} is stale."
        for path in sorted(present & set(current))
        if (folder / path).read_text(encoding="utf-8") != current[path]
    ]
    return faults


def _present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def _specs_beside(folder: Path) -> Path | None:
    specs = folder.resolve().parent.parent / "tests" / "spec"
    return specs if specs.is_dir() else None


def _table(table: type[Table]) -> str:
    facts = [f"**Key:** {md.codes(table.key)}. {REPEATS[table.repeats]}"]
    if table.happened:
        facts.append(
            f"**When it happened:** `{table.happened}`. Without `known_at`, it counts as known "
            "from then."
        )
    if table.later:
        facts.append(f"**Known only when it holds:** {md.codes(table.later)}.")
    facts += [f"**Exactly one of:** {md.codes(group)}." for group in table.one_of]
    facts += [f"**At least one of:** {md.codes(group)}." for group in table.any_of]
    if table.spans:
        start, end = table.spans
        facts.append(f"**A row is refused** where `{end}` comes before `{start}`.")
    rows = [_column(name, column) for name, column in table.columns.items()]
    columns = md.grid(("column", "holds", "meaning", "what is unreliable"), rows)
    return md.page(
        table.name,
        f"A row is: {_sentence(table)}",
        *facts,
        "## Columns",
        "\\* must be filled.",
        columns,
    )


def _column(name: str, column: Column) -> tuple[str, str, str, str]:
    held = column.kind.value
    if column.names:
        held += f" ({column.names})"
    if column.unit:
        held += f", {column.unit}"
    if column.least is not None:
        held += f", at least {column.least:g}"
    meaning = column.meaning
    if column.allowed:
        meaning += f" One of {md.codes(column.allowed)}."
    star = "\\*" if column.required else ""
    return f"`{name}`{star}", held, meaning, column.unreliable


def _source(source: type[Source]) -> str:
    filled = ", ".join(f"[{table.name}](../tables/{table.name}.md)" for table in source.fills)
    facts = [f"**Id:** `{source.id}`, version {source.version}.", f"**Fills:** {filled}."]
    if source.needs:
        facts.append(f"**Columns that must be there:** {md.codes(source.needs)}.")
    if source.maybe:
        facts.append(f"**Columns used when present:** {md.codes(source.maybe)}.")
    facts.append(f"**Passed over and counted:** {source.passed_over}.")
    if source.options:
        options = [(f"`{name}`", meaning) for name, meaning in source.options.items()]
        facts += ["## Settings of a feed", md.grid(("setting", "meaning"), options)]
    return md.page(source.title, _sentence(source), *facts)


def purpose_page(purpose: type[Purpose], specs: Path | None, *more: str) -> str:
    """The page of one purpose: what is declared, and `more` parts after that."""
    covers = purpose.covers
    facts = [
        ("Read from", md.codes(purpose.kinds) if purpose.kinds else "other facts, not a record"),
        ("Tables read", _tables(purpose.reads)),
        ("Belief", f"{purpose.belief:g} ({purpose.belief_source})"),
        ("Covers opening a record", f"{covers.opening:g}"),
        ("Covers contact details and images", f"{covers.details:g}"),
        ("Covers contact with the person", f"{covers.contact:g}"),
        ("May be used before its start", _span(purpose.lead)),
        ("Fades after its end over", _span(purpose.tail)),
        ("Without an end it goes on", _span(purpose.longest)),
        ("Quota a week for one person", f"{purpose.quota} look-ups, or contacts"),
    ]
    return md.page(
        purpose.title,
        _sentence(purpose),
        f"**Id:** `{purpose.id}`, version {purpose.version}. On the screen: “{purpose.because}”.",
        md.grid(("what", "how much"), facts),
        *md.listed("What it cannot see", purpose.cannot_see),
        *_spec(purpose, specs),
        *more,
    )


def _indicator(indicator: type[Indicator], specs: Path | None) -> str:
    limits = [
        (f"`{field.name}`", f"{field.default:g}", field.metadata["unit"])
        for field in fields(indicator)
    ]
    levels = [
        (f"{level.at_least:g} {indicator.unit}", f"{level.m:g}") for level in indicator.levels
    ]
    return md.page(
        indicator.title,
        _sentence(indicator),
        f"**Id:** `{indicator.id}`, version {indicator.version}. **Family:** {indicator.family}. "
        f"**About:** {'a pair' if indicator.subject == 'pair' else 'a member of staff'}.",
        f"**Tables read:** {_tables(indicator.reads)}.",
        f"**The sentence on an alert:** “{indicator.because}”",
        "## Levels",
        f"How often it reaches each level where the position is abused: {indicator.m_source}. How "
        "often it does elsewhere is measured from the force itself.",
        md.grid(("at least", "share where there is abuse (*m*)"), levels),
        *(["## Limits", md.grid(("limit", "value", "unit"), limits)] if limits else []),
        *md.listed("What could be innocent", indicator.could_be_innocent),
        *md.listed("What it cannot see", indicator.cannot_see),
        *md.listed("First steps", indicator.first_steps),
        *_spec(indicator, specs),
    )


def _spec(thing: type, specs: Path | None) -> list[str]:
    if specs is None:
        return []
    file = f"test_{thing.__module__.rpartition('.')[2]}.py"
    told = [told for path in sorted(specs.rglob(file)) for told in md.told_by_tests(path)]
    return md.listed("What its specs hold it to", told)


def _tables(read: Sequence[type[Table]]) -> str:
    return ", ".join(f"[{table.name}](../tables/{table.name}.md)" for table in read)


def _sentence(thing: type) -> str:
    return " ".join((thing.__doc__ or "").split())


def _span(length: timedelta) -> str:
    if not length:
        return "not at all"
    if length % timedelta(days=1):
        return f"{length / timedelta(hours=1):g} hours"
    return f"{length.days} day{'s' if length.days != 1 else ''}"
