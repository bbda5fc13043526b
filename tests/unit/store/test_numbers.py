"""Telephone numbers and mail addresses in one form."""

import pytest

from custodes.sources.numbers import canonical


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("0044 7700-900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("7700900123", "+447700900123"),
        ("(020) 7946 0958", "+442079460958"),
        ("+1 212 555 0100", "+12125550100"),
        ("tel:+447700900123", "+447700900123"),
        ("999", "999"),
        ("62442", "62442"),
        ("Withheld", "WITHHELD"),
        ("anonymous", "ANONYMOUS"),
        (" Jane.Doe@Example.org ", "jane.doe@example.org"),
        ("<smtp:J@x.org>", "j@x.org"),
        ("blah", None),
        ("123456789012345678901", None),
        ("a@b", None),
        ("", None),
    ],
)
def test_one_form(given, form):
    assert canonical(given) == form
    if form:
        assert canonical(form) == form
