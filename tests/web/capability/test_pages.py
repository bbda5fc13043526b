"""The pages: each opens with what the unit entered, says one look, and offers what one may do."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from custodes.web.accounts.installation import found_account, found_compartment, found_membership
from custodes.web.accounts.models import User
from custodes.web.audit.models import Event
from custodes.web.capability.demonstration import seed
from custodes.web.capability.models import (
    Item,
    PanelFigures,
    Post,
    Review,
    ThreatAssessment,
    WhatIf,
)
from custodes.web.decision import Kind
from custodes.web.decision.roles import CapabilityReviewer

pytestmark = pytest.mark.django_db
BARE = {"csrfmiddlewaretoken": "x"}
"""All that a post has that no form of the page was made for."""


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


@pytest.fixture
def unit():
    """The demonstration's unit, in a database of its own."""
    seed(at=timezone.now(), home=Path("nowhere"))


def client(word="head-of-unit"):
    made = Client()
    who = User.objects.get(email=f"{word}@demonstration.example")
    made.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    return made


def rows(model):
    who = User.objects.get(email="head-of-unit@demonstration.example")
    return model.objects.visible_to(who, at=timezone.now()).order_by("pk")


def addresses():
    first, draft = rows(Review)
    item, post = rows(Item).first(), rows(Post).first()
    threat, panel = rows(ThreatAssessment).first(), rows(PanelFigures).first()
    review = f"/capability/reviews/{draft.pk}/"
    return [
        *("/capability/" + p for p in ("", "register/", "register/add/", "devices/", "skills/")),
        *("/capability/" + p for p in ("skills/add/", "test/", "reviews/", "threats/", "panel/")),
        *("/capability/" + p for p in ("panel/publish/", "files/threats/", "files/register/")),
        *(
            f"/capability/tables/{t}/{k}/"
            for t in ("coverage", "training")
            for k in ("csv", "xlsx")
        ),
        f"/capability/register/{item.pk}/",
        f"/capability/skills/{post.pk}/",
        f"/capability/reviews/{first.pk}/",
        review,
        *(f"{review}part/{p}/" for p in ("people", "budget", "routes", "conclusions")),
        *(f"{review}work/{p}/" for p in ("alerts", "cases", "look-back")),
        f"{review}what-if/",
        f"{review}what-if/?posts=2&systems=1&budget=20",
        f"{review}sign/",
        f"{review}file/xlsx/",
        f"/capability/reviews/{first.pk}/file/pdf/",
        f"/capability/threats/{threat.pk}/",
        *(f"/capability/threats/{threat.pk}/part/{p}/" for p in ("counts", "harm", "strategy")),
        f"/capability/threats/{threat.pk}/sign/",
        *(f"/capability/threats/{threat.pk}/file/{k}/" for k in ("docx", "xlsx")),
        f"/capability/panel/{panel.pk}/",
        f"/capability/panel/{panel.pk}/file/pdf/",
    ]


def test_every_page_opens_and_tells_a_look(unit):
    asked = client()
    for address in addresses():
        before = Event.objects.count()
        answer = asked.get(address)
        assert answer.status_code == 200, address
        assert Event.objects.count() > before, address


