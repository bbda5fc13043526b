"""Templates: strict, escaping, with every component, and able to work without Django."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from custodes.web.design import gallery
from custodes.web.design.environment import components, environment
from custodes.web.design.errors import WORDS

WEB = Path(__file__).parents[3] / "src/custodes/web"
HOSTILE = "<script>alert(1)</script>\"'"


@pytest.fixture(scope="module")
def templates():
    return environment()


@pytest.fixture(scope="module")
def shown(templates):
    return templates.get_template("design/gallery.html").render(gallery.shown())


def test_every_govuk_component_is_a_function_in_templates():
    assert {"govukButton", "govukTable", "govukGenericHeader", "govukErrorSummary"} <= set(
        components()
    )
    assert len(components()) >= 35


def test_components_are_read_once():
    assert components() is components()


@pytest.mark.parametrize(
    "params",
    [
        {"text": HOSTILE},
        {"html": HOSTILE},
        {"text": "x", "attributes": HOSTILE},
        {"text": "x", "attributes": {"data-x": HOSTILE}},
    ],
)
def test_nobodys_words_become_markup(params):
    assert "<script>" not in components()["govukInsetText"](params)


def test_words_deep_inside_parameters_do_not_become_markup():
    rows = [{"key": {"text": HOSTILE}, "value": {"html": HOSTILE}}]
    assert "<script>" not in components()["govukSummaryList"]({"rows": rows})


def test_what_a_template_made_stays_markup():
    assert "<em>x</em>" in components()["govukInsetText"]({"html": Markup("<em>x</em>")})


def test_an_unknown_name_is_an_error_in_our_templates(templates):
    with pytest.raises(UndefinedError):
        templates.from_string("{{ misspelt }}").render()


def test_the_loader_that_django_gives_comes_first(tmp_path):
    from jinja2 import FileSystemLoader

    (tmp_path / "mine.html").write_text("{% extends 'design/error.html' %}")
    made = environment(loader=FileSystemLoader(tmp_path), autoescape=False)
    assert "Page not found" in made.get_template("mine.html").render(words=WORDS[404])


def test_a_page_has_no_inline_script_style_or_handler(shown):
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"", shown) == []


def test_a_page_names_no_other_host(shown):
    addresses = set(re.findall(r"https?://[^\s\"'<]+", shown))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_a_page_bears_neither_crown_nor_crest_nor_the_name_of_govuk(shown):
    assert not re.search(r"crown|crest|GOV\.UK", shown, re.IGNORECASE)


def test_hostile_words_are_shown_as_words(shown):
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_the_marking_and_the_demonstration_are_said(templates):
    page = templates.get_template("design/error.html")
    words = WORDS[404]
    assert "OFFICIAL-SENSITIVE" in page.render(words=words)
    assert "Demonstration data. No real person." in page.render(words=words, demonstration=True)
    assert "Demonstration data" not in page.render(words=words)


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_every_error_page_says_what_happened_and_what_to_do(templates, status):
    html = templates.get_template("design/error.html").render(words=WORDS[status], reference="r1")
    assert WORDS[status].title in html.replace("&#39;", "'")
    assert len(WORDS[status].lines) >= 2
    assert "Reference: r1" in html


def test_ids_are_used_once(shown):
    ids = re.findall(r"\sid=\"([^\"]+)\"", shown)
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_no_template_calls_the_words_of_others_safe():
    """Only after a literal, which is ours, and for what a library drew from a secret of its own."""
    for file in WEB.rglob("jinja2/**/*.html"):
        text = file.read_text(encoding="utf-8")
        unsafe = re.findall(r"[^\n]*\|\s*safe[^\n]*", text)
        assert [u for u in unsafe if not re.search(r"'[^']*'\)?\s*\|\s*safe|totp_svg", u)] == [], (
            file
        )
        assert not re.search(r"autoescape\s+false", text), file
