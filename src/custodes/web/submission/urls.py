"""The addresses of the submissions."""

from django.urls import path

from custodes.web.submission.views import files, listing, steps

app_name = "submission"
urlpatterns = [
    path("", listing.listed, name="listed"),
    path("prepare/", steps.prepare, name="prepare"),
    path("example/", listing.example_page, name="example"),
    path("<int:number>/", listing.submission, name="submission"),
    path("<int:number>/file/<slug:kind>/", files.file, name="file"),
    path("<int:number>/<slug:what>/", steps.step, name="step"),
]
