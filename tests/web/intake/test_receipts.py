"""A receipt: holds against the intake's key, says nothing of the report, and cannot be made up."""

import base64

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.audit.checkpoints import read_signer
from custodes.web.audit.notes import new_signer
from custodes.web.intake.models import Submission
from custodes.web.intake.receipt_check import checked
from web.intake.conftest import Reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def got(intake):
    reporter = Reporter()
    for _ in range(3):
        Reporter().tell()
    page = reporter.tell("partner", {"what": "Canary in a mine."})
    html = page.content.decode()
    form = html[html.index('action="/receipt/"') :]
    closed = form.split('name="closed" value="')[1].split('"')[0]
    answer = reporter.post("/receipt/", {"closed": closed})
    assert answer.status_code == 200
    return answer.content.decode(), read_signer(intake.AUDIT_KEY).key


def test_it_holds_and_says_which_entry(got):
    text, key = got
    said = checked(text, key)
    assert "entry 4 of 4" in said
    assert Submission.objects.filter(pk=said.split()[3]).exists()
    assert checked(text.replace("\n", "\r\n"), key) == said
    assert "Canary" not in text
    assert "T00:00:00" in base64.b64decode(text.split("entry ")[1].split("\n")[0]).decode()


def test_it_does_not_hold_against_another_key_or_when_a_line_is_changed(got):
    text, key = got
    with pytest.raises(UserError, match="does not hold"):
        checked(text, new_signer(key.name).key)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if len(line) < 8:
            continue
        changed = [*lines]
        changed[number] = line[:-6] + ("A" if line[-6] != "A" else "B") + line[-5:]
        with pytest.raises(UserError, match="does not hold"):
            checked("".join(changed), key)
    for wrong in ("", "Custodes receipt 1", text[:200]):
        with pytest.raises(UserError, match="does not hold"):
            checked(wrong, key)


def test_it_is_not_given_for_something_that_is_not_ours(reporter):
    assert reporter.post("/receipt/", {"closed": "x" * 80}).status_code == 410
