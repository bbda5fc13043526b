"""The addresses of the audit."""

from django.urls import path

from custodes.web.auditing.views import checkpoints, events, looks

app_name = "audit"
urlpatterns = [
    path("", events.listed, name="events"),
    path("event/<int:seq>/", events.event, name="event"),
    path("take-out/", events.take_out, name="take_out"),
    path("mine/", looks.mine, name="mine"),
    path("of/<slug:kind>/<str:key>/", looks.of_record, name="of"),
    path("checkpoints/", checkpoints.listed, name="checkpoints"),
    path("checkpoints/<int:size>/", checkpoints.note, name="note"),
    path("verify/", checkpoints.verify, name="verify"),
    path("verified/<slug:key>/", checkpoints.report, name="report"),
]
