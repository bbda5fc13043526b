"""The addresses of the reading side."""

from django.urls import path

from custodes.web.reports.views import beyond, queue, report, working

app_name = "reports"
urlpatterns = [
    path("", queue.listed, name="listed"),
    path("collect/", queue.collect, name="collect"),
    path("figures/", queue.numbers, name="figures"),
    path("enter/", queue.enter, name="enter"),
    path("take-in/", queue.take_in, name="take_in"),
    path("staff/", queue.staff, name="staff"),
    path("safeguarding/", beyond.safeguarding, name="safeguarding"),
    path("safeguarding/<slug:reference>/", beyond.safeguarding_one, name="safeguarding_one"),
    path("drafts/", beyond.drafts, name="drafts"),
    path("drafts/<slug:reference>/", beyond.draft, name="draft"),
    path("sources/", beyond.sources, name="sources"),
    path("<slug:reference>/", report.report, name="report"),
    path("<slug:reference>/open/", report.opening, name="open"),
    path("<slug:reference>/file/", report.file, name="file"),
    path("<slug:reference>/triage/", working.triage, name="triage"),
    path("<slug:reference>/match/", working.match, name="match"),
    path("<slug:reference>/name/", working.name, name="name"),
    path("<slug:reference>/take-back/", working.take_name_back, name="take_back"),
    path("<slug:reference>/step-back/", working.step_back, name="step_back"),
    path("<slug:reference>/answer/", working.reply, name="reply"),
    path("<slug:reference>/feedback/", working.feed_back, name="feed_back"),
    path("<slug:reference>/hand-over/", working.handing_over, name="hand_over"),
    path("<slug:reference>/refer-on/", working.refer_on, name="refer_on"),
    path("<slug:reference>/no-action/", working.propose, name="propose"),
    path("<slug:reference>/agree/", working.agree, name="agree"),
    path("<slug:reference>/object/", working.object_, name="object"),
    path("<slug:reference>/close/", working.close, name="close"),
    path("<slug:reference>/dispose/", working.dispose, name="dispose"),
]
