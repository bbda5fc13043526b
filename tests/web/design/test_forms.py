"""Fields as GOV.UK components: what was typed is kept, faults are told beside and above."""

import re
from datetime import date

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from custodes.web.design.environment import environment
from custodes.web.design.forms import DayField, Form
from web.design.browser import AXE, CHROMIUM, chromium, opened, violations

HOSTILE = '<script>alert(1)</script>"'


class Everything(Form):
    words = forms.CharField(label="Words", help_text="In a sentence.", max_length=30)
    number = forms.IntegerField(label="Number")
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Apple"), ("b", HOSTILE)])
    one = forms.ChoiceField(
        label="One", choices=[("x", "Ex"), ("y", "Why")], widget=forms.RadioSelect
    )
    some = forms.MultipleChoiceField(
        label="Some", choices=[(1, "First"), (2, "Second")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I am sure")
    until = DayField(label="Until")
    file = forms.FileField(label="File")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)


SEEN = [name for name in Everything.base_fields if name not in ("version", "token")]
TYPED = MultiValueDict(
    {
        "words": [HOSTILE],
        "number": ["4.5"],
        "kind": ["b"],
        "one": ["y"],
        "some": ["2"],
        "sure": ["on"],
        "until_day": ["31"],
        "until_month": ["2"],
        "until_year": ["2026"],
        "secret": ["hunter"],
    }
)
PAGE = """{% extends "design/base.html" %}{% block title %}Form{% endblock %}{% block content %}
{{ error_summary(form) }}<h1>Form</h1><form method="post">{{ hidden(form) }}
{% for name in names %}{{ govuk(form, name) }}{% endfor %}</form>{% endblock %}"""


def drawn(text, **shown):
    return environment().from_string(text).render(**shown)


def field(form, name, **params):
    text = "{{ govuk(form, name, **params) }}"
    return drawn(text, form=form, name=name, params=params)


def test_what_was_typed_is_kept_and_is_never_markup():
    form = Everything(TYPED)
    assert not form.is_valid()
    shown = {name: field(form, name) for name in SEEN}
    assert "<script" not in "".join(shown.values())
    assert "&lt;script&gt;" in shown["words"]
    assert 'value="4.5"' in shown["number"]
    assert re.search(r'value="b"\s+selected', shown["kind"])
    assert re.search(r'value="y"\s+checked', shown["one"])
    assert re.search(r'value="2"\s+checked', shown["some"])
    assert not re.search(r'value="1"\s+checked', shown["some"])
    assert "checked" in shown["sure"]
    assert [f'value="{n}"' in shown["until"] for n in (31, 2, 2026)] == [True] * 3
    assert "hunter" not in shown["secret"]


def test_a_field_has_its_label_its_hint_and_its_fault():
    shown = field(Everything({}), "words")
    assert "Words" in shown
    assert "In a sentence." in shown
    assert "Enter something under “Words”." in shown
    assert "Tick “I am sure”." in field(Everything({}), "sure")
    assert "Choose something under “File”." in field(Everything({}), "file")
    assert "Enter the day." in field(Everything({}), "until")
    assert 'aria-describedby="id_words-hint id_words-error"' in shown
    assert "error" not in field(Everything(), "words")


def test_a_template_may_say_more():
    shown = field(Everything(), "why", label={"classes": "govuk-label--l"}, rows=9)
    assert "govuk-label--l" in shown
    assert "Why" in shown
    assert 'rows="9"' in shown
    assert "Other words" in field(Everything(), "until", label="Other words")


def test_the_summary_links_each_fault_to_a_box_that_is_there():
    form = Everything({"words": "x" * 40})
    form.add_error(None, "Both cannot be.")
    page = drawn(PAGE, form=form, names=SEEN)
    links = re.findall(r'<a href="#(id_[^"]+)"', page)
    assert len(links) == len(SEEN)
    assert all(f'id="{link}"' in page for link in links)
    assert "Both cannot be." in page
    assert drawn("{{ error_summary(form) }}", form=Everything()) == ""


def test_version_and_token_go_unseen_and_the_token_is_new_each_time():
    one, other = (
        drawn("{{ hidden(form) }}", form=Everything(initial={"version": 7})) for _ in range(2)
    )
    assert 'name="version" value="7"' in one
    token = re.search(r'name="token" value="([^"]{20,})"', one)
    assert token is not None
    assert token[1] not in other
    sent = Form({"version": "7", "token": token[1]})
    assert sent.is_valid()
    assert sent.cleaned_data == {"version": 7, "token": token[1]}
    again = drawn("{{ hidden(form) }}", form=sent)
    assert token[1] in again


class Until(Form):
    until = DayField(label="Until")
    perhaps = DayField(label="Perhaps", required=False)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("27", "3", "2026"), date(2026, 3, 27)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("29", "2", "2026"), "Enter a real day, for example 27 3 2026."),
        (("1", "1", "2101"), "Enter a real day, for example 27 3 2026."),
        (("1", "13", "2026"), "Enter a real day, for example 27 3 2026."),
        (("1", "x", "2026"), "Enter a real day, for example 27 3 2026."),
        (("1", "", "2026"), "Enter a day, a month and a year."),
        (("", "", ""), "Enter the day."),
    ],
)
def test_a_day_is_three_numbers(day, said):
    form = Until(dict(zip(("until_day", "until_month", "until_year"), day, strict=True)))
    form.is_valid()
    if isinstance(said, date):
        assert form.cleaned_data["until"] == said
        assert form.cleaned_data["perhaps"] is None
    else:
        assert set(form.errors["until"]) == {said}


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_form_full_of_faults(width):
    if CHROMIUM is None or not AXE.exists():
        pytest.fail("This test needs Chromium and axe: make chromium assets.")
    page = drawn(PAGE, form=Everything(TYPED), names=SEEN)
    with chromium() as browser, opened(browser, page, width) as seen:
        assert violations(seen) == []
        assert seen.evaluate("document.documentElement.scrollWidth") == width
