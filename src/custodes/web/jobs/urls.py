"""The addresses of the jobs."""

from django.urls import path

from custodes.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("<str:key>/", views.job, name="job"),
    path("<str:key>/cancel/", views.cancelled, name="cancel"),
]
