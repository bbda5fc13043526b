"""The addresses of the interface."""

from django.urls import path

from custodes.web.api import views
from custodes.web.api.interface import api

app_name = "api"
urlpatterns = [
    path("docs", views.docs, name="docs"),
    # The library's root only leads to pages of its own, which are switched off.
    *(entry for entry in api.urls[0] if getattr(entry, "name", "") != "api-root"),
]
