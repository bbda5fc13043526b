"""The truth as the proving ground reads it."""

import pytest

from custodes.proving.truth import read_truth
from custodes.vocabulary.errors import UserError

OFFENDERS = (
    "staff,person,typology,style,onset,first_contact,complaint,vulnerable,victim\n"
    "A-2,P1,T16 T2,going back,2026-01-03T12:00:00Z,genuine,2026-02-02,1,woman\n"
    "A-2,P2,T3,calls,2026-01-02T00:00:00Z,genuine,,0,man\n"
    "A-1,,T1,trawl,2026-01-05T00:00:00Z,none,,0,\n"
)
EVENTS = (
    "staff,person,typology,style,table,id,at,onset,case,covered\n"
    "A-2,P3,T16,going back,accesses,a2,2026-01-04T00:00:00Z,,0,1\n"
    "A-2,P1,T2,going back,accesses,a1,2026-01-03T12:00:00Z,,0,0\n"
    "A-2,P1,T2,going back,presences,,2026-01-03T12:00:00Z,,0,0\n"
)
INNOCENTS = (
    "staff,person,kind,from\nA-3,P9,curiosity,2026-01-01T00:00:00Z\nA-2,P9,curiosity,"
    "2026-01-01T00:00:00Z\n"
)


@pytest.fixture
def folder(tmp_path):
    for name, text in (("offenders", OFFENDERS), ("events", EVENTS), ("innocents", INNOCENTS)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def test_the_cases_of_one_member_of_staff_are_one_offender(folder):
    one, two = read_truth(folder).offenders
    assert (one.staff, two.staff) == ("A-1", "A-2")
    assert two.onset == 20_455.0  # 2026-01-02
    assert two.typologies == ("T2", "T3", "T16")
    assert two.people == {"P1", "P2", "P3"}
    assert two.complaint == 20_486.0  # 2026-02-02
    assert two.vulnerable
    assert (one.people, one.complaint, one.typologies) == (frozenset(), None, ("T1",))


def test_acts_are_those_that_evidence_can_show(folder):
    _one, two = read_truth(folder).offenders
    assert [(act.id, act.covered) for act in two.acts] == [("a1", False), ("a2", True)]


def test_an_offender_is_not_counted_among_the_innocent(folder):
    assert read_truth(folder).innocents == {"curiosity": {"A-3"}}


def test_a_folder_without_truth_is_told_of_plainly(tmp_path):
    with pytest.raises(UserError, match="name a force that"):
        read_truth(tmp_path)
