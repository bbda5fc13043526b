"""What the templates of the accounts need to name a page or a file of the sign-in library."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse


def addresses(_request: HttpRequest) -> dict[str, Any]:
    """`url(name, *args)` and `static(path)`, in every template that a request asks for; and whether
    the force's identity provider signs people in."""
    provider = getattr(settings, "IDENTITY_PROVIDER", None) is not None
    return {"url": _url, "static": static, "identity_provider": provider}


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args or None)
