"""The addresses of the assessments."""

from django.urls import path

from custodes.web.assessment.views import asking, deciding, force, rounds, sent

app_name = "assessment"
urlpatterns = [
    path("", rounds.listed, name="listed"),
    path("forces/<slug:force>/", rounds.years, name="years"),
    path("questions/<int:number>/", asking.answer, name="answer"),
    path("samples/<int:number>/", asking.sample_page, name="sample_page"),
    path("<slug:key>/", rounds.round_page, name="round"),
    path("<slug:key>/differences/", rounds.differences, name="differences"),
    path("<slug:key>/packages/", asking.packages, name="packages"),
    path("<slug:key>/keys/", asking.keys, name="keys"),
    path("<slug:key>/<slug:force>/", force.force_page, name="force"),
    path("<slug:key>/<slug:force>/sent/", sent.sent, name="sent"),
    path("<slug:key>/<slug:force>/assign/", deciding.assign, name="assign"),
    path("<slug:key>/<slug:force>/find/<slug:element>/", force.finding, name="finding"),
    path("<slug:key>/<slug:force>/amend/<slug:element>/", force.amend, name="amend"),
    path("<slug:key>/<slug:force>/hand-in/", force.hand_in, name="hand_in"),
    path("<slug:key>/<slug:force>/moderate/", deciding.moderate, name="moderate"),
    path("<slug:key>/<slug:force>/class/", deciding.class_page, name="class"),
    path("<slug:key>/<slug:force>/key/", deciding.enter_key, name="key"),
    path("<slug:key>/<slug:force>/grade/", deciding.grade, name="grade"),
    path("<slug:key>/<slug:force>/ask/", asking.ask, name="ask"),
    path("<slug:key>/<slug:force>/sample/", asking.sample, name="sample"),
]
