"""What somebody sees whose sign-ins failed too often: the same for an address that nobody has."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_tried(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The address under which failures are counted, however it was written."""
    tried = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not tried and request is not None:
        tried = request.POST.get("login")
    return str(tried or "").strip().lower()[:254]


def locked_out(
    request: HttpRequest, _response: Any = None, _credentials: Any = None, **_more: Any
) -> HttpResponse:
    """The page: 429, and nothing about the account."""
    answer = render(request, "account/locked.html", status=429, using=None)
    answer["Retry-After"] = "900"
    return answer
