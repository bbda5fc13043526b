"""CEF: headers, escapes, values with blanks, custom strings by label, times and zones."""

import pytest

from custodes.sources.cef import Cef
from custodes.vocabulary.errors import UserError
from sources.shaping import accesses, agree, documents, given, raw_rows, refused

FORCE = {
    "person": "Nominal Ref",
    "incident": "Incident",
    "actions": {"open nominal card": "view"},
    "products": ["Crime Records"],
    "force_networks": ["10.0.0.0/8"],
}

SEEN = r"""
access | at                         | login         | action | person | incident      | terminal | remote | record
-------+----------------------------+---------------+--------+--------+---------------+----------+--------+----------------------------------------------------
c-1    | 2026-03-01T10:00:00        | k.marsh       | view   | P10442 | NS-2026-00917 | WS-0917  | 0      |
c-2    | 2026-03-01T10:05:00        | FORCE\k.marsh | print  | P10442 |               |          |        | https://rms.northshire/nominal/P10442?view=card&x=1
c-4    | 2026-07-01T09:06:00.250000 | k.marsh       | view   | P20001 |               |          |        |
"""  # noqa: E501


def test_a_syslog_file() -> None:
    source = Cef(FORCE)
    rows = accesses(source, raw_rows(source, given("cef", "syslog.log")))
    right = [r for r in rows if r not in refused(rows)]
    agree([r for r in right if r["access"].startswith("c-")], SEEN)
    assert right[0]["reason"] == "checking address before visit"
    assert right[-1]["reason"] == "line one\nline two"
    [digest] = [r for r in right if not r["access"].startswith("c-")]
    assert len(digest["access"]) == 32
    assert (digest["action"], digest["person"]) == ("export", "P10442")
    assert digest["at"].isoformat() == "2026-07-01T09:06:00", "summer time in London, no zone given"
    assert {r["system"] for r in right} == {"Crime Records"}


def test_what_is_refused_says_why() -> None:
    without_severity = (
        "CEF:0|Northshire|Crime Records|4.2|Record viewed|rt=1772359200000 suser=k.marsh"
    )
    source = Cef(FORCE)
    rows = accesses(source, raw_rows(source, given("cef", "syslog.log")))
    assert [(r["line"], r["at_given"]) for r in refused(rows)] == [
        (7, "Mar 01 10:00:00"),
        (8, "Mar 01 2026 10:00:00 EST"),
        (9, f"not CEF: {without_severity}"),
        (10, "not CEF: Mar  1 10:00:00 rms01 last message repeated 3 times"),
    ]


HEAD = "CEF:0|v|p|1|id|view|3|"


VALUES = [
    (r"cs1=a b  c cs2=x", "a b  c"),
    (r"cs1=a\=b \\ c\|d cs2=x", r"a=b \ c|d"),
    (r"cs1=C:\\new\\road cs2=x", r"C:\new\road"),
    (r"cs1=http://x/?a=b&c=d", "http://x/?a=b&c=d"),
    (r"xcs1=no cs1=yes", "yes"),
    (r"cs1= cs2=x", None),
    (r"cs2=x", None),
    (r"cs1=first cs1=second", "first"),
    (r"   cs1=lead", "lead"),
    (r"cs1=trail   ", "trail"),
    (r"ad.cs1=other cs1=own", "own"),
]


def test_a_value_runs_to_the_next_key() -> None:
    raw = documents(*(HEAD + extension for extension, _ in VALUES))
    rows = accesses(Cef({"record": "cs1"}), raw)
    assert [row.get("record") for row in rows] == [found for _, found in VALUES]


@pytest.mark.parametrize(
    ("given_time", "zone", "utc"),
    [
        ("1772359200000", "Europe/London", "2026-03-01T10:00:00"),
        ("1772359200", "Europe/London", "2026-03-01T10:00:00"),
        ("Jul 01 2026 10:00:00", "UTC", "2026-07-01T10:00:00"),
        ("Jul 1 2026 10:00:00", "Europe/London", "2026-07-01T09:00:00"),
        ("Jul 01 2026 10:00:00 GMT", "Europe/London", "2026-07-01T10:00:00"),
        ("Jul 01 2026 10:00:00 CEST", "Europe/London", "2026-07-01T08:00:00"),
        ("Jan 01 2026 10:00:00 BST", "Europe/London", "2026-01-01T09:00:00"),
        ("2026-07-01T10:00:00.5+02:00", "UTC", "2026-07-01T08:00:00.500000"),
        ("Feb 30 2026 10:00:00", "UTC", None),
        ("01/07/2026 10:00", "UTC", None),
    ],
)
def test_times(given_time: str, zone: str, utc: str | None) -> None:
    [row] = accesses(Cef({"zone": zone}), documents(f"{HEAD}rt={given_time} suser=k"))
    assert (row["at"].isoformat() if "at" in row else None) == utc
    assert row["at_given"] == given_time


def test_the_devices_own_zone_counts_before_the_feeds() -> None:
    [row] = accesses(Cef(), documents(HEAD + "rt=Jul 01 2026 10:00:00 dtz=UTC"))
    assert row["at"].isoformat() == "2026-07-01T10:00:00"


def test_a_relay_that_sends_a_line_twice_makes_one_access() -> None:
    line = HEAD + "rt=1772359200000 suser=k"
    rows = accesses(Cef(), documents("<13>Mar 1 a " + line, "<13>Mar 1 b " + line, line + "j"))
    assert rows[0]["access"] == rows[1]["access"] != rows[2]["access"]


def test_an_escaped_bar_in_the_header_is_part_of_it() -> None:
    line = r"CEF:0|v|Crime \| Custody|1|id|view|3|suser=k"
    [row] = accesses(Cef({"products": ["Crime | Custody"]}), documents(line))
    assert row["system"] == "Crime | Custody"


def test_a_pattern_finds_the_person_in_the_record() -> None:
    source = Cef({"record": "request", "person_pattern": r"/nominal/(P\d+)"})
    [row] = accesses(source, documents(HEAD + "request=https://rms/nominal/P7?x=1 suser=k"))
    assert (row["person"], row["record_kind"]) == ("P7", "person")


def test_mistakes_in_the_settings() -> None:
    with pytest.raises(UserError) as told:
        Cef({"zone": "London", "person": "cs1=", "encoding": 8})
    sentences = str(told.value)
    assert 'does not know the zone "London"' in sentences
    assert 'cannot read person = "cs1=" as a key or a label' in sentences
    assert "wants text for `encoding`" in sentences
