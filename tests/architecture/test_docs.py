"""Everything that a user can meet has its page, every page is current, and no link is dead."""

import re
from pathlib import Path
from typing import Annotated

import pytest
import typer

from custodes.cli import command_pages, reference
from custodes.cli.command_pages import command_page, commands
from custodes.indicators import INDICATORS
from custodes.purposes import PURPOSES
from custodes.schema import TABLES
from custodes.sources.registry import SOURCES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PRINTED = DOCS / "reference"
PAPERS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def test_every_page_is_current():
    assert reference.check(PRINTED) == [], "run make fix"


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("tables", [table.name for table in TABLES]),
        ("sources", [source.id for source in SOURCES]),
        ("purposes", [purpose.id for purpose in PURPOSES]),
        ("indicators", [indicator.id for indicator in INDICATORS]),
        ("commands", ["-".join(words) for words, _ in commands()]),
    ],
)
def test_every_thing_has_its_page(folder, names):
    assert len(names) > 0
    pages = {path.stem for path in (PRINTED / folder).glob("*.md")} - {"index"}
    assert pages == set(names)


def test_every_column_is_told():
    for table in TABLES:
        page = (PRINTED / "tables" / f"{table.name}.md").read_text(encoding="utf-8")
        assert [name for name in table.columns if f"| `{name}`" not in page] == []


def test_a_changed_a_missing_and_a_left_over_page_are_each_reported_and_put_right(tmp_path):
    folder = tmp_path / "docs" / "reference"
    assert reference.write(folder) == len(reference.pages())
    assert reference.check(folder) == []
    (folder / "tables" / "staff.md").write_text("old", encoding="utf-8")
    (folder / "tables" / "duties.md").unlink()
    (folder / "tables" / "gone.md").write_text("gone", encoding="utf-8")
    assert reference.check(folder) == [
        "tables/duties.md is missing.",
        "tables/gone.md is of something that is gone.",
        "tables/staff.md is stale.",
    ]
    assert reference.write(folder) == 3
    assert reference.check(folder) == []


def test_the_page_of_a_purpose_tells_its_specs(tmp_path):
    spec = tmp_path / "specs" / "purposes" / "test_dispatched.py"
    spec.parent.mkdir(parents=True)
    spec.write_text("def test_it_fades_after_five_days(): ...\n", encoding="utf-8")
    pages = reference.pages(tmp_path / "specs")
    told = "## What its specs hold it to\n\n- It fades after five days.\n"
    assert told in pages["purposes/dispatched.md"]
    assert "What its specs hold it to" not in pages["purposes/crew.md"]


def test_the_page_of_a_command_has_its_usage_its_options_and_its_examples(monkeypatch):
    app = typer.Typer()
    source = typer.Typer()
    app.add_typer(source, name="source")

    @source.command(
        epilog="Examples:\n\n\b\n$ custodes source guess a.csv\n$ custodes source guess b"
    )
    def guess(
        file: Annotated[Path, typer.Argument(help="The export.")],
        home: Annotated[
            str, typer.Option(envvar="CUSTODES_HOME", help="Where | all is kept.")
        ] = "home",
        shown: Annotated[bool, typer.Option("--show/--hide", help="Print it.")] = True,
    ) -> None:
        """Proposes a mapping.

        Stores nothing.
        """

    monkeypatch.setattr(command_pages, "the_app", lambda: app)
    [(words, command)] = commands()
    page = command_page(words, command)
    assert page.startswith("# custodes source guess\n\nProposes a mapping.\n\nStores nothing.\n")
    assert "$ custodes source guess FILE [--home HOME] [--show/--hide]" in page
    assert "| `FILE` | yes |  | The export. |" in page
    assert "| `--home HOME` |  | `home` or `CUSTODES_HOME` | Where \\| all is kept. |" in page
    assert "| `--show/--hide` |  | `--show` | Print it. |" in page
    assert "```console\n$ custodes source guess a.csv\n$ custodes source guess b\n```" in page


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_in_it_is_dead(paper):
    text = paper.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    inner = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inner if not (paper.parent / link).exists()] == []


def test_every_decision_is_listed_and_says_what_a_decision_says():
    listed = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    decisions = sorted((DOCS / "decisions").glob("0*.md"))
    assert len(decisions) >= 6
    for decision in decisions:
        assert f"({decision.name})" in listed
        text = decision.read_text(encoding="utf-8")
        told = re.findall(r"^## (.+)$", text, flags=re.M)
        assert told == [
            "Context",
            "Options and their costs",
            "Decision",
            "Consequences",
            "How we would notice it was wrong",
        ], decision.name


def test_commands_in_the_papers_are_commands():
    known = {" ".join(words) for words, _ in commands()} | {
        words[0] for words, _ in commands() if len(words) > 1
    }
    told = set()
    for paper in PAPERS:
        text = paper.read_text(encoding="utf-8")
        told |= set(re.findall(r"(?:^\$ \S*|`)custodes ([a-z][a-z-]*)\b", text, flags=re.M))
    assert told <= known | {name.partition(" ")[0] for name in known}


def test_the_changelog_keeps_its_heading_on_detection():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.split(r"^## ", text, flags=re.M)[1:]
    assert versions
    assert [v.splitlines()[0] for v in versions if "### Detection" not in v] == []


def test_the_glossary_is_in_order_and_says_each_word_once():
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| \*\*(.+?)\*\*", text, flags=re.M)
    assert len(words) > 40
    letters = [re.sub(r"[^a-z]", "", word.replace("3x5x2", "threexfivextwo")) for word in words]
    assert letters == sorted(set(letters))
