"""The hand-over: what waits is carried once and kept once; nothing forged or changed is taken."""

from datetime import date, timedelta

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.audit.models import Event
from custodes.web.audit.notes import new_signer
from custodes.web.intake.hand_over import held, keep, read, write
from custodes.web.intake.models import Submission, ThreadMessage
from custodes.web.intake.post import give_out
from custodes.web.intake.pulling import pull
from custodes.web.sealing.envelope import envelope_from, opened
from web.intake.conftest import code_of, fields_of, text_of, words_of
from web.intake.test_coming_back import unit_writes
from web.sealing.sealed import Unit

ON = date(2026, 3, 9)
INTAKE, UNIT, STRANGER = (new_signer(name) for name in ("intake", "unit", "stranger"))


class Sides:
    """Both ends of one stick."""

    def __init__(self, folder):
        self.stick, self.inbox, self.outbox = folder / "stick", folder / "in", folder / "out"

    def out(self, on=ON):
        return give_out(self.stick, signer=INTAKE, unit=UNIT.key, on=on)

    def pull(self, key=INTAKE.key):
        return pull(self.stick, inbox=self.inbox, outbox=self.outbox, signer=UNIT, intake=key)


@pytest.fixture
def sides(tmp_path):
    return Sides(tmp_path / "carried")


@pytest.mark.django_db
def test_a_report_goes_over_once_and_an_answer_comes_back_once(reporter, unit, sides):
    page = reporter.tell()
    kept = Submission.objects.get()
    assert sides.out().given == 1
    assert Submission.objects.get().state == "received"
    assert sides.pull().taken == 1
    assert sides.pull().taken == 0
    ((name, raw),) = held(sides.inbox).items()
    assert name == f"{kept.pk}.report"
    assert opened(envelope_from(raw), *unit.held.keys)
    # The unit answers before the acknowledgement is back: both go at once.
    keep(sides.outbox, f"{kept.pk}.from-unit-0001", unit_writes(unit, kept, "Yes?").to_bytes())
    assert sides.pull().given == 1
    done = sides.out()
    assert (done.kept, done.taken, done.given) == (1, 1, 0)
    assert Submission.objects.get().state == "pulled"
    again = sides.out()
    assert (again.kept, again.taken, again.given) == (0, 0, 0)
    assert sides.pull().given == 0
    assert held(sides.outbox) == {}
    told = {"code": code_of(page), "words": " ".join(words_of(page))}
    page = reporter.post("/come-back/", told)
    assert "Yes?" in text_of(page)
    reporter.post("/reply/", {**fields_of(page), "text": "Back."})
    assert sides.out().given == 1
    assert sides.pull().taken == 1
    sides.out()
    assert ThreadMessage.objects.get(direction="from-reporter").state == "pulled"


@pytest.mark.django_db
def test_a_stick_that_is_lost_loses_nothing(reporter, sides, tmp_path):
    reporter.tell()
    sides.out()
    other = Sides(tmp_path / "another")
    other.inbox = sides.inbox
    assert other.out().given == 1
    assert other.pull().taken == 1
    assert sides.pull().taken == 0


@pytest.mark.django_db
def test_what_is_changed_on_the_way_is_refused_whole(reporter, sides):
    reporter.tell()
    sides.out()
    folder = sides.stick / "to-unit"
    (path,) = folder.glob("*.envelope")
    whole, listed = path.read_bytes(), (folder / "list").read_text()
    changed = bytearray(whole)
    changed[-9] ^= 1
    tries = {
        "bit flipped": (bytes(changed), listed),
        "cut short": (whole[:-1], listed),
        "list changed": (whole, listed.replace("Custodes", "custodes")),
        "list without its mark": (whole, listed.split("\n\n")[0]),
        "empty": (b"", listed),
    }
    for raw, text in tries.values():
        path.write_bytes(raw)
        (folder / "list").write_text(text)
        with pytest.raises(UserError):
            sides.pull()
        assert held(sides.inbox) == {}
    path.write_bytes(whole)
    (folder / "list").write_text(listed)
    with pytest.raises(UserError, match="not as it was written"):
        sides.pull(key=STRANGER.key)
    path.unlink()
    with pytest.raises(UserError, match="no whole hand-over"):
        sides.pull()


