"""The addresses of runs, coverage and the review budget."""

from django.urls import path

from custodes.web.runs.views import budget, coverage, runs

app_name = "runs"
urlpatterns = [
    path("", runs.listed, name="listed"),
    path("start/", runs.start, name="start"),
    path("bring-in/", runs.bring, name="bring_in"),
    path("check/", runs.check_all, name="check_all"),
    path("check/<int:number>/", runs.check, name="check"),
    path("coverage/", coverage.shown, name="coverage"),
    path("coverage/measure/", coverage.measure, name="measure"),
    path("coverage/<str:kind>/", coverage.file, name="coverage_file"),
    path("budget/", budget.shown, name="budget"),
    path("budget/set/", budget.set_, name="set_budget"),
    path("<str:name>/", runs.run, name="run"),
    path("<str:name>/again/", runs.again, name="again"),
]
