"""What is printed for partners: to read on a page, and to take as a PDF, in two languages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.documents.tables import file_response
from custodes.web.partners.materials import LANGUAGES, PRINTED, Printed, content_of
from custodes.web.partners.queries import place_of

MATERIALS = "partner_material"


@login_required
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What there is to print, in which languages."""
    look(request, kind=MATERIALS, compartment=_place(request))
    shown = [
        {
            "id": one.id,
            "title": one.said["en"].title,
            "summary": one.said["en"].summary,
            "copies": _copies(one),
        }
        for one in PRINTED.values()
    ]
    return render(request, "partners/materials.html", {"materials": shown})


@login_required
@shows_records
@require_safe
def shown(request: HttpRequest, which: str) -> HttpResponse:
    """One of them as a page, in the language that the address asks for."""
    look(request, kind=MATERIALS, object_id=which[:40], compartment=_place(request))
    one = _named(which)
    asked = request.GET.get("language", "en")
    language = asked if asked in LANGUAGES else "en"
    content = {
        "said": content_of(one.said[language]),
        "language": language,
        "copies": [
            *({"words": words, "language": key, "href": f"?language={key}"}
              for key, words in LANGUAGES.items() if key != language),
            {"words": "PDF", "language": language, "href": _pdf(one, language)},
        ],
    }  # fmt: skip
    return render(request, "partners/material.html", content)


@login_required
@shows_records
@require_safe
def document(request: HttpRequest, which: str, language: str) -> HttpResponse:
    """One of them as a PDF that a screen reader can read."""
    look(request, kind=MATERIALS, object_id=which[:40], compartment=_place(request))
    one = _named(which)
    if language not in LANGUAGES:
        raise Http404
    return file_response(one.document(language), f"{which}-{language}.pdf", "application/pdf")


def _copies(one: Printed) -> list[dict[str, Any]]:
    return [
        {
            "language": key,
            "words": f"{words}: {one.said[key].title}" if key != "en" else words,
            "read": reverse("partners:material", args=[one.id]) + f"?language={key}",
            "pdf": _pdf(one, key),
        }
        for key, words in LANGUAGES.items()
    ]


def _pdf(one: Printed, language: str) -> str:
    return reverse("partners:material_pdf", args=[one.id, language])


def _named(which: str) -> Printed:
    """One by its id. Raises Http404 where there is none."""
    if which not in PRINTED:
        raise Http404
    return PRINTED[which]


def _place(request: HttpRequest) -> str:
    return place_of(asker_of(request).user, timezone.now())
