"""The addresses of the intake: English at the root, Welsh below /cy/, and nothing else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from custodes.web.site.alive import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *i18n_patterns(
        path("", include("custodes.web.intake.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "custodes.web.intake.pages.bad_request"
handler403 = "custodes.web.intake.pages.refused"
handler404 = "custodes.web.intake.pages.not_found"
handler500 = "custodes.web.intake.pages.failed"