def test_a_form_keeps_what_was_typed_and_of_two_at_once_the_second_sees_both(unit):
    draft = rows(Review)[1]
    where = f"/capability/reviews/{draft.pk}/part/conclusions/"
    first, second = client(), client()
    sent = {"version": draft.version, "conclusions": "Mine."}
    assert first.post(where, sent).status_code == 302
    answer = second.post(where, sent | {"conclusions": "Theirs <b>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "changed while you were at work" in page
    assert "Mine." in page and "Theirs &lt;b&gt;" in page
    again = page.split('name="version" value="')[1].split('"')[0]
    assert second.post(where, sent | {"version": again, "conclusions": "Both."}).status_code == 302
    assert "Both." in first.get(f"/capability/reviews/{draft.pk}/").content.decode()
    wrong = first.post(f"/capability/reviews/{draft.pk}/part/people/", {"posts": "many"})
    assert wrong.status_code == 422 and 'value="many"' in wrong.content.decode()


def test_a_post_without_its_form_wipes_nothing_and_keeps_nothing(unit):
    draft, asked = rows(Review)[1], client()
    threat = asked.post("/capability/threats/")["Location"]
    before = draft.content
    for part in ("conclusions", "routes", "people", "budget"):
        answer = asked.post(f"/capability/reviews/{draft.pk}/part/{part}/", BARE)
        assert answer.status_code == 422, part
    held = ThreatAssessment.objects.order_by("pk").last().content
    for part in ("harm", "strategy", "summary", "counts"):
        assert asked.post(f"{threat}part/{part}/", BARE).status_code == 422, part
    kept = rows(WhatIf).count()
    answer = asked.post(f"/capability/reviews/{draft.pk}/what-if/", BARE)
    assert answer.status_code == 422
    assert "Change one at least" in answer.content.decode()
    assert rows(WhatIf).count() == kept
    assert Review.objects.get(pk=draft.pk).content == before
    assert ThreatAssessment.objects.order_by("pk").last().content == held


def test_a_version_of_what_nobody_answered_is_told_and_no_fault():
    place = found_compartment(kind=Kind.PLAN, title="Plan")
    now = timezone.now()
    who = found_account(email="head-of-unit@demonstration.example", name="Head", at=now)
    found_membership(user=who, compartment=place, role=CapabilityReviewer, because="x", at=now)
    sent = {"people": "no", "people_shows": "", "people_version": "7"}
    assert client().post("/capability/test/", sent).status_code == 422


@pytest.mark.parametrize(
    "tried",
    ["budget=0", "systems=-3", "systems=-99", "posts=-99", "posts=-99&systems=-99&budget=0"],
)
def test_a_what_if_that_leaves_nothing_to_reckon_says_so(unit, tried):
    draft = rows(Review)[1]
    where = f"/capability/reviews/{draft.pk}/"
    asked = client()
    only_alerts = [one for one in draft.content["work"] if one["kind"] == "alerts"]
    Review.objects.filter(pk=draft.pk).update(content=draft.content | {"work": only_alerts})
    answer = asked.get(f"{where}what-if/?{tried}")
    assert answer.status_code == 200
    nothing = "nothing to reckon" in answer.content.decode()
    assert nothing is (tried != "systems=-3" or draft.content["systems"] <= 3)
    sent = dict(one.split("=") for one in tried.split("&")) | {"title": "Less", "token": "x"}
    assert asked.post(f"{where}what-if/", sent).status_code == 302
    for path in ("", "what-if/", "file/pdf/", "file/xlsx/"):
        assert asked.get(where + path).status_code == 200, path
    said = asked.get(where).content.decode()
    assert ("“Less” leaves" in said) is nothing


def test_posts_of_a_skill_that_is_short_are_tried_and_kept_with_it(unit):
    draft = rows(Review)[1]
    where, asked = f"/capability/reviews/{draft.pk}/what-if/", client()
    more = "posts=2&systems=9&budget=12"

    def row_of(title, answer):
        page = answer.content.decode()
        row = page[page.rindex(f"</span>{title}</th>") :]
        return row[: row.index("</tr>")]

    anybody = row_of("Any", asked.get(f"{where}?title=Any&{more}"))
    analysts = row_of("Apt", asked.get(f"{where}?title=Apt&{more}&skill=analyst"))
    assert "Analysis" in anybody
    assert "Analysis" not in analysts
    sent = dict(one.split("=") for one in more.split("&"))
    sent |= {"title": "Apt", "skill": "analyst", "token": "apt"}
    assert asked.post(where, sent).status_code == 302
    assert WhatIf.objects.get(title="Apt").skill == "analyst"
    assert row_of("Apt", asked.get(where)) == analysts


def test_a_review_without_work_on_alerts_says_nothing_of_what_can_be_sustained(unit):
    draft = rows(Review)[1]
    work = [one for one in draft.content["work"] if one["kind"] != "alerts"]
    Review.objects.filter(pk=draft.pk).update(content=draft.content | {"work": work})
    where, asked = f"/capability/reviews/{draft.pk}/", client()
    page = asked.get(where).content.decode()
    told = page[page.index("Alerts a week that can be sustained") :]
    assert told[: told.index("</div>")].rstrip().endswith("\N{EN DASH}</dd>")
    for path in ("what-if/", "file/pdf/", "file/xlsx/"):
        assert asked.get(where + path).status_code == 200, path
    assert asked.get("/capability/reviews/").status_code == 200


def test_a_kept_what_if_whose_work_is_left_out_later_does_not_close_the_review(unit):
    draft = rows(Review)[1]
    where, asked = f"/capability/reviews/{draft.pk}/", client()
    sent = {"title": "None", "budget": "0", "token": "n"}
    assert asked.post(f"{where}what-if/", sent).status_code == 302
    for kind in [one["kind"] for one in draft.content["work"] if one["kind"] != "alerts"]:
        now = Review.objects.get(pk=draft.pk)
        work = next(one for one in now.content["work"] if one["kind"] == kind)
        form = {"version": now.version, "leave-out": "1", "arrival_cv": str(work["arrival_cv"])}
        form |= {"a_week": "1", "name_0": "x", "hours_0": "1", "cv_0": "1.0"}
        assert asked.post(f"{where}work/{kind}/", form).status_code == 302, kind
    page = asked.get(where)
    assert page.status_code == 200
    assert "“None” leaves no work that arrives" in page.content.decode()
    assert asked.get(f"{where}what-if/").status_code == 200
    assert client("chief-officer").get(f"{where}sign/").status_code == 200


def test_a_review_of_more_work_than_can_be_simulated_says_so_and_opens(unit):
    draft, asked = rows(Review)[1], client()
    Review.objects.filter(pk=draft.pk).update(content=draft.content | {"waiting": 99_999})
    page = asked.get(f"/capability/reviews/{draft.pk}/").content.decode()
    assert "There is no forecast" in page


def test_what_was_taken_off_is_listed_and_put_back_on_the_page(unit):
    asked = client()
    for model, path in ((Item, "register/"), (Post, "skills/")):
        row = rows(model).first()
        where = f"/capability/{path}"
        sent = {"version": row.version}
        assert asked.post(f"{where}{row.pk}/take-off/", sent).status_code == 302
        page = asked.get(where).content.decode()
        assert "Taken off the register (1)" in page and f"{where}{row.pk}/put-back/" in page
        assert asked.post(f"{where}{row.pk}/put-back/").status_code == 409
        sent = {"version": row.version + 1}
        assert asked.post(f"{where}{row.pk}/put-back/", sent).status_code == 302
        assert "Taken off the register" not in asked.get(where).content.decode()
        assert model.objects.get(pk=row.pk).left_on is None


@pytest.mark.parametrize("held", ["1000000", "9" * 4000])
def test_a_number_beyond_all_devices_is_told_beside_its_field(unit, held):
    sent = {"what": "device", "name": "Phones", "held": held, "mode": ""}
    answer = client().post("/capability/register/add/", sent)
    assert answer.status_code == 422


def test_a_file_with_wrong_lines_tells_each_of_them(unit):
    sent = SimpleUploadedFile("posts.csv", b"post,hours\nAnalyst 9,many\n,37\n")
    page = client().post("/capability/files/posts/", {"file": sent}).content.decode()
    assert "Nothing was taken" in page
    assert "is no number from" in page and "post is empty" in page


def test_the_monitoring_is_asked_by_a_job_and_a_post_without_its_form_does_nothing(unit):
    asked = client()
    answer = asked.post("/capability/register/", {"token": "once"})
    assert answer.status_code == 302 and answer["Location"].startswith("/jobs/")
    what_if = rows(WhatIf).first()
    where = f"/capability/reviews/{what_if.review_id}/what-if/{what_if.pk}/leave/"
    assert asked.post(where).status_code == 409
    assert asked.post(where, {"which": what_if.pk}).status_code == 302
    post = rows(Post).first()
    assert asked.post(f"/capability/skills/{post.pk}/take-off/").status_code == 409


def test_an_empty_unit_is_told_what_to_do_next():
    place = found_compartment(kind=Kind.PLAN, title="Plan")
    now = timezone.now()
    who = found_account(email="head-of-unit@demonstration.example", name="Head", at=now)
    found_membership(user=who, compartment=place, role=CapabilityReviewer, because="x", at=now)
    asked = client()
    for path, said in (
        ("register/", "Ask the monitoring"),
        ("devices/", "take one in from a file"),
        ("skills/", "Put each post on it"),
        ("reviews/", "then begin a review"),
        ("threats/", "enter the counts by hand"),
        ("panel/publish/", "No review is signed yet"),
        ("", "0 of 5 are there"),
    ):
        assert said in asked.get(f"/capability/{path}").content.decode(), path
    begun = asked.post("/capability/reviews/")
    assert "There is no result yet" in asked.get(begun["Location"]).content.decode()
    begun = asked.post("/capability/threats/")
    assert "No category is a priority yet" in asked.get(begun["Location"]).content.decode()
