"""The addresses of accounts as an administrator keeps them."""

from django.urls import path

from custodes.web.accounts.views import people

app_name = "people"
urlpatterns = [
    path("", people.listed, name="listed"),
    path("open/", people.opened, name="open"),
    path("<int:key>/", people.account, name="account"),
    path("<int:key>/<slug:act>/", people.act, name="act"),
]
