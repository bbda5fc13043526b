"""What the templates of the accounts need to name a page or a file of the sign-in library."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse


def addresses(_request: HttpRequest) -> dict[str, Callable[..., str]]:
    """`url(name, *args)` and `static(path)`, in every template that a request asks for."""
    return {"url": _url, "static": static}


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args or None)
