"""The addresses of capability and capacity."""

from django.urls import path

from custodes.web.capability.views import panels, people, registers, reviews, tables, threats

app_name = "capability"
urlpatterns = [
    path("", registers.start, name="start"),
    path("register/", registers.register, name="register"),
    path("register/add/", registers.add, name="add"),
    path("register/<int:number>/", registers.item, name="item"),
    path("register/<int:number>/take-off/", registers.take_off, name="take_off"),
    path("register/<int:number>/put-back/", registers.put_back, name="put_back"),
    path("devices/", registers.devices, name="devices"),
    path("files/<slug:layout>/", registers.take, name="take"),
    path("tables/<slug:table>/<slug:kind>/", tables.table, name="table"),
    path("skills/", people.skills, name="skills"),
    path("skills/add/", people.add_post, name="add_post"),
    path("skills/<int:number>/", people.post, name="post"),
    path("skills/<int:number>/take-off/", people.take_off_post, name="take_off_post"),
    path("skills/<int:number>/put-back/", people.put_back_post, name="put_back_post"),
    path("skills/<int:number>/training/", people.training, name="training"),
    path("training/<int:number>/withdraw/", people.withdraw, name="withdraw"),
    path("test/", people.test, name="test"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:number>/", reviews.review, name="review"),
    path("reviews/<int:number>/part/<slug:part>/", reviews.part, name="part"),
    path("reviews/<int:number>/work/<slug:kind>/", reviews.work, name="work"),
    path("reviews/<int:number>/measured/", reviews.use_measured, name="use_measured"),
    path("reviews/<int:number>/what-if/", reviews.what_if, name="what_if"),
    path(
        "reviews/<int:number>/what-if/<int:which>/leave/",
        reviews.leave_what_if,
        name="leave_what_if",
    ),
    path("reviews/<int:number>/sign/", reviews.sign, name="sign"),
    path("reviews/<int:number>/aside/", reviews.aside, name="aside"),
    path("reviews/<int:number>/file/<slug:kind>/", reviews.document, name="document"),
    path("threats/", threats.threats, name="threats"),
    path("threats/<int:number>/", threats.threat, name="threat"),
    path("threats/<int:number>/part/<slug:part>/", threats.part, name="threat_part"),
    path("threats/<int:number>/count/", threats.count, name="count"),
    path("threats/<int:number>/sign/", threats.sign, name="threat_sign"),
    path("threats/<int:number>/aside/", threats.aside, name="threat_aside"),
    path("threats/<int:number>/file/<slug:kind>/", threats.document, name="threat_document"),
    path("panel/", panels.panels, name="panels"),
    path("panel/publish/", panels.publish, name="publish"),
    path("panel/<int:number>/", panels.published, name="panel"),
    path("panel/<int:number>/file/<slug:kind>/", panels.document, name="panel_document"),
]
