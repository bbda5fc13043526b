"""Checkpoints are made in time and handed over; a witness refuses whatever does not follow."""

from datetime import timedelta
from itertools import count

import pytest

from custodes.vocabulary.errors import UserError
from custodes.web.audit import actions, checkpoints, tree
from custodes.web.audit.actions import By, Told, record, record_all
from custodes.web.audit.models import Checkpoint, Event, Witness
from custodes.web.audit.notes import Head, head_from, new_signer, opened, sign
from custodes.web.audit.witness import TWO_HISTORIES, last_kept, parsed, why_not, witness
from custodes.web.audit.words import Action
from web.audit.written_log import NOON

pytestmark = pytest.mark.django_db

SIGNER = new_signer("custodes-test")
KEY = str(SIGNER.key)


def add(number):
    record_all([Told(Action.CONSULTATION, "alert", str(n)) for n in range(number)], by=By("u1"))


def made(folders=()):
    return checkpoints.checkpoint(SIGNER, folders)


def test_a_checkpoint_is_of_all_events_and_signed():
    add(7)
    first = made()
    add(6)
    second = made()
    leaves = [bytes.fromhex(e.leaf) for e in Event.objects.order_by("seq")]
    for point in (first, second):
        head = head_from(opened(point.note, SIGNER.key))
        assert head == Head("custodes-test", point.size, tree.root(leaves[: point.size]))
    assert made() is None


def test_a_checkpoint_is_due_by_age_and_by_number(monkeypatch):
    ticks = count()
    clock = lambda: NOON + timedelta(minutes=next(ticks))  # noqa: E731
    record(Action.CONSULTATION, by=By("u1"), kind="alert", clock=lambda: NOON)
    due = [checkpoints.checkpoint_if_due(SIGNER, (), clock) for _ in range(7)]
    assert due == [False] * 5 + [True, False]
    monkeypatch.setattr(checkpoints, "EVERY", 5)
    record_all([Told(Action.CONSULTATION, "alert", "1")] * 5, by=By("u1"), clock=clock)
    assert checkpoints.checkpoint_if_due(SIGNER, (), lambda: NOON)


def test_the_thousandth_event_brings_a_checkpoint(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(actions, "EVERY", 10)
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(25):
            record(Action.CONSULTATION, by=By("u1"), kind="alert")
    assert [c.__name__ for c in callbacks] == ["checkpoint_by_settings"] * len(callbacks)
    assert len(callbacks) in (2, 3)
    callbacks[0]()
    assert Checkpoint.objects.count() == 1


def test_a_witness_follows_the_log(folders, tmp_path):
    one, _two = folders
    for _ in range(4):
        add(5)
        made(folders)
    seen = witness(one, tmp_path / "kept", KEY)
    assert [s.refused for s in seen] == [""] * 4
    assert last_kept(tmp_path / "kept") == Checkpoint.objects.latest("size").note
    add(5)
    made(folders)
    again = witness(one, tmp_path / "kept")
    assert [s.refused for s in again] == [""] * 5
    assert last_kept(tmp_path / "kept") == Checkpoint.objects.latest("size").note


def test_a_folder_that_cannot_be_reached_is_given_all_of_it_later(folders, tmp_path, caplog):
    one, two = folders
    add(5)
    made(folders)
    two.rename(tmp_path / "away")
    add(5)
    made(folders)
    assert "a witness was not given checkpoint" in caplog.text
    assert {w.size for w in Witness.objects.all()} == {
        Checkpoint.objects.earliest("size").size,
        Checkpoint.objects.latest("size").size,
    }
    (tmp_path / "away").rename(two)
    add(5)
    made(folders)
    for folder in folders:
        assert [s.refused for s in witness(folder, tmp_path / f"kept-{folder.name}", KEY)][-1] == ""
    assert len(list(one.iterdir())) == 3
    assert len(list(two.iterdir())) == 3


def forged(size, since=None, *, signer=SIGNER, proof=()):
    """A request with another history of `size` events."""
    import base64

    leaves = [tree.leaf_hash(b"another %d" % n) for n in range(size)]
    ties = proof or (tree.consistency_proof(leaves, since) if since else [])
    text = sign(Head("custodes-test", size, tree.root(leaves)).text, signer)
    lines = [f"old {since or 0}", *(base64.b64encode(t).decode() for t in ties)]
    return "\n".join(lines) + "\n\n" + text


@pytest.mark.parametrize(
    ("dropped", "why"),
    [
        (lambda n: forged(n), "shows another history"),
        (lambda n: forged(n + 3, n), "shows another history"),
        (lambda n: forged(n + 3, n, proof=[bytes(32)]), "shows another history"),
        (lambda n: forged(n + 3), "ask for it again"),
        (lambda n: forged(n - 2), "the log went back"),
        (lambda n: forged(n + 3, n, signer=new_signer("custodes-test")), "no signature"),
        (lambda n: forged(n + 3, n, signer=new_signer("other")), "no signature"),
        (lambda n: "old x\n\n", "not a request"),
        (lambda n: f"old {n}\n?\n\n" + forged(n + 3), "not in base64"),
        (lambda n: "", "not a request"),
    ],
)
def test_a_witness_refuses_what_does_not_follow(folders, tmp_path, dropped, why):
    one, _two = folders
    add(9)
    size = made(folders).size
    kept = tmp_path / "kept"
    witness(one, kept, KEY)
    held = last_kept(kept)
    for path in one.iterdir():
        path.unlink()
    (one / "add-checkpoint-9999").write_text(dropped(size), "utf-8")
    [seen] = witness(one, kept)
    assert why in seen.refused
    assert last_kept(kept) == held


def test_two_histories_are_seen_when_witnesses_meet(folders, tmp_path):
    """Each of two is shown its own; told of the other's, either refuses."""
    one, two = folders
    add(9)
    size = made([one]).size
    (two / "add-checkpoint-1").write_text(forged(size), "utf-8")
    for folder in folders:
        assert [s.refused for s in witness(folder, tmp_path / folder.name / "kept", KEY)] == [""]
    (two / "add-checkpoint-2").write_text(next(one.glob("add*")).read_text("utf-8"), "utf-8")
    assert witness(two, two / "kept")[-1].refused == TWO_HISTORIES.format(size)


def test_the_key_is_given_once_and_held_to(folders, tmp_path):
    one, _two = folders
    with pytest.raises(UserError, match="does not know the log yet"):
        witness(one, tmp_path / "kept")
    with pytest.raises(UserError, match="cannot be read"):
        witness(one, tmp_path / "kept", "nonsense")
    witness(one, tmp_path / "kept", KEY)
    with pytest.raises(UserError, match="is a new log"):
        witness(one, tmp_path / "kept", str(new_signer("custodes-test").key))


def test_the_first_is_taken_and_a_request_reads_as_it_was_written():
    since, proof, note = parsed(forged(6, 4))
    assert (since, len(proof)) == (4, 2 - 1)
    assert why_not(None, since, proof, head_from(opened(note, SIGNER.key))) == ""
