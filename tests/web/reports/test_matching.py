"""Who may be meant: suggestions with reasons and doubts, and never a name by itself."""

from custodes.web.reports.matching import COMMON, MOST, SHORT_FORMS, Member, Said, Sure, matches

GARETH = Member("S1", "Gareth Holme", "Gaz", "4172", "PC, Coast response", "tall, ginger beard")
GARY = Member("S2", "Gary Stone", "", "4127", "PCSO, Vale", "short, glasses")
ANNE = Member("S3", "Anne Holmes", "Annie", "881", "Detective constable, Coast", "")
WILL = Member("S4", "William Reed", "", "", "Custody sergeant, York", "")
STAFF = [GARETH, GARY, ANNE, WILL]


def found(**said):
    return [(one.member.staff, one.sure) for one in matches(Said(**said), STAFF)]


def test_number_and_nickname_together_are_strong():
    (first, *_rest) = matches(Said("Gaz", "PC 4172", "tall"), STAFF)
    assert (first.member.staff, first.sure) == ("S1", Sure.STRONG)
    assert len(first.reasons) == 3 and first.against == ()


def test_a_number_with_two_digits_the_other_way_round_is_only_possible():
    ones = matches(Said(number="4127"), STAFF)
    assert [(one.member.staff, one.sure) for one in ones] == [
        ("S2", Sure.STRONG),
        ("S1", Sure.WEAK),
    ]
    assert "other way round" in ones[1].reasons[0]


def test_a_short_form_a_slip_and_a_surname_are_found():
    assert ("S4", Sure.WEAK) in found(called="Bill")
    assert ("S3", Sure.POSSIBLE) in found(called="Holmes")
    assert ("S1", Sure.WEAK) in found(called="Garreth")


def test_a_description_alone_is_weak_and_says_which_words():
    (one,) = matches(Said(description="the tall officer with a ginger beard"), STAFF)
    assert (one.member.staff, one.sure) == ("S1", Sure.WEAK)
    assert "beard, ginger, tall" in one.reasons[0]


def test_what_speaks_against_is_told():
    (one,) = [m for m in matches(Said("Gaz", "9999"), STAFF) if m.member is GARETH]
    assert one.against and one.sure < Sure.STRONG


def test_how_many_others_fit_as_well_is_told_and_at_most_ten_come():
    many = [Member(f"S{n:02}", known_as="Smudge") for n in range(30)]
    ones = matches(Said("Smudge"), many)
    assert len(ones) == MOST
    assert {one.as_good for one in ones} == {29}


def test_nothing_said_finds_nobody():
    assert matches(Said(), STAFF) == []
    assert matches(Said("officer", "", "a man at the police"), STAFF) == []


def test_the_short_forms_are_small_letters_and_said_once_in_a_family():
    for family in SHORT_FORMS:
        assert len(set(family)) == len(family) > 1
        assert all(form == form.casefold() and form.isalpha() for form in family)
    assert all(word == word.casefold() for word in COMMON)
