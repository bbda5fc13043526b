"""Adding evidence up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.indicators.base import Family
from custodes.ranking.fusion import (
    CAPS,
    EXPLAINED_TOGETHER,
    LEAST_BITS,
    VERY_STRONG,
    Term,
    fuse,
)

LOOKS, CONTACTS, CONDUCT = Family.LOOK_UPS, Family.CONTACTS, Family.CONDUCT

terms = st.lists(
    st.builds(
        lambda number, family, cents: Term(f"t{number}", family, cents / 100),
        st.integers(0, 99),
        st.sampled_from([None, *Family]),
        st.integers(1, 1500),
    ).map(lambda t: Term(t.name, None, -t.bits) if t.family is None else t),
    max_size=10,
)


def test_within_a_family_each_further_indicator_counts_seven_tenths_of_the_one_before():
    fused = fuse([Term("b", LOOKS, 2.0), Term("a", LOOKS, 4.0), Term("c", LOOKS, 2.0)])
    assert fused.waterfall == (("a", 4.0), ("b", 1.4), ("c", 0.98))
    assert fused.bits == 6.38
    assert fused.families == {"look-ups": 6.38}


def test_with_no_purpose_on_record_only_the_loudest_of_a_family_counts():
    several = [Term("b", LOOKS, 2.0), Term("a", LOOKS, 4.0), Term("c", LOOKS, 2.0)]
    fused = fuse(several, on_record=False)
    assert fused.waterfall == (("a", 4.0), ("b", 0.0), ("c", 0.0))
    assert fused.bits == 4.0


def test_of_look_ups_and_contacts_the_louder_counts_and_conduct_adds_in_full():
    fused = fuse([Term("a", LOOKS, 4.0), Term("b", CONTACTS, 3.0), Term("c", CONDUCT, 2.0)])
    assert fused.bits == 6.0
    assert fused.waterfall[-1] == (EXPLAINED_TOGETHER, -3.0)
    assert fused.without == {"look-ups": 5.0, "contacts": 6.0, "conduct": 4.0}


def test_what_is_against_comes_off_whatever_is_left_out():
    fused = fuse([Term("a", LOOKS, 4.0), Term("b", CONDUCT, 3.0), Term("c", None, -2.0)])
    assert fused.bits == 5.0
    assert fused.without == {"look-ups": 1.0, "conduct": 2.0}
    assert fused.waterfall[-1] == ("c", -2.0)


@pytest.mark.parametrize("family", Family)
def test_a_family_gives_no_more_than_its_cap_and_the_waterfall_says_so(family):
    fused = fuse([Term("a", family, 100.0)])
    assert fused.bits == CAPS[family]
    assert fused.waterfall == (("a", 100.0), (f"cap on {family}", CAPS[family] - 100.0))


def test_one_family_makes_an_alert_high_only_where_it_is_very_strong_and_two_where_both_speak():
    assert not fuse([Term("a", LOOKS, VERY_STRONG - 0.01)]).high
    assert fuse([Term("a", LOOKS, VERY_STRONG)]).high
    assert fuse([Term("a", LOOKS, 2.0), Term("b", CONTACTS, 2.0)]).high
    assert not fuse([Term("a", LOOKS, 2.0), Term("b", CONTACTS, 1.99)]).high
    assert LEAST_BITS < VERY_STRONG


def test_nothing_weighs_nothing():
    fused = fuse([])
    assert (fused.bits, fused.families, fused.waterfall, fused.high) == (0, {}, (), False)


@given(terms)
def test_the_waterfall_adds_up_to_the_bits(some):
    fused = fuse(some)
    # Each bar is rounded to a hundredth for itself.
    assert sum(bits for _name, bits in fused.waterfall) == pytest.approx(
        fused.bits, abs=0.005 * (len(fused.waterfall) + 1) + 1e-9
    )


@given(terms)
def test_the_order_in_which_evidence_comes_changes_nothing(some):
    again = fuse(reversed(some))
    first = fuse(some)
    assert (first.bits, first.families, first.high) == (again.bits, again.families, again.high)


@given(terms, st.sampled_from(list(Family)))
def test_more_evidence_never_makes_less_of_a_family_and_no_family_passes_its_cap(some, family):
    fused = fuse(some)
    more = fuse([*some, Term("more", family, 1.0)])
    assert more.families[str(family)] >= fused.families.get(str(family), 0)
    assert all(more.families[str(f)] <= CAPS[f] for f in Family if str(f) in more.families)
