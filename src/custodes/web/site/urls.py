"""The addresses of the site, each area's own below its word."""

from django.urls import URLPattern, URLResolver, include, path

from custodes.web.site.alive import healthz
from custodes.web.site.health import health
from custodes.web.site.refusals import csp_report

# One a line; the start page last, because its addresses begin with nothing.
AREAS = {
    "account/": "custodes.web.accounts.urls.own",
    "accounts/": "custodes.web.accounts.urls.people",
    "memberships/": "custodes.web.accounts.urls.memberships",
    "audit/": "custodes.web.auditing.urls",
    "approvals/": "custodes.web.accounts.urls.second",
    "design/": "custodes.web.design.urls",
    "alerts/": "custodes.web.alerts.urls",
    "runs/": "custodes.web.runs.urls",
    "account/tokens/": "custodes.web.api.token_urls",
    "api/": "custodes.web.api.urls",
    "packs/": "custodes.web.packs.urls",
    "jobs/": "custodes.web.jobs.urls",
    "names/": "custodes.web.pseudonyms.urls",
    "partners/": "custodes.web.partners.urls",
    "plan/": "custodes.web.plan.urls",
    "submission/": "custodes.web.submission.urls",
    "capability/": "custodes.web.capability.urls",
    "reports/": "custodes.web.reports.urls",
    "assessment/": "custodes.web.assessment.urls",
    "letters/": "custodes.web.letters.urls",
    "": "custodes.web.home.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("health/", health, name="site_health"),
    path("csp-report", csp_report, name="csp_report"),
    *(path(below, include(module)) for below, module in AREAS.items()),
]

handler400 = "custodes.web.design.errors.bad_request"
handler403 = "custodes.web.design.errors.refused"
handler404 = "custodes.web.design.errors.not_found"
handler500 = "custodes.web.site.faults.failed"
