"""The addresses of the intake, below the language."""

from django.urls import path

from custodes.web.intake.views import reading, returning, telling

app_name = "intake"
urlpatterns = [
    path("", reading.start, name="start"),
    path("tell/<slug:channel>/", telling.tell, name="tell"),
    path("words/", telling.words, name="words"),
    path("receipt/", telling.take_receipt, name="receipt"),
    path("come-back/", returning.returning, name="come_back"),
    path("reply/", returning.reply, name="reply"),
    path("who-can-see/", reading.who_can_see, name="who_can_see"),
    path("what-happens/", reading.what_happens, name="what_happens"),
    path("help-now/", reading.help_now, name="help_now"),
    path("leave/", reading.leave, name="leave"),
]
