"""The addresses of the register."""

from django.urls import path

from custodes.web.partners.views import (
    entering,
    figures,
    importing,
    materials,
    partner,
    questions,
    register,
)

app_name = "partners"
urlpatterns = [
    path("", register.listed, name="listed"),
    path("list.<slug:form>", register.file, name="file"),
    path("figures/", figures.numbers, name="figures"),
    path("briefings/", figures.briefings, name="briefings"),
    path("materials/", materials.listed, name="materials"),
    path("materials/<slug:which>/", materials.shown, name="material"),
    path("materials/<slug:which>-<slug:language>.pdf", materials.document, name="material_pdf"),
    path("add/", entering.add, name="add"),
    path("add-area/", entering.area, name="area"),
    path("take-in/", importing.take_in, name="take_in"),
    path("take-in/to-fill.csv", importing.empty, name="to_fill"),
    path("note-route/", entering.route, name="route"),
    path("questions/", questions.listed, name="questions"),
    path("questions/write/", questions.write, name="write_question"),
    path("questions/<int:number>/", questions.question, name="question"),
    path("questions/<int:number>/change/", questions.change, name="change_question"),
    path("questions/<int:number>/put/", questions.put, name="put_question"),
    path("questions/<int:number>/close/", questions.end, name="close_question"),
    path("answers/<int:number>/", questions.answer, name="answer"),
    path("answers/<int:number>/take-back/", questions.take_back, name="take_back"),
    path("<int:number>/", partner.partner, name="partner"),
    path("<int:number>/change/", entering.change, name="change"),
    path("<int:number>/end/", entering.take_off, name="take_off"),
    path("<int:number>/note/<slug:what>/", entering.note, name="note"),
    path("reports/<int:number>/step/", entering.step, name="step"),
    path("agreements/<int:number>/end/", entering.end_agreement, name="end_agreement"),
    path("<slug:what>/<int:number>/withdraw/", entering.withdraw, name="withdraw"),
]
