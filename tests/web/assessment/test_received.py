"""A package is of one of the 43, of this round, and the first of its force."""

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.received import Received, check_new

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
