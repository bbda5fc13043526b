"""The theme's cookie, the gallery's bounds, and the error pages, through the site."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from custodes.web.design.errors import WORDS, error_page
from custodes.web.design.page import page_of


@pytest.fixture
def request_of():
    def made(theme):
        request = RequestFactory().get("/anywhere")
        request.COOKIES["theme"] = theme
        return request

    return made


@pytest.mark.parametrize(
    ("chosen", "shown"), [("dark", "dark"), ("light", "light"), ('"><', "light")]
)
def test_only_a_known_theme_is_taken(request_of, chosen, shown):
    assert page_of(request_of(chosen)).theme == shown


@pytest.mark.parametrize("status", WORDS)
def test_the_error_page_has_its_status_and_its_words(request_of, status):
    answer = error_page(request_of("dark"), status, "r-17")
    page = answer.content.decode()
    assert answer.status_code == status
    assert WORDS[status].title in page
    assert "r-17" in page
    assert "custodes-dark" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/alerts?page=2", "/alerts?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\elsewhere.example", "/"),
    ],
)
def test_the_choice_goes_back_to_where_one_was_and_nowhere_else(back, to):
    answer = Client().post("/design/theme", {"theme": "dark", "next": back})
    assert answer["Location"] == to
    cookie: SimpleCookie = answer.cookies
    assert cookie["theme"].value == "dark"
    assert cookie["theme"]["httponly"]


@pytest.mark.django_db
def test_an_unknown_theme_is_not_kept():
    assert "theme" not in Client().post("/design/theme", {"theme": "x", "next": "/"}).cookies


@pytest.mark.django_db
def test_the_choice_needs_a_form_of_ours():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/design/theme", {"theme": "dark"}).status_code == 403


@pytest.mark.django_db
def test_there_is_no_gallery_outside_the_demonstration():
    assert settings.CONFIG.demonstration is False
    assert Client().get("/design/").status_code == 404
