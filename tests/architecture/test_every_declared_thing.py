"""What every declared thing says of itself, so that the screen, the reference and the law can."""

import re
import string
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from custodes.indicators import INDICATORS
from custodes.purposes import PURPOSES
from custodes.schema import TABLES, Kind
from custodes.sources.registry import SOURCES

ROOT = Path(__file__).parents[2]
WORDS = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
by_id = {"ids": lambda thing: thing.id}
FOUND = {
    "staff",
    "person",
    "value",
    "rows",
    "days",
    "people",
    "mass",
    "first_at",
    "last_at",
}
ABOUT_THE_PERSON_WHO_WORKS = re.compile(
    r"\b(sex|age|born|ethnic\w*|religio\w*|complaints?|overtime hours|length of service)\b"
)


def sentences(*told: str) -> list[str]:
    """Those of the told that are no sentence."""
    return [s for s in told if not s.strip() or s[0].islower() or s[-1] not in ".?"]


@pytest.mark.parametrize("things", [PURPOSES, INDICATORS, SOURCES], ids=["p", "i", "s"])
def test_ids_and_titles_are_unique_and_ids_are_plain_words(things):
    ids = [thing.id for thing in things]
    assert len(ids) == len(set(ids)) > 0
    assert len({thing.title for thing in things}) == len(ids)
    assert [name for name in ids if not WORDS.fullmatch(name)] == []
    assert [thing.id for thing in things if not isinstance(thing.version, int)] == []


@pytest.mark.parametrize("things", [PURPOSES, INDICATORS], ids=["purposes", "indicators"])
def test_one_file_holds_one_and_is_named_after_it(things):
    wrong = [
        thing.id
        for thing in things
        if thing.__module__.rpartition(".")[2] != thing.id.replace("-", "_")
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", ["purposes", "indicators"])
def test_none_is_left_out_of_its_tuple(folder):
    things = {"purposes": PURPOSES, "indicators": INDICATORS}[folder]
    listed = {thing.__module__ for thing in things}
    declaring = {
        f"custodes.{folder}.{file.stem}"
        for file in (ROOT / "src" / "custodes" / folder).glob("*.py")
        if re.search(r"^    id = \"", file.read_text(encoding="utf-8"), flags=re.M)
    }
    assert declaring == listed


@pytest.mark.parametrize("purpose", PURPOSES, **by_id)
def test_a_purpose_says_how_far_it_goes(purpose):
    assert purpose.__doc__
    assert purpose.because[0].islower() and purpose.because[-1] not in ".!"
    assert sentences(*purpose.cannot_see) == []
    assert purpose.cannot_see
    assert purpose.reads
    assert 0 < purpose.belief < 1
    assert purpose.quota >= 1
    assert timedelta() <= purpose.tail <= timedelta(days=365)
    assert timedelta() < purpose.longest <= timedelta(days=3 * 365)
    covers = purpose.covers
    assert 0 <= covers.contact <= 1 and 0 <= covers.details <= 1 and 0 < covers.opening <= 1


def test_together_the_purposes_read_every_kind_of_purpose_record():
    kinds = next(table for table in TABLES if table.name == "purposes").columns["kind"].allowed
    read = {kind for purpose in PURPOSES for kind in purpose.kinds}
    assert set(kinds) == read


@pytest.mark.parametrize("indicator", INDICATORS, **by_id)
def test_an_indicator_says_all_that_its_reader_must_know(indicator):
    assert indicator.__doc__
    assert indicator.family
    assert indicator.reads
    assert indicator.unit
    assert indicator.m_source
    assert indicator.could_be_innocent
    assert indicator.cannot_see
    assert indicator.first_steps
    told = (*indicator.could_be_innocent, *indicator.cannot_see, *indicator.first_steps)
    assert sentences(*told) == []


@pytest.mark.parametrize("indicator", INDICATORS, **by_id)
def test_the_words_of_its_sentence_are_columns_that_it_finds(indicator):
    words = {name for _, name, _, _ in string.Formatter().parse(indicator.because) if name}
    assert words
    assert words - FOUND == set()
    assert indicator.because.endswith(".")


@pytest.mark.parametrize("indicator", INDICATORS, **by_id)
def test_its_limits_are_numbers_with_a_unit(indicator):
    for limit in fields(indicator):
        assert isinstance(limit.default, int | float), limit.name
        assert limit.metadata["unit"], limit.name


@pytest.mark.parametrize("indicator", INDICATORS, **by_id)
def test_it_scores_the_act_and_not_the_one_who_works(indicator):
    told = f"{indicator.title} {indicator.because} {indicator.__doc__}".lower()
    assert ABOUT_THE_PERSON_WHO_WORKS.findall(told) == []


def test_there_are_indicators_of_at_least_two_families():
    assert len({indicator.family for indicator in INDICATORS}) >= 2


@pytest.mark.parametrize("source", SOURCES, **by_id)
def test_a_source_says_what_it_reads_and_fills(source):
    assert source.__doc__
    assert source.fills
    assert set(source.fills) <= set(TABLES)
    assert all(meaning for meaning in source.options.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_its_own_documentation(table):
    assert table.__doc__
    assert table.key
    assert [n for n, c in table.columns.items() if sentences(c.meaning)] == []
    assert [n for n, c in table.columns.items() if c.unreliable and sentences(c.unreliable)] == []
    kinds = {name: column.kind for name, column in table.columns.items()}
    assert [n for n, k in kinds.items() if k is Kind.ID and not table.columns[n].names] == []
    assert [n for n, k in kinds.items() if k is Kind.WORD and not table.columns[n].allowed] == []
    numbers = (Kind.WHOLE, Kind.NUMBER)
    assert [n for n, k in kinds.items() if k in numbers and not table.columns[n].unit] == []
