"""Bad packages handed in through the page: a sentence each, kept with it, and nothing that was held
is lost."""

import base64
import html
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodes.web.assessment.models import Assessed, ReceivedPackage
from custodes.web.audit.models import Event
from custodes.web.plan.contents import Evidence, Figure, Line
from custodes.web.plan.elements import Element, Status
from custodes.web.submission import package as packages
from custodes.web.submission.package import Submission, document, write
from web.assessment.rounds import client, seeded

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
AT = datetime(2026, 3, 1, tzinfo=UTC)
LINE = Line("L1", "Monitor", Element.MONITORING, Status.IN_PLACE, "Head",
            evidence=(Evidence("coverage"),))  # fmt: skip
FIGURE = Figure("coverage", Element.MONITORING, "Coverage", 0.9, "share", "R0001", date(2026, 2, 1))


def packed(name="plan.txt", content=b"The plan.", figures=(FIGURE,), text="Deputy"):
    sent = Submission(
        *("essex", "Essex Police", "made-up", "npcc-2017-04", AT, AT, text),
        lines=(LINE,),
        figures=figures,
        documents=(document(name, "Plan", content),),
    )
    return write(sent, {name: content}, KEY)


def unsound(**more):
    """One that this program would not write, signed as if it had."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packages, "check_whole", lambda *_args: None)
        return packed(**more)


def zipped_again(good, leave="", manifest=None, **more):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if manifest and name == "manifest.json":
                content = manifest
            if manifest and name == "manifest.sig":
                content = base64.b64encode(KEY.sign(manifest))
            if name != leave:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name.replace("_", "/"), content)
    return held.getvalue()


def test_each_bad_package_is_told_in_one_sentence_and_nothing_is_lost(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()
    inspector = client("inspector")

    def hand_over(content):
        sent = io.BytesIO(content)
        sent.name = "package.zip"
        return inspector.post("/assessment/made-up/packages/", {"package": sent})

    good = packed()
    assert hand_over(good).status_code == 302
    held = ReceivedPackage.objects.get()
    altered = bytearray(good)
    altered[good.index(b"The plan.")] ^= 1
    old = rfc8785.dumps({"custodes_submission": 0, "key": "", "parts": []})
    bad = {
        bytes(altered): "damaged or altered on its way",
        zipped_again(good, leave="documents/plan.txt"): 'is missing "documents/plan.txt"',
        zipped_again(good, manifest=old): "of an older version than this one",
        zipped_again(good, **{".._up.txt": b"x"}): 'a path outside itself: "../up.txt"',
        packed(text="Another"): "Essex has already sent another package for this round",
        good: "This same package of Essex is already held",
        unsound(name="plan.pdf"): 'Document "plan.pdf" cannot be read as pdf',
        unsound(figures=()): 'Line "Monitor" rests on a figure that is gone',
        unsound(content=b"Ring 01632 960123."): "a telephone number in plan.txt",
    }
    for content, says in bad.items():
        answer = hand_over(content)
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 422, says
        assert says in page, says
        assert ReceivedPackage.objects.get(refused="").pk == held.pk
        row = ReceivedPackage.objects.order_by("pk").last()
        assert (bytes(row.content), says in row.refused) == (content, True)
    assert bytes(ReceivedPackage.objects.get(refused="").content) == good
    assert ReceivedPackage.objects.count() == 1 + len(bad)


def test_what_a_force_sent_can_be_read_beside_the_form_and_each_document_taken(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()
    inspector = client("inspector")
    at = "/assessment/made-up/essex/sent/"
    assert "No package of this force was taken in." in inspector.get(at).content.decode()
    assert inspector.get(at + "?document=plan.txt").status_code == 404
    sent = io.BytesIO(packed())
    sent.name = "package.zip"
    assert inspector.post("/assessment/made-up/packages/", {"package": sent}).status_code == 302
    assert f'href="{at}"' in inspector.get("/assessment/made-up/essex/").content.decode()
    page = inspector.get(at).content.decode()
    assert "* Monitor (In place); owner: Head" in page
    assert f'href="{at}?document=plan.txt"' in page
    before = Event.objects.filter(action="export", kind=Assessed.audit_kind).count()
    taken = inspector.get(at + "?document=plan.txt")
    assert (taken.content, taken["Content-Type"]) == (b"The plan.", "text/plain; charset=utf-8")
    assert taken["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert Event.objects.filter(action="export", kind=Assessed.audit_kind).count() == before + 1
    for strange in ("../plan.txt", "other.txt", "manifest.json"):
        assert inspector.get(at, {"document": strange}).status_code == 404
    beside = inspector.get("/assessment/made-up/essex/amend/monitoring/").content.decode()
    assert "Coverage: 90% (R0001, 1 Feb 2026)" in beside
    assert f'href="{at}?document=plan.txt"' in beside
