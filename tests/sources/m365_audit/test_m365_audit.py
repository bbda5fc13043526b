"""The unified audit log: what counts as a use of a record, a contact, or neither."""

import pytest

from custodes.sources.m365_audit import M365Audit
from custodes.vocabulary.errors import UserError
from sources.shaping import (
    accesses,
    agree,
    contacts,
    documents,
    given,
    raw_rows,
    refused,
)

FORCE = {
    "person_pattern": r"nominal/(P\d+)/",
    "incident_pattern": r"/(NS-\d{4}-\d+)/",
    "domains": ["northshire.police.uk", "northshire.onmicrosoft.com"],
    "force_networks": ["10.0.0.0/8", "2001:db8:b::/48"],
}

SEEN = """
access | at                  | system     | login                            | action | record_kind | person | incident      | remote
-------+---------------------+------------+----------------------------------+--------+-------------+--------+---------------+-------
a-1    | 2026-03-01T10:00:00 | SharePoint | kelly.marsh@northshire.police.uk | view   | person      | P10442 |               | 0
a-2    | 2026-03-01T10:04:11 | SharePoint | kelly.marsh@northshire.police.uk | export | person      | P10442 | NS-2026-00917 | 1
a-4    | 2026-03-01T10:06:00 | SharePoint | kelly.marsh@northshire.police.uk | search | person      | P10442 |               | 0
a-7    | 2026-03-01T11:02:00 | Exchange   | kelly.marsh@northshire.police.uk | view   | incident    |        |               | 1
a-10   |                     | SharePoint | kelly.marsh@northshire.police.uk | edit   | person      | P10442 |               | 0
"""  # noqa: E501

MET = """
at                  | device                           | other               | direction | channel
--------------------+----------------------------------+---------------------+-----------+--------
2026-03-01T12:00:00 | kelly.marsh@northshire.police.uk | jo.bell@example.org | out       | message
2026-03-01T12:30:00 | kelly.marsh@northshire.police.uk | jo.bell@example.org | out       | email
"""


def test_lines_of_records() -> None:
    source = M365Audit({**FORCE, "format": "jsonl"})
    raw = raw_rows(source, given("m365_audit", "records.jsonl"))
    rows = accesses(source, raw)
    agree([r for r in rows if "access" in r and r["line"] < 15], SEEN)
    broken = refused(rows)
    assert [(r["line"], r["at_given"]) for r in broken] == [
        (10, "2026-13-01T11:10:00"),
        (15, 'not JSON: {"Id":"a-15","Operation":"FileAcc'),
    ]
    agree(contacts(source, raw), MET)


def test_the_portals_csv_says_the_same() -> None:
    source = M365Audit(FORCE)
    raw = raw_rows(source, given("m365_audit", "portal.csv"))
    rows = accesses(source, raw)
    assert rows[-2]["at_given"].startswith('not JSON: {"CreationTime": "2026-03-01T10:00:00"')
    assert "at" not in rows[-2]
    from_the_columns = rows[-1]
    assert from_the_columns["access"] == "a-16"
    assert from_the_columns["at"].isoformat() == "2026-03-01T13:30:05.500000"
    agree(rows[:-2], SEEN)
    agree(contacts(source, raw), MET)


def test_no_word_of_a_mail_or_a_search_is_kept() -> None:
    source = M365Audit({**FORCE, "format": "jsonl"})
    raw = raw_rows(source, given("m365_audit", "records.jsonl"))
    kept = str(accesses(source, raw)) + str(contacts(source, raw))
    assert "never kept" not in kept
    assert "phone" not in kept


def test_one_recipient_is_one_contact_and_each_has_its_own_reference() -> None:
    source = M365Audit({"format": "jsonl", "domains": ["northshire.police.uk"]})
    raw = documents(
        '{"Id":"m-1","CreationTime":"2026-03-01T09:00:00","Operation":"Send",'
        '"UserId":"a@northshire.police.uk","Recipients":"Z@x.org; y@x.org; z@X.org"}'
    )
    rows = contacts(source, raw)
    assert [r["other"] for r in sorted(rows, key=lambda r: r["other"])] == ["y@x.org", "z@x.org"]
    assert len({r["contact"] for r in rows}) == 2


def test_without_domains_nothing_is_a_contact() -> None:
    source = M365Audit({"format": "jsonl"})
    raw = raw_rows(source, given("m365_audit", "records.jsonl"))
    assert contacts(source, raw) == []


def test_only_and_actions_narrow_what_is_taken() -> None:
    source = M365Audit(
        {
            **FORCE,
            "format": "jsonl",
            "only": "/sites/ProtectingVulnerablePeople/",
            "actions": {"FileDownloaded": "none", "FileAccessed": "view_contact"},
            "system": "pvp",
            "record_kind": "intelligence",
        }
    )
    raw = raw_rows(source, given("m365_audit", "records.jsonl"))
    rows = [r for r in accesses(source, raw) if "access" in r and "at" in r]
    assert [(r["access"], r["action"], r["system"], r["record_kind"]) for r in rows] == [
        ("a-1", "view_contact", "pvp", "intelligence")
    ]


def test_every_mistake_in_the_settings_is_told_at_once() -> None:
    with pytest.raises(UserError) as told:
        M365Audit(
            {
                "format": "xlsx",
                "person_patern": "x",
                "incident_pattern": "NS-(",
                "only": "(x)",
                "domains": ["police"],
                "force_networks": ["10.0.0/33"],
                "actions": {"FileAccessed": "look"},
            }
        )
    sentences = str(told.value)
    for clause in (
        'does not know format = "xlsx"; write one of csv, jsonl, array',
        'has no setting "person_patern"; the closest present: person_pattern',
        'cannot use incident_pattern = "NS-("',
        "wants no group in only",
        'cannot read "police" in `domains`',
        'cannot read "10.0.0/33" in `force_networks`',
        'cannot turn "FileAccessed" into "look" in `actions`',
    ):
        assert clause in sentences
    assert sentences.count("Source m365_audit") == 7


def test_look_ahead_is_not_available_and_says_so() -> None:
    with pytest.raises(UserError, match="look-ahead"):
        M365Audit({"person_pattern": r"(?=x)(P\d+)"})
