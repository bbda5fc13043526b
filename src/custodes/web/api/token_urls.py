"""The addresses of one's own tokens, below those of the account."""

from django.urls import path

from custodes.web.api import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="listed"),
    path("<int:key>/revoke/", views.revoke, name="revoke"),
]
