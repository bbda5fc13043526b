"""The choice of theme, and the gallery of the demonstration."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from custodes.web.design import gallery
from custodes.web.design.page import THEME_COOKIE, THEMES, page_of

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme in a cookie and goes back to where the person was."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            theme,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@require_GET
def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component and picture in each state; only the demonstration has this page."""
    if not page_of(request).demonstration:
        raise Http404
    return render(request, "design/gallery.html", gallery.shown())
