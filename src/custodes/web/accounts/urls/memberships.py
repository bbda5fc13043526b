"""The addresses of memberships and of what keeps people away."""

from django.urls import path

from custodes.web.accounts.views import keeping_away, memberships

app_name = "memberships"
urlpatterns = [
    path("", memberships.listed, name="listed"),
    path("step-back/", keeping_away.step_back, name="step_back"),
    path("<slug:place>/", memberships.place, name="place"),
    path("<slug:place>/grant/", memberships.grant, name="grant"),
    path("<slug:place>/end/<int:key>/", memberships.end, name="end"),
    path("<slug:place>/bar/", keeping_away.bar, name="bar"),
    path("<slug:place>/lift/<int:key>/", keeping_away.lift, name="lift"),
]
