"""Two assessors apart, what moderation keeps, questions, samples and packages: each by its rule."""

import dataclasses
import html
import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.assessment import queries, states
from custodes.web.assessment.actions import asking, judging, moderating, opening
from custodes.web.assessment.classes import ForceClass
from custodes.web.assessment.findings import Finding
from custodes.web.assessment.made_up import made_up_findings
from custodes.web.assessment.models import (
    Assessed,
    ForceKey,
    Judged,
    Question,
    ReceivedPackage,
    Settled,
)
from custodes.web.decision import NotAllowed
from custodes.web.decision.roles import InspectionLead, Inspector
from custodes.web.plan.elements import Element, Status
from custodes.web.submission.keys import fingerprint, public_hex
from custodes.web.submission.package import Claim, Submission, document, read, write
from web.accounts.people import member
from web.assessment.rounds import asking as asker
from web.assessment.rounds import client, force, person, seeded

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _rounds(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()


def mine(name, word):
    who = person(word)
    held = queries.assignments([force("made-up", name)], who, at=timezone.now())
    return next(row for rows in held.values() for row in rows if row.assessor_id == who.pk)


def package(name="essex", round_="made-up", text="We have a plan.", key=KEY):
    sent = Submission(
        force=name,
        force_name=name.title(),
        round=round_,
        strategy="2017",
        made_at=NOW,
        cut_off=NOW,
        signed_by="Deputy Chief Constable",
        claims=(Claim(Element.LINKS, Status.IN_PLACE, text),),
        documents=(document("plan.txt", "Force plan", b"The plan."),),
    )
    return write(sent, {"plan.txt": b"The plan."}, key)


def hand_over(content, name="package.zip", round_="made-up"):
    sent = io.BytesIO(content)
    sent.name = name
    return client("inspector").post(f"/assessment/{round_}/packages/", {"package": sent})


OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def resigned(content, key):
    """A package altered by one word and signed anew: whole in itself, by somebody else."""
    got = read(content)
    claim = dataclasses.replace(got.submission.claims[0], text="We have no plan at all.")
    altered = dataclasses.replace(got.submission, claims=(claim,))
    return write(altered, got.documents, key)


def test_a_package_altered_and_signed_anew_is_refused_once_the_force_is_known():
    """In the same round and in the next one: the key of the first package is pinned."""
    assert hand_over(package("essex", "2017"), round_="2017").status_code == 302
    page = client("inspector").get("/assessment/2017/essex/").content.decode()
    assert fingerprint(public_hex(KEY)) in page and "not compared yet" in page
    forged = resigned(package(), OTHER)
    answer = hand_over(forged)
    assert answer.status_code == 422
    said = html.unescape(answer.content.decode())
    assert f"signed with the key {fingerprint(public_hex(OTHER))}" in said
    assert f"Essex is known by the key {fingerprint(public_hex(KEY))}" in said
    kept = ReceivedPackage.objects.get(round__key="made-up")
    assert "Somebody else may have made it" in kept.refused
    assert bytes(kept.content) == forged
    assert hand_over(package()).status_code == 302


def enter(words, word="inspection-lead", force_="essex", because="By telephone."):
    sent = {"digits": words, "because": because}
    return client(word).post(f"/assessment/made-up/{force_}/key/", sent)


def test_a_key_is_entered_by_the_lead_once_it_was_compared_and_counts_from_then_on():
    first, second = (fingerprint(public_hex(key)) for key in (KEY, OTHER))
    assert enter(second, word="inspector").status_code == 403
    assert enter(second, because="").status_code == 422
    for wrong in ("zzzz " * 8, "12", "9" * 63, ""):
        assert enter(wrong).status_code == 422
    assert enter(second.upper()).status_code == 302
    assert enter(public_hex(OTHER)).status_code == 302
    row = ForceKey.objects.get()
    assert (row.force, row.fingerprint) == ("Essex", second)
    assert "is known by the key" in html.unescape(hand_over(package()).content.decode())
    page = client("inspector").get("/assessment/made-up/keys/").content.decode()
    assert second in page and "compared and entered on" in page
    assert enter(first, because="Its key is a new one.").status_code == 302
    assert hand_over(package()).status_code == 302
    page = client("inspector").get("/assessment/made-up/essex/").content.decode()
    assert first in page and "compared and entered on" in page
    assert enter(second, because="It was the old one after all.").status_code == 302
    page = client("inspector").get("/assessment/made-up/essex/").content.decode()
    assert "another key than the force is known by now" in page


def test_no_assessor_sees_the_others_findings_until_both_are_in():
    said = "Only the first assessor wrote this."
    kept = mine("Sussex", "inspector-2")
    before = made_up_findings()["Sussex"][0]
    finding = Finding("Sussex", before.element, before.status, text=said)
    by = asker("inspector-2")
    judging.find(assignment=kept, finding=finding, version=1, by=by, at=timezone.now())
    address = "/assessment/made-up/sussex/"
    assert said in client("inspector-2").get(address).content.decode()
    for word in ("inspector", "inspection-lead"):
        assert said not in client(word).get(address).content.decode()
        assert client(word).get(address + "moderate/").status_code == 409
        assert said not in client(word).get("/assessment/made-up/differences/").content.decode()
    assert client("inspector-2").post(address + "hand-in/").status_code == 302
    assert said in client("inspector").get(address + "moderate/").content.decode()


def test_a_finding_changed_by_two_at_once_shows_both_and_keeps_what_was_typed():
    inspector = client("inspector-2")
    address = "/assessment/made-up/sussex/find/links/"
    first = {"version": "1", "status": "commenced", "text": "The first words."}
    second = {"version": "1", "status": "in-place", "text": "The second words."}
    assert inspector.post(address, first).status_code == 302
    refused = inspector.post(address, second)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "The first words." in page and "The second words." in page
    assert inspector.post(address, second | {"version": "2"}).status_code == 302
    rows = Judged.objects.filter(assignment=mine("Sussex", "inspector-2"), element="links")
    assert [row.text for row in rows.order_by("version")][1:] == [
        "The first words.",
        "The second words.",
    ]


def test_the_same_finding_sent_twice_is_one_version():
    inspector = client("inspector-2")
    sent = {"version": "1", "status": "commenced", "text": "Once."}
    for _turn in range(2):
        assert inspector.post("/assessment/made-up/sussex/find/links/", sent).status_code == 302
    rows = Judged.objects.filter(assignment=mine("Sussex", "inspector-2"), element="links")
    assert rows.count() == 2


def test_what_was_handed_in_stays():
    by, row = asker("inspector"), mine("Sussex", "inspector")
    finding = Finding("Sussex", Element.LINKS, Status.IN_PLACE)
    with pytest.raises(UserError, match="handed in"):
        judging.find(assignment=row, finding=finding, version=1, by=by, at=timezone.now())
    with pytest.raises(UserError, match="Only the assessor"):
        judging.find(
            assignment=mine("Sussex", "inspector-2"),
            finding=finding,
            version=1,
            by=by,
            at=timezone.now(),
        )


def test_a_difference_is_moderated_with_a_reason_by_neither_assessor():
    address, lead = "/assessment/made-up/kent/moderate/", client("inspection-lead")
    assert client("inspector").post(address, {}).status_code in (403, 422)
    assert lead.post(address, {"stands-links": "2"}).status_code == 422
    sent = {"stands-links": "2", "because-links": "The plan leaves it out."}
    assert lead.post(address, sent).status_code == 302
    one = force("made-up", "Kent")
    assert one.state == states.MODERATED
    row = Settled.objects.get(assessed=one, element="links")
    assert (row.status, row.because) == ("not-in-plan", "The plan leaves it out.")
    assert lead.post(address, sent).status_code == 422


def test_an_inspector_may_not_moderate():
    with pytest.raises(NotAllowed):
        moderating.moderate(
            assessed=force("made-up", "Kent"),
            chosen={},
            reasons={},
            because="No.",
            by=asker("inspector"),
            at=timezone.now(),
        )


def test_who_assessed_a_force_changes_nothing_that_stands_on_it():
    """Also where the same person leads the inspection by now."""
    assessor = person("inspector")
    one = next(
        row
        for row in Assessed.objects.filter(state=states.MODERATED).select_related("compartment")
        if queries.assignments([row], assessor, at=timezone.now())[row.pk]
    )
    member(assessor, one.compartment, InspectionLead)
    stood = Settled.objects.get(assessed=one, element="links")
    amended = {
        "assessed": one,
        "finding": Finding(one.force, Element.LINKS, Status.IN_PLACE),
        "version": stood.version,
        "because": "I would rather have it so.",
        "at": timezone.now(),
    }
    with pytest.raises(UserError, match="Whoever assessed a force does not decide"):
        moderating.amend(**amended, by=asker("inspector"))
    assert Settled.objects.filter(assessed=one, element="links").count() == 1
    assert moderating.amend(**amended, by=asker("inspection-lead")).version == 2


LONG = "9" * 5000


def test_a_version_of_what_nobody_found_is_told_and_no_fault():
    inspector = client("inspector")
    lead = client("inspection-lead")
    member(person("inspector"), force("2017", "Kent").compartment, Inspector)
    opening.assign(
        assessed=force("2017", "Kent"),
        assessors=[person("inspector"), person("inspector-2")],
        by=asker("inspection-lead"),
        because="assigned",
        at=timezone.now(),
    )
    sent = {"version": "7", "status": "commenced", "text": "The words."}
    answer = inspector.post("/assessment/2017/kent/find/links/", sent)
    assert answer.status_code == 422
    assert "The words." in answer.content.decode()
    assert inspector.post("/assessment/2017/kent/find/links/", sent | {"version": ""}).status_code
    assert Judged.objects.filter(assignment__assessed__force="Kent", element="links").exists()
    sent |= {"because": "So.", "version": LONG}
    assert lead.post("/assessment/made-up/essex/amend/links/", sent).status_code == 422
    assert lead.post("/assessment/2017/west-yorkshire/amend/links/", sent).status_code == 422
    given = {"force_class": "COMMENCED", "because": "So.", "version": "99"}
    answer = inspector.post("/assessment/made-up/dorset/class/", given)
    assert answer.status_code == 422
    again = answer.content.decode().split('name="version" value="')[1].split('"')[0]
    again = inspector.post("/assessment/made-up/dorset/class/", given | {"version": again})
    assert again.status_code == 302


def test_a_finding_that_was_kept_with_what_no_longer_fits_can_still_be_read():
    Settled.objects.filter(assessed=force("made-up", "Essex"), element="links").update(
        status="not-in-plan", qualifiers=["lack-of-detail"]
    )
    page = client("inspector").get("/assessment/made-up/essex/")
    assert page.status_code == 200


def test_two_assessors_are_two_people():
    one, lead = force("2017", "Kent"), asker("inspection-lead")
    first = person("inspector")
    for two in ([first, first], [first, person("inspection-lead")]):
        with pytest.raises(UserError, match="Choose"):
            opening.assign(
                assessed=one, assessors=two, by=lead, because="assigned", at=timezone.now()
            )


def test_a_class_that_does_not_follow_needs_a_reason_and_both_are_kept():
    one, by, now = force("made-up", "Dorset"), asker("inspector"), timezone.now()
    found = queries.findings_of([one], by.user, at=now)["Dorset"]
    rule = queries.class_of(one, found).by_rule
    other = next(c for c in ForceClass if c is not rule)
    with pytest.raises(UserError, match="write the reason"):
        moderating.set_class(assessed=one, force_class=other, version=1, by=by, because=" ", at=now)
    again = moderating.set_class(
        assessed=one, force_class=other, version=1, by=by, because="Seen on site.", at=now
    )
    classed = queries.class_of(again, found)
    assert (classed.force_class, classed.by_rule) == (other, rule)
    with pytest.raises(Conflict):
        moderating.set_class(assessed=one, force_class=rule, version=1, by=by, because="", at=now)


def test_a_question_is_asked_once_and_answered_once():
    one, by, now = force("made-up", "Dorset"), asker("inspector"), timezone.now()
    said = {"element": Element.LINKS, "statement": "Links exist.", "by": by, "at": now}
    due = (now + timedelta(days=7)).date()
    rows = [asking.ask_force(assessed=one, due_on=due, token="t", **said) for _turn in range(2)]
    assert rows[0].pk == rows[1].pk
    asking.answer(question=rows[0], became=states.REFUTED, said="There are none.", by=by, at=now)
    with pytest.raises(UserError, match="cannot become"):
        asking.answer(question=rows[0], became=states.VERIFIED, said="Or so.", by=by, at=now)
    assert Question.objects.get(pk=rows[0].pk).answer == "There are none."


def test_a_package_is_taken_in_and_stands_beside_the_finding():
    assert hand_over(package()).status_code == 302
    page = client("inspector").get("/assessment/made-up/essex/amend/links/").content.decode()
    assert "We have a plan." in page and "Force plan (plan.txt)" in page


def test_what_is_refused_is_kept_with_the_reason_and_nothing_is_lost():
    good = package()
    altered = bytearray(good)
    altered[-30] ^= 1
    for content, says in (
        (bytes(altered), "altered"),
        (b"no package", "not a submission package"),
        (package("atlantis"), "not one of the 43"),
        (package(round_="2019"), "of the round"),
    ):
        answer = hand_over(content)
        assert answer.status_code == 422
        assert says in answer.content.decode().replace("&#39;", "'")
    assert hand_over(good).status_code == 302
    assert "already held" in hand_over(good).content.decode()
    assert "already sent another" in hand_over(package(text="A newer one.")).content.decode()
    kept = ReceivedPackage.objects.order_by("pk")
    assert [bool(row.refused) for row in kept] == [True] * 4 + [False] + [True] * 2
    assert bytes(kept[4].content) == good


def test_the_list_is_the_same_as_a_file_and_has_a_pinned_number_of_queries(
    django_assert_max_num_queries, database
):
    inspector = client("inspector")
    inspector.get("/assessment/made-up/")
    # One more to lock the audit's sequence on PostgreSQL.
    with django_assert_max_num_queries(24 if database == "sqlite" else 25):
        inspector.get("/assessment/made-up/")
    text = inspector.get("/assessment/made-up/?as=csv").content.decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 1 + 43 + 1
    assert inspector.get("/assessment/made-up/?as=xlsx").status_code == 200
