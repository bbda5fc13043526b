"""States: what may follow what, said in words, drawn, and refused where it is declared wrong."""

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.design.states import Transitions

REPORT = Transitions(
    words={"draft": "Draft", "sent": "Sent", "closed": "Closed"},
    allowed={"draft": ("sent",), "sent": ("closed", "draft"), "closed": ()},
    thing="A report",
)


def test_what_is_declared_is_allowed_and_nothing_else():
    for old in REPORT.words:
        for new in REPORT.words:
            if (old, new) in {("draft", "sent"), ("sent", "closed"), ("sent", "draft")}:
                REPORT.check(old, new)
            else:
                with pytest.raises(UserError):
                    REPORT.check(old, new)


def test_a_refusal_is_said_in_the_words_that_people_see():
    with pytest.raises(UserError) as told:
        REPORT.check("closed", "draft")
    assert str(told.value) == "A report that is “Closed” cannot become “Draft”."


def test_an_unknown_state_is_refused():
    with pytest.raises(UserError):
        REPORT.check("burnt", "draft")


def test_the_diagram_holds_each_step():
    drawn = REPORT.mermaid().splitlines()
    assert drawn[0] == "stateDiagram-v2"
    for line in ("[*] --> draft", "draft --> sent", "closed --> [*]", 'state "Sent" as sent'):
        assert f"    {line}" in drawn


@pytest.mark.parametrize(
    ("words", "allowed", "why"),
    [
        ({"a": "A"}, {"a": ("b",)}, "without words"),
        ({"a": "A", "b": "B"}, {"a": ("b",)}, "say not what follows"),
        ({"a": "A", "b": "B"}, {"a": (), "b": ("a",)}, "nothing leads to"),
    ],
)
def test_a_wrong_declaration_is_refused(words, allowed, why):
    with pytest.raises(ValueError, match=why):
        Transitions(words, allowed)