@pytest.mark.django_db
def test_envelopes_swapped_or_named_for_another_are_refused(reporter, sides, unit):
    reporter.tell()
    sides.out()
    (name,) = [path.name.removesuffix(".envelope") for path in sides.stick.rglob("*.envelope")]
    foreign = unit.envelope.to_bytes()
    write(sides.stick / "to-unit", envelopes={name: foreign}, kept=(), signer=INTAKE)
    with pytest.raises(UserError, match="envelope of something else"):
        sides.pull()
    for wrong in ("../../x", "list", "a.report", "0" * 32 + ".other"):
        with pytest.raises(UserError):
            write(sides.stick / "to-unit", envelopes={}, kept=[wrong], signer=INTAKE)
            read(sides.stick / "to-unit", key=INTAKE.key)


@pytest.mark.django_db
def test_an_answer_to_a_report_that_is_not_here_is_left(sides, intake):
    other = Unit()
    answer = other.seal(b"{}", part="from-unit/0001")
    write(
        sides.stick / "to-intake", envelopes={answer.name: answer.to_bytes()}, kept=(), signer=UNIT
    )
    assert sides.out().refused == 1
    assert ThreadMessage.objects.count() == 0


@pytest.mark.django_db
def test_a_replayed_hand_over_changes_nothing(reporter, sides):
    reporter.tell()
    sides.out()
    sides.pull()
    before = {p: p.read_bytes() for p in sides.stick.rglob("*") if p.is_file()}
    sides.out()
    sides.pull()
    for path, raw in before.items():
        path.write_bytes(raw)
    sides.out()
    assert sides.pull().taken == 0
    assert Submission.objects.get().state == "pulled"
    assert Submission.objects.get().version == 2


@pytest.mark.django_db
def test_what_the_other_side_has_had_for_a_month_is_emptied_here(reporter, unit, sides):
    page = reporter.tell()
    told = {"code": code_of(page), "words": " ".join(words_of(page))}
    kept = Submission.objects.get()
    sides.out()
    sides.pull()
    keep(sides.outbox, f"{kept.pk}.from-unit-0001", unit_writes(unit, kept, "Yes?").to_bytes())
    sides.pull()
    sides.out()
    reporter.post("/come-back/", told)  # On today's date, as a reporter does.
    unread = unit_writes(unit, kept, "Are you there?", number=2)
    keep(sides.outbox, f"{kept.pk}.from-unit-0002", unread.to_bytes())
    sides.pull()
    sides.out()
    fetched = ThreadMessage.objects.get(number=1).moved_on
    assert sides.out(ON + timedelta(days=29)).emptied == 0
    assert sides.out(max(ON, fetched) + timedelta(days=30)).emptied == 2
    emptied = Submission.objects.get()
    assert (emptied.state, bytes(emptied.envelope)) == ("purged", b"")
    states = dict(ThreadMessage.objects.values_list("number", "state"))
    assert states == {1: "purged", 2: "available"}, "what nobody fetched stays"
    erased = Event.objects.filter(action="erasure").values_list("kind", "effect")
    assert sorted(erased) == [("submission", "changed"), ("thread message", "changed")]
    # Its reporter still comes in, is told so, reads what is new and writes.
    page = reporter.post("/come-back/", told)
    assert text_of(page).count("This is no longer kept here. The team has it.") == 2
    assert "Are you there?" in text_of(page)
    assert reporter.post("/reply/", {**fields_of(page), "text": "I am."}).status_code == 200
    assert sides.out().given == 1
    # And what was carried before is not taken again.
    assert sides.pull().taken == 1
