"""The addresses of the submissions."""

from django.urls import path

from custodes.web.submission import views

app_name = "submission"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("prepare/", views.prepare, name="prepare"),
    path("example/", views.example_page, name="example"),
    path("<int:number>/", views.submission, name="submission"),
    path("<int:number>/file/<slug:kind>/", views.file, name="file"),
    path("<int:number>/<slug:what>/", views.step, name="step"),
]
