"""The addresses of the register."""

from django.urls import path

from custodes.web.partners import entering, views

app_name = "partners"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("figures/", views.numbers, name="figures"),
    path("add/", entering.add, name="add"),
    path("add-area/", entering.area, name="area"),
    path("note-route/", entering.route, name="route"),
    path("<int:number>/", views.partner, name="partner"),
    path("<int:number>/note/<slug:what>/", entering.note, name="note"),
]
