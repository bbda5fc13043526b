"""ECS: nested and dotted names, hits and events, words of event.action."""

import pytest

from custodes.sources.ecs import Ecs
from custodes.vocabulary.errors import UserError
from sources.shaping import accesses, agree, contacts, documents, given, raw_rows, refused

FORCE = {
    "person_pattern": r"/nominal/(P\d+)",
    "incident_pattern": r"(NS-\d{4}-\d+)",
    "actions": {"record printed": "print"},
    "domains": ["northshire.police.uk"],
    "force_networks": ["10.0.0.0/8"],
}

SEEN = """
line | access | at                         | system    | login   | action | record_kind | record               | person | incident      | terminal | remote
-----+--------+----------------------------+-----------+---------+--------+-------------+----------------------+--------+---------------+----------+-------
1    | x-1    | 2026-03-01T10:00:00.123000 | rms.audit | k.marsh | view   | person      | /nominal/P10442      | P10442 |               | WS-0917  | 0
2    | h-2    | 2026-03-01T09:01:00        | rms.audit | k.marsh | print  | incident    |                      |        | NS-2026-00917 |          | 1
3    | h-3    | 2026-03-01T10:02:00        | rms.http  | 1042    | view   | person      | /nominal/P20001/card | P20001 | NS-2026-00918 |          |
6    | x-6    |                            | rms.audit | k.marsh | export | person      |                      | P10442 |               |          |
"""  # noqa: E501

MET = """
line | device                           | other               | direction | channel
-----+----------------------------------+---------------------+-----------+--------
7    | kelly.marsh@northshire.police.uk | idva@refuge.example | out       | email
7    | kelly.marsh@northshire.police.uk | jo.bell@example.org | out       | email
8    | kelly.marsh@northshire.police.uk | jo.bell@example.org | in        | email
"""


def test_a_dump_of_events_and_hits() -> None:
    source = Ecs(FORCE)
    raw = raw_rows(source, given("ecs", "dump.jsonl"))
    rows = accesses(source, raw)
    agree([r for r in rows if r["line"] < 10], SEEN)
    assert [(r["line"], r["at_given"]) for r in refused(rows)] == [
        (6, "2026-03-01 10:05:00"),
        (10, 'not JSON: {"@timestamp":"2026-03-01T1'),
    ]
    agree(contacts(source, raw), MET)
    assert "never kept" not in str(contacts(source, raw))


def test_the_answer_of_a_search_says_the_same() -> None:
    source = Ecs({**FORCE, "format": "response"})
    rows = accesses(source, raw_rows(source, given("ecs", "answer.json")))
    agree(rows, "\n".join(SEEN.strip().splitlines()[:4]))


@pytest.mark.parametrize(
    "document",
    [
        '{"a":{"b":{"c":"P1"}}}',
        '{"a.b.c":"P1"}',
        '{"a":{"b.c":"P1"}}',
        '{"a.b":{"c":"P1"}}',
        '{"_source":{"a.b":{"c":"P1"}}}',
    ],
)
def test_a_name_is_found_however_it_is_nested(document: str) -> None:
    source = Ecs({"person": "a.b.c"})
    [row] = accesses(source, documents(document[:-1] + ',"event":{"action":"view"}}'))
    assert row["person"] == "P1"


def test_a_words_blanks_and_underscores_do_not_matter() -> None:
    source = Ecs({"actions": {"open_nominal  card": "view"}})
    words = ("open-nominal-card", "Open Nominal Card", "OPEN_NOMINAL_CARD", "open nominal")
    raw = documents(*(f'{{"event":{{"action":"{word}"}}}}' for word in words))
    assert [r["line"] for r in accesses(source, raw)] == [1, 2, 3]


def test_a_type_counts_only_where_the_category_holds_records() -> None:
    event = '{{"event":{{"type":["info","{}"],"category":"{}"}}}}'
    raw = documents(
        event.format("access", "file"),
        event.format("access", "network"),
        event.format("deletion", "database"),
        event.format("accessory", "file"),
    )
    assert [(r["line"], r["action"]) for r in accesses(Ecs(), raw)] == [(1, "view"), (3, "edit")]


def test_mistakes_in_the_settings() -> None:
    with pytest.raises(UserError) as told:
        Ecs({"format": "csv", "domains": "x@", "actions": ["view"]})
    sentences = str(told.value)
    assert 'does not know format = "csv"; write one of jsonl, array, response' in sentences
    assert "`domains` as a mail domain" in sentences
    assert "wants a table for `actions`" in sentences
