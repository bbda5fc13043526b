"""From the plan to the inspectorate: prepared, asked, signed, frozen, taken out, sent, taken in."""

import dataclasses
import io
import time
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from custodes.store.engines.duckdb import connect
from custodes.store.facts import dictionary
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.conflict import Conflict
from custodes.web.accounts.installation import found_membership
from custodes.web.audit.models import Event
from custodes.web.decision import NotAllowed
from custodes.web.decision.roles import ChiefOfficerLead, ForcePlanOwner
from custodes.web.plan.actions.evidence import put_in
from custodes.web.plan.actions.lines import change_line, set_state
from custodes.web.plan.elements import Element, Status
from custodes.web.plan.models import PlanDocument, PlanLine
from custodes.web.submission import actions, confirming
from custodes.web.submission.held import held_in
from custodes.web.submission.kept import last_signed
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import Claim, read
from custodes.web.submission.personal import Trace
from custodes.web.submission.told import checked_at, held_at, writers_of
from web.accounts.people import later
from web.alerts.forces import small_force
from web.plan import force

pytestmark = pytest.mark.django_db
CLAIMS = {Element.LINKS: Claim(Element.LINKS, Status.COMMENCED, "Each refuge is met.")}


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


def acts(word="owner", at=None):
    at = at or timezone.now()
    return {"by": force.asker(word, at), "at": at}


