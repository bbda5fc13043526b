"""The addresses of the plan."""

from django.urls import path

from custodes.web.plan.views import checking, criteria, evidence, lines

app_name = "plan"
urlpatterns = [
    path("", lines.listed, name="listed"),
    path("add/", lines.add, name="add"),
    path("lines/<int:number>/", lines.line, name="line"),
    path("lines/<int:number>/<slug:what>/", evidence.write, name="write"),
    path("withdraw/<slug:what>/<int:number>/", evidence.withdraw, name="withdraw"),
    path("figures/", evidence.figures, name="figures"),
    path("documents/", evidence.documents, name="documents"),
    path("documents/<int:number>/", evidence.document, name="document"),
    path("asked/", criteria.asked, name="asked"),
    path("asked/load/", criteria.load, name="load"),
    path("force/", criteria.force, name="force"),
    path("good/", criteria.good, name="good"),
    path("good/<slug:characteristic>/", criteria.judge, name="judge"),
    path("time/", checking.over_time, name="over_time"),
    path("check/", checking.checked, name="check"),
    path("check/pdf/", checking.check_pdf, name="check_pdf"),
]
