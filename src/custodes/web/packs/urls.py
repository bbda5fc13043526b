"""The addresses of the documents."""

from django.urls import path

from custodes.web.packs import views

app_name = "packs"
urlpatterns = [
    path("alert/<str:alert_id>/", views.pack, name="pack"),
    path("queue/", views.queue, name="queue"),
    path("file/<str:token>/", views.file, name="file"),
    path("file/<str:token>/take/", views.take, name="take"),
]
