"""The addresses of the letters and of the overview."""

from django.urls import path

from custodes.web.letters.views import files, letters, overview

app_name = "letters"
urlpatterns = [
    path("totals/", overview.totals_listed, name="totals_listed"),
    path("totals/<int:number>/", overview.totals, name="totals"),
    path("totals/<int:number>/file/<slug:kind>/", overview.totals_file, name="totals_file"),
    path("files/<int:number>/", files.bundle, name="bundle"),
    path("<slug:key>/", letters.listed, name="listed"),
    path("<slug:key>/overview/", overview.overview, name="overview"),
    path("<slug:key>/overview/figures/<slug:figure>/", overview.behind, name="behind"),
    path("<slug:key>/overview/example/", overview.example, name="example"),
    path("<slug:key>/overview/publish/", overview.publish, name="publish"),
    path("<slug:key>/overview/file/<slug:kind>/", overview.document, name="overview_document"),
    path("<slug:key>/template/", files.template, name="template"),
    path("<slug:key>/documents/", files.documents, name="documents"),
    path("<slug:key>/all/<slug:what>/", letters.step_all, name="step_all"),
    path("<slug:key>/<slug:force>/", letters.letter, name="letter"),
    path("<slug:key>/<slug:force>/again/", letters.again, name="again"),
    path("<slug:key>/<slug:force>/file/<slug:kind>/", files.document, name="document"),
    path("<slug:key>/<slug:force>/copy/", files.copy, name="copy"),
    path("<slug:key>/<slug:force>/step/<slug:what>/", letters.step, name="step"),
]
