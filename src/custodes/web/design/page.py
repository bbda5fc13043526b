"""What every page knows of itself: theme, language, marking, navigation, demonstration or not."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from custodes.web.design.navigation import navigation

THEMES = ("light", "dark")
THEME_COOKIE = "theme"
MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Page:
    """What `base.html` needs; the defaults are those of a page that no request asked for."""

    theme: str = "light"
    language: str = "en"
    marking: str = MARKING
    demonstration: bool = False
    path: str = "/"
    items: list[dict[str, Any]] = field(default_factory=list)
    theme_address: str | None = None
    person: str | None = None
    account_address: str | None = None
    sign_out_address: str | None = None


def page_of(request: HttpRequest | None) -> Page:
    """The page of a request; a stand-alone one for none."""
    if request is None:
        return Page()
    theme = request.COOKIES.get(THEME_COOKIE, "")
    demonstration = bool(getattr(getattr(settings, "CONFIG", None), "demonstration", False))
    return Page(
        theme=theme if theme in THEMES else "light",
        language=(getattr(request, "LANGUAGE_CODE", None) or "en").split("-")[0],
        demonstration=demonstration,
        path=request.path,
        items=_items(request),
        theme_address=_address("design:theme"),
        person=_person(request),
        account_address=_address("account_home"),
        sign_out_address=_address("account_logout"),
    )


def _items(request: HttpRequest) -> list[dict[str, Any]]:
    """The places that are offered: those that the user sees, to a stranger none."""
    if getattr(request, "user", None) is not None and _person(request) is None:
        return []
    told = getattr(request, "seen", None)
    return navigation(request.path, told() if told is not None else None)


def _person(request: HttpRequest) -> str | None:
    user = getattr(request, "user", None)
    return str(user) if user is not None and user.is_authenticated else None


def _address(route: str) -> str | None:
    """The address of a route; None in a part of the product that has no such page."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None
