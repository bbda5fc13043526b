"""The register of staff is asked for a reference as it stands there."""

from custodes.pipeline.register import in_register
from custodes.store.home import Home


def test_a_reference_is_in_the_register_letter_by_letter(force):
    known = force.rows("staff")[0]["staff"]
    assert in_register(force.home, known) is True
    for wrong in (f"{known}0", known.lower() + " ", known[:-1], "", "nobody"):
        assert in_register(force.home, wrong) is False


def test_without_a_register_there_is_no_answer(tmp_path):
    assert in_register(Home.create(tmp_path / "home"), "S-1") is None
