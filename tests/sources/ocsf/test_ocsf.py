"""OCSF: three classes, one table of activities, messages that cross the force's border."""

import pytest

from custodes.sources.base import JsonDocument
from custodes.sources.ocsf import Ocsf
from custodes.vocabulary.errors import UserError
from sources.shaping import accesses, agree, contacts, documents, given, raw_rows, refused

FORCE = {
    "person": "resources[0].data.person",
    "incident_pattern": r"(NS-\d{4}-\d+)",
    "actions": {"Print Record": "print"},
    "domains": ["northshire.police.uk"],
    "force_networks": ["10.0.0.0/8"],
}

SEEN = """
access | at                         | system        | login              | action | record_kind | record  | person | incident      | terminal | remote
-------+----------------------------+---------------+--------------------+--------+-------------+---------+--------+---------------+----------+-------
e-1    | 2026-03-01T10:00:00        | Crime Records | k.marsh            | view   | person      | P10442  | P10442 |               | WS-0917  | 0
e-2    | 2026-03-01T10:01:00.500000 | Crime Records | k.marsh            | search | person      | P10442  | P10442 | NS-2026-00917 | WS-0917  | 0
e-5    |                            | Crime Records | k.marsh            | edit   | person      | P10442  | P10442 |               | WS-0917  | 0
e-6    | 2026-03-01T10:01:30.250000 | Crime Records | k.marsh            | edit   | person      | P20001  | P20001 |               | WS-0917  | 0
e-7    | 2026-03-01T10:01:40        | Crime Records | k.marsh            | print  | person      | P10442  | P10442 |               | WS-0917  | 0
e-8    | 2026-03-01T10:01:50        | Case API      | k.marsh@northshire | view   | incident    | case-77 |        | NS-2026-00917 |          | 1
"""  # noqa: E501

MET = """
line | device                           | other               | direction | channel
-----+----------------------------------+---------------------+-----------+--------
10   | kelly.marsh@northshire.police.uk | jo.bell@example.org | out       | email
11   | kelly.marsh@northshire.police.uk | jo.bell@example.org | in        | email
"""


def test_a_lake_of_events() -> None:
    source = Ocsf(FORCE)
    raw = raw_rows(source, given("ocsf", "lake.jsonl"))
    rows = accesses(source, raw)
    agree([r for r in rows if r["line"] < 15], SEEN)
    assert [(r["line"], r["at_given"]) for r in refused(rows)] == [
        (5, "yesterday"),
        (15, 'not JSON: {"class_uid":6005,'),
    ]
    agree(contacts(source, raw), MET)
    assert "never kept" not in str(contacts(source, raw))
    assert "SELECT" not in str(rows)


def test_an_activity_without_a_name_for_it_is_passed_over() -> None:
    source = Ocsf({k: v for k, v in FORCE.items() if k != "actions"})
    rows = accesses(source, raw_rows(source, given("ocsf", "lake.jsonl")))
    assert "e-7" not in [r["access"] for r in rows]


def test_a_named_activity_can_be_passed_over_and_another_given_an_action() -> None:
    event = (
        '{{"class_uid":6005,"activity_id":{},"activity_name":"{}","time":1772359200,'
        '"metadata":{{"uid":"{}"}},"actor":{{"user":{{"uid":"u-1"}}}},"table":{{"uid":"t"}}}}'
    )
    source = Ocsf({"actions": {"read": "none", "CONNECT": "view"}, "system": "rms"})
    raw = documents(event.format(1, "Read", "a"), event.format(3, "Connect", "b"))
    [row] = accesses(source, raw)
    assert (row["access"], row["action"], row["login"], row["record"]) == ("b", "view", "u-1", "t")
    assert row["at"].isoformat() == "2026-03-01T10:00:00"


def test_the_same_event_without_a_reference_gets_the_same_one_twice() -> None:
    event = '{"type_uid":600501,"time":1772359200000,"actor":{"user":{"name":"k"}}}'
    first, second = accesses(Ocsf(), documents(event, event))
    assert first["access"] == second["access"]


def test_the_login_may_stand_elsewhere() -> None:
    source = Ocsf({"login": "actor.user.email_addr"})
    rows = accesses(source, raw_rows(source, given("ocsf", "lake.jsonl")))
    assert rows[0]["login"] == "kelly.marsh@northshire.police.uk"


def test_an_array_is_read_as_a_document() -> None:
    assert Ocsf({"format": "array"}).reading == JsonDocument()


def test_mistakes_in_the_settings() -> None:
    with pytest.raises(UserError) as told:
        Ocsf({"person": "resources[x].uid", "persn": "a", "record_kind": "car", "login": ""})
    sentences = str(told.value)
    assert 'cannot read person = "resources[x].uid" as a path' in sentences
    assert 'has no setting "persn"; the closest present: person' in sentences
    assert 'does not know record_kind = "car"; write one of person, incident' in sentences
    assert "wants text for `login`" in sentences
