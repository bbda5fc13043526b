"""The addresses of second persons: the inbox, one question, and its answer."""

from django.urls import path

from custodes.web.accounts.views import second

app_name = "approvals"
urlpatterns = [
    path("", second.listed, name="listed"),
    path("<int:key>/", second.asked, name="asked"),
    path("<int:key>/answer/", second.answered, name="answer"),
]
