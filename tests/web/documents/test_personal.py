"""Traces of people in a text: by form, and by the names that are known."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from custodes.web.documents.personal import (
    CONFIRMABLE,
    FORMS,
    HELD,
    HELD_OF_STAFF,
    TELEPHONE,
    Trace,
    traces,
)

NAMES = st.text("ab-' 1", min_size=1, max_size=6)


def test_each_name_that_is_known_has_the_kind_that_it_is_known_as():
    known = {"A-1042": HELD_OF_STAFF, "Kestrel-9": HELD}
    texts = [("one", "a-1042 met KESTREL-9."), ("two", "XA-1042, Kestrel-99, A-10421")]
    assert traces(texts, known) == (Trace("one", HELD_OF_STAFF), Trace("one", HELD))


@given(st.lists(NAMES, max_size=4), st.text("ab-' 1.", max_size=30))
def test_names_are_found_as_whole_words_by_the_plain_rule(names, text):
    names = [name.strip() for name in names if re.search(r"\w", name)]
    plain = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
    assert (Trace("", HELD) in traces([("", text)], names)) is plain


def test_a_force_of_a_hundred_thousand_names_costs_one_look_at_each_word():
    known = [f"A-{n:06}" for n in range(100_000)]
    text = "Nothing is said of A-12 or of anybody else. " * 20_000
    began = time.monotonic()
    assert traces([("", text)], known) == ()
    assert time.monotonic() - began < 6


def test_what_can_be_confirmed_is_what_somebody_else_may_have_too():
    assert {TELEPHONE, HELD_OF_STAFF} == CONFIRMABLE
    assert TELEPHONE in FORMS
