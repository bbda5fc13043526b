"""The address at which one looks behind a name."""

from django.urls import path

from custodes.web.pseudonyms import views

app_name = "pseudonyms"
urlpatterns = [path("<str:name>/", views.reveal, name="reveal")]
