"""The addresses of the design system."""

from django.urls import path

from custodes.web.design import views

app_name = "design"
urlpatterns = [
    path("", views.show_gallery, name="gallery"),
    path("theme", views.choose_theme, name="theme"),
]
