"""The addresses of the site, each area's own below its word."""

from django.urls import URLPattern, URLResolver, include, path

from custodes.web.site.health import healthz

# One a line; the start page last, because its addresses begin with nothing.
AREAS = {
    "account/": "custodes.web.accounts.urls",
    "design/": "custodes.web.design.urls",
    "": "custodes.web.home.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *(path(below, include(module)) for below, module in AREAS.items()),
]

handler400 = "custodes.web.design.errors.bad_request"
handler403 = "custodes.web.design.errors.refused"
handler404 = "custodes.web.design.errors.not_found"
handler500 = "custodes.web.site.faults.failed"