def prepared(cut_off=None, **more):
    at = timezone.now()
    fields = {"round_": "2026", "claims": CLAIMS, "token": "t"}
    chosen = list(PlanDocument.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
    return actions.prepare(
        cut_off=cut_off or at, **fields | {"chosen": chosen} | more, **force.said(at)
    )


def signed():
    row = actions.ask(row=prepared(), version=1, **acts())
    return actions.sign(row=row, post="Deputy chief constable", version=2, **acts("chief"))


def test_what_the_force_says_is_held_against_its_lines_before_it_is_signed():
    force.plan()
    row = prepared(claims={Element.CCU: Claim(Element.CCU, Status.IN_PLACE, "Reviewed.")})
    at = timezone.now()
    owner = force.asker("owner", at).user
    _found, said = checked_at(row, held_at(row, owner, at=at))
    told = [(one.what, one.line) for one in said if one.says.startswith("The force says: In place")]
    assert told == [("over-stated", "")]


def test_what_is_signed_is_the_plan_as_it_stood_at_the_cut_off():
    then = timezone.now() - timedelta(days=20)
    good, _weak, _document = force.plan(at=then)
    set_state(line=good, state="in-place", version=1, because="Done.", **acts())
    force.line("Later", token="later")
    row = prepared(cut_off=then + timedelta(days=1))
    row = actions.ask(row=row, version=1, **acts())
    row = actions.sign(row=row, post="Deputy chief constable", version=2, **acts("chief"))
    sent = read(bytes(row.content)).submission
    assert [(line.id, line.status) for line in sent.lines] == [
        ("L1", Status.COMMENCED),
        ("L2", Status.IN_PLACE),
    ]
    assert (sent.force, sent.force_name, sent.signed_by) == (
        "kent", "Kent Police", "Deputy chief constable",
    )  # fmt: skip
    assert sent.claims[0].text == "Each refuge is met."
    assert [one.name for one in sent.documents] == ["plan.txt"]


def test_frozen_it_changes_no_more_and_is_known_by_the_forces_one_key():
    force.plan()
    row = signed()
    kept = read(bytes(row.content), key=actions.known_key())
    assert (kept.sha256, kept.key) == (row.sha256, row.key)
    assert last_signed() == bytes(row.content)
    with pytest.raises(UserError, match="stays as it is"):
        actions.change(
            row=row, round_="x", cut_off=timezone.now(), chosen=[], claims={}, version=3, **acts()
        )
    with pytest.raises(UserError, match="cannot become"):
        actions.sign(row=row, post="Chief", version=3, **acts("chief"))
    for wrong in ({"content": None}, {"sha256": ""}, {"state": "prepared"}, {"state": "sent"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Prepared.objects.update(**wrong)


def test_none_of_those_whose_words_are_in_it_signs_it():
    """Not who changed it between two others, nor who wrote a line, nor who put in the evidence."""
    force.plan()
    now = timezone.now()
    second, third = force.who("second"), force.who("third")
    for who in (second, third):
        for role in (ForcePlanOwner, ChiefOfficerLead):
            found_membership(
                user=who, compartment=force.where(), role=role, because="x", at=force.BEGUN
            )
    row = prepared()
    said = {"cut_off": row.cut_off, "chosen": row.documents, "claims": CLAIMS}
    row = actions.change(row=row, round_="2027", version=1, **said, **acts("second"))
    row = actions.change(row=row, round_="2028", version=2, **said, **acts())
    row = actions.ask(row=row, version=3, **acts())
    post = {"row": row, "post": "Deputy", "version": 4}
    with pytest.raises(UserError, match="another chief officer"):
        actions.sign(**post, **acts("second"))
    page = force.client("second").get("/submission/1/").content.decode()
    assert "another chief officer signs it" in page and "Read and sign it" not in page
    line = PlanLine.objects.order_by("number").first()
    change_line(
        line=line, title="Meet each refuge, and listen", element=line.element, owner=line.owner,
        strand=line.strand, strategy=line.strategy, recommendations=line.recommendations,
        start=line.start, due=line.due, version=line.version, because="So.", **acts("third"),
    )  # fmt: skip
    assert third.pk not in writers_of(row, third, at=now), "it was written after the cut-off"
    again = prepared(token="again")
    again = actions.ask(row=again, version=1, **acts())
    with pytest.raises(UserError, match="another chief officer"):
        actions.sign(row=again, post="Deputy", version=2, **acts("third"))
    assert actions.sign(row=again, post="Deputy", version=2, **acts("chief")).state == "signed"


def letterhead():
    put_in(
        name="letter.txt", title="Letter", content=b"Switchboard: 01632 960 001.\n", token="n",
        **force.said(),
    )  # fmt: skip


def test_a_number_in_a_letterhead_is_confirmed_with_a_reason_and_the_signer_reads_it():
    force.plan()
    letterhead()
    prepared()
    owner, chief = force.client("owner"), force.client("chief")
    page = owner.get("/submission/1/").content.decode()
    assert "a telephone number in letter.txt, page 1" in page
    assert owner.post("/submission/1/ask/", {"version": "1"}).status_code == 409
    form = owner.get("/submission/1/confirm/").content.decode()
    assert "A telephone number in letter.txt, page 1" in form
    sent = {"version": "1", "because_0": "The number of the switchboard."}
    assert chief.post("/submission/1/confirm/", sent).status_code == 403
    assert owner.post("/submission/1/confirm/", {"because_0": "So."}).status_code == 422
    assert owner.post("/submission/1/confirm/", sent).status_code == 302
    assert owner.post("/submission/1/ask/", {"version": "2"}).status_code == 302
    page = chief.get("/submission/1/sign/").content.decode()
    assert "letter.txt, page 1: The number of the switchboard." in page
    post = {"version": "3", "post": "Deputy chief constable", "read": "on"}
    assert chief.post("/submission/1/sign/", post).status_code == 302
    row = Prepared.objects.get()
    said = read(bytes(row.content)).submission.confirmed
    assert [one.because for one in said] == ["The number of the switchboard."]
    page = chief.get("/submission/1/").content.decode()
    assert fingerprint(row.key) in page
    assert fingerprint(row.key) in chief.get("/submission/").content.decode()
    refused = owner.post("/submission/1/confirm/", sent | {"version": "4"})
    assert refused.status_code == 422


def test_a_change_takes_back_what_was_confirmed_and_an_emptied_reason_does_too():
    force.plan()
    letterhead()
    row = prepared()
    (trace,) = confirming.confirmable(row, **acts())
    row = confirming.confirm(row=row, reasons={trace: "A switchboard."}, version=1, **acts())
    row = confirming.confirm(row=row, reasons={}, version=2, **acts())
    assert row.confirmed == []
    row = confirming.confirm(row=row, reasons={trace: "A switchboard."}, version=3, **acts())
    now = {"cut_off": row.cut_off, "chosen": row.documents, "claims": CLAIMS}
    row = actions.change(row=row, round_="2027", version=4, **now, **acts())
    assert row.confirmed == []
    with pytest.raises(UserError, match="is not there to be confirmed"):
        reasons = {Trace("elsewhere", trace.kind): "So."}
        confirming.confirm(row=row, reasons=reasons, version=5, **acts())


def test_references_that_the_home_holds_are_found_in_what_is_sent(settings, tmp_path_factory):
    home = small_force(tmp_path_factory)
    settings.CONFIG = dataclasses.replace(settings.CONFIG, home=home.path)
    bench = Workbench(connect(home.spill))
    one = {
        name: bench.rows(dictionary(home, bench.backend, name, committed(home)).limit(1))[0]
        for name in ("staff", "person")
    }
    force.plan()
    for n, name in enumerate(one):
        put_in(
            name=f"{name}.txt", title=name, content=f"See {one[name]['value'].lower()}.".encode(),
            token=name, **force.said(),
        )  # fmt: skip
        with pytest.raises(UserError, match=rf"a reference of .* in {name}\.txt, page 1"):
            actions.ask(row=prepared(token=name), version=1, **acts())
        assert len(confirming.confirmable(Prepared.objects.get(number=n + 1), **acts())) == 1
    strange = "nothing-9 holds of it, 12345 times"
    assert held_in(home.path, [("", strange)]) == {}
    staff = one["staff"]["value"]
    for joined in (f"See {staff}.Then", f"({staff}/{staff})", f"-{staff}-"):
        assert list(held_in(home.path, [("", joined)])) == [staff], joined
    began = time.monotonic()
    assert held_in(home.path, [("", "a." * 500_000 + "a-" * 500_000)]) == {}
    assert time.monotonic() - began < 5
    assert held_in(home.path / "nowhere", [("", one["staff"]["value"])]) == {}


def test_only_a_chief_officer_signs_and_only_an_owner_prepares():
    force.plan()
    row = actions.ask(row=prepared(), version=1, **acts())
    with pytest.raises(NotAllowed):
        actions.sign(row=row, post="Owner", version=2, **acts())
    with pytest.raises(NotAllowed):
        actions.change(
            row=row, round_="x", cut_off=timezone.now(), chosen=[], claims={}, version=2,
            **acts("chief"),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.note_sent(row=row, how="By hand", version=2, **acts())


def test_a_change_takes_the_request_for_a_signature_back_and_two_at_once_are_told():
    force.plan()
    row = actions.ask(row=prepared(), version=1, **acts())
    now = {"cut_off": row.cut_off, "chosen": row.documents, "claims": CLAIMS}
    row = actions.change(row=row, round_="2027", version=2, **now, **acts())
    assert row.state == "prepared"
    with pytest.raises(Conflict):
        actions.change(row=row, round_="2028", version=2, **now, **acts())


def test_what_could_not_be_sent_is_told_before_anybody_signs():
    force.plan()
    at = timezone.now()
    with pytest.raises(UserError, match="a day that has come"):
        prepared(cut_off=at + timedelta(days=1))
    with pytest.raises(UserError, match="was not there at the cut-off"):
        prepared(cut_off=at - timedelta(days=90), token="u")
    without = prepared(chosen=[], token="v")
    with pytest.raises(UserError, match='Line "Meet each refuge" rests on a document that is not'):
        actions.ask(row=without, version=1, **acts())
    put_in(
        name="names.txt", title="Names", content=b"Ring the victim on 01632 960123.", token="n",
        **force.said(),
    )  # fmt: skip
    with pytest.raises(UserError, match=r"a telephone number in names\.txt, page 1"):
        actions.ask(row=prepared(token="w"), version=1, **acts())
    assert not Prepared.objects.exclude(state="prepared").exists()


def test_set_aside_has_a_reason_and_what_was_signed_is_kept():
    force.plan()
    row = signed()
    with pytest.raises(UserError, match="Say why"):
        actions.set_aside(row=row, because="", version=3, **acts())
    row = actions.set_aside(row=row, because="An older plan.", version=3, **acts())
    assert row.content is not None
    with pytest.raises(UserError, match="No submission was signed"):
        last_signed()


FORM = {"round": "2026", "status_links": "commenced", "text_links": "Each refuge is met."}


def test_the_whole_way_on_the_pages():
    force.plan()
    owner, chief = force.client("owner"), force.client("chief")
    today = timezone.localdate()
    day = {"cut_off_day": today.day, "cut_off_month": today.month, "cut_off_year": today.year}
    sent = FORM | day | {"documents": [PlanDocument.objects.get().pk], "token": "t"}
    assert owner.post("/submission/prepare/", sent).status_code == 302
    page = owner.get("/submission/1/").content.decode()
    assert "Ask the chief officer to sign" in page
    assert "Read and sign it" not in chief.get("/submission/1/").content.decode()
    assert owner.post("/submission/1/ask/", {"version": "1"}).status_code == 302
    page = chief.get("/submission/1/sign/").content.decode()
    assert "Meet each refuge (Commenced); owner: Head of safeguarding" in page
    post = {"version": "2", "post": "Deputy chief constable"}
    answer = chief.post("/submission/1/sign/", post)
    assert answer.status_code == 422
    assert "Read the whole before you sign it" in answer.content.decode()
    assert owner.post("/submission/1/sign/", post | {"read": "on"}).status_code == 403
    assert chief.post("/submission/1/sign/", post | {"read": "on"}).status_code == 302
    package = chief.get("/submission/1/file/package/")
    assert package["Content-Disposition"] == 'attachment; filename="submission-2026.zip"'
    row = Prepared.objects.get()
    assert package.content == bytes(row.content)
    with zipfile.ZipFile(io.BytesIO(package.content)) as box:
        assert b"Each refuge is met." in box.read("documents/plan.txt")
    with pikepdf.open(io.BytesIO(chief.get("/submission/1/file/pdf/").content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert "Kent Police" in str(paper.docinfo["/Title"])
    told = Event.objects.filter(action="disclosure", kind="plan-submission")
    assert [event.reason for event in told] == ["commissioner"]
    assert owner.get("/submission/1/file/package/").status_code == 403
    how = {"version": "3", "how": "By the portal"}
    assert chief.post("/submission/1/sent/", how).status_code == 302
    assert "By the portal" in chief.get("/submission/1/").content.decode()


@pytest.mark.parametrize("digits", ["9" * 5000, "²", ""])
def test_a_version_that_no_page_would_send_is_no_fault(digits):
    force.plan()
    prepared()
    owner = force.client("owner")
    assert owner.post("/submission/1/ask/", {"version": digits}).status_code == 409
    assert Prepared.objects.get().state == "prepared"


def test_who_signs_proves_once_more_who_they_are():
    force.plan()
    actions.ask(row=prepared(), version=1, **acts())
    chief = force.client("chief")
    later(chief, 11)
    answer = chief.get("/submission/1/sign/")
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]
