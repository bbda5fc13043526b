"""A package is of one of the 43, of this round, and the first of its force."""

from datetime import date

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.received import KnownKey, Received, check_new, check_signer

ONE = Received("Kent", "2017", "a" * 64)


def test_the_first_package_of_a_force_is_taken():
    check_new(ONE, round_id="2017", held=[Received("Essex", "2017", "b" * 64)])


@pytest.mark.parametrize(
    ("package", "held", "says"),
    [
        (ONE, [ONE], "already held"),
        (ONE, [Received("Kent", "2017", "b" * 64)], "already sent another"),
        (Received("Atlantis", "2017", "c" * 64), [], "not one of the 43"),
        (Received("Kent", "2019", "c" * 64), [], "of the round"),
    ],
)
def test_any_other_is_refused(package, held, says):
    with pytest.raises(UserError, match=says):
        check_new(package, round_id="2017", held=held)


def test_a_signer_is_the_one_that_the_force_is_known_by_where_it_is_known():
    known = KnownKey("aaaa bbbb", True, date(2026, 3, 1), "compared and entered on 2026-03-01")
    check_signer("Kent", "cccc dddd", None)
    check_signer("Kent", "aaaa bbbb", known)
    with pytest.raises(UserError, match=r"key cccc dddd, and Kent is known by the key aaaa bbbb"):
        check_signer("Kent", "cccc dddd", known)
