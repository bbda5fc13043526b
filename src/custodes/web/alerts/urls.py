"""The addresses of the alerts."""

from django.urls import path

from custodes.web.alerts.views import (
    alert,
    holding,
    network,
    queue,
    raising,
    staff,
    taking_out,
    watches,
)

app_name = "alerts"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("together/", queue.together, name="together"),
    path("take-out/", taking_out.take_out, name="take_out"),
    path("filters/", queue.keep, name="keep_filter"),
    path("filters/<int:key>/drop/", queue.drop, name="drop_filter"),
    path("raise/", raising.raise_, name="raise"),
    path("held-back/", holding.listed, name="suppressions"),
    path("held-back/<int:key>/answer/", holding.answered, name="answer"),
    path("held-back/<int:key>/end/", holding.ended, name="end_hold"),
    path("top/", queue.top, name="top"),
    path("watches/", watches.listed, name="watches"),
    path("watches/<int:key>/", watches.watch, name="watch"),
    path("watches/<int:key>/answer/", watches.answered, name="answer_watch"),
    path("watches/<int:key>/end/", watches.ended, name="end_watch"),
    path("staff/", staff.staff, name="staff"),
    path("staff/take-out/", taking_out.staff, name="take_out_staff"),
    path("staff/<str:name>/", staff.member, name="member"),
    path("staff/<str:name>/watch/", watches.ask, name="watch_ask"),
    path("<str:alert_id>/", alert.alert, name="alert"),
    path("<str:alert_id>/decide/", alert.decide_, name="decide"),
    path("<str:alert_id>/assign/", alert.assign_, name="assign"),
    path("<str:alert_id>/hold-back/", holding.suppress, name="suppress"),
    path("<str:alert_id>/network/", network.network, name="network"),
]
