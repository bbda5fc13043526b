"""Names: stable, told apart, and saying nothing to whoever has no key."""

import re

from hypothesis import given
from hypothesis import strategies as st

from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.names import has_shape, name, tag

KEY, OTHER = b"k" * 32, b"o" * 32


@given(st.text(max_size=30))
def test_a_name_is_stable_short_and_shows_which_it_is(reference):
    staff, person = (name(KEY, subject, reference) for subject in Subject)
    assert staff == name(KEY, Subject.STAFF, reference)
    assert re.fullmatch(r"[A-HJ-NQRT-Z]-[1-9]\d{3}", staff)
    assert re.fullmatch(r"P-[1-9]\d{6}", person)
    assert has_shape(staff) and has_shape(f" {person.lower()} ")
    assert not has_shape(f"{staff}0")


def test_another_key_another_turn_another_kind_give_another_name():
    drawn = name(KEY, Subject.STAFF, "S1")
    assert drawn != name(OTHER, Subject.STAFF, "S1")
    assert drawn != name(KEY, Subject.STAFF, "S1", turn=1)
    assert tag(KEY, Subject.STAFF, "S1") != tag(KEY, Subject.PERSON, "S1")
    assert tag(KEY, Subject.STAFF, "S1") != tag(OTHER, Subject.STAFF, "S1")


def test_names_are_spread_over_all_that_there_are():
    drawn = [name(KEY, Subject.STAFF, f"S{n}") for n in range(3_000)]
    assert len({one[0] for one in drawn}) == 22
    # 3,000 drawn of 198,000: about 23 meet another.
    assert len(set(drawn)) > 2_930
