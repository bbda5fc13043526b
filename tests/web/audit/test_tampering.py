"""The verifier finds every tampering before the last checkpoint that a witness holds."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from custodes.web import verifier
from custodes.web.audit import leaves, tree
from custodes.web.audit.notes import Head, new_signer, sign
from web.audit.written_log import EVENTS, WITNESSED

pytestmark = pytest.mark.django_db

TAMPERINGS, PARTS = 1_000, 8


def verify(written, lines=None, **more):
    lines = written.lines if lines is None else lines
    lines = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return verifier.verify(lines, **{"witnessed": written.witnessed, "key": written.key} | more)


def rows(written):
    return [json.loads(line) for line in written.lines]


def placed(found):
    """Where in the export the events stand."""
    return [at for at, row in enumerate(found) if "event" in row]


def rechained(found, signer=None):
    """Everything made again from the first change on, as the owner of machine and key would."""
    prev, made, number = leaves.FIRST, [], 0
    for row in found:
        if "event" not in row:
            continue
        number += 1
        row["event"] |= {"seq": number, "prev": prev}
        leaf = tree.leaf_hash(verifier._canonical(row["event"]))
        made.append(leaf)
        row["leaf"] = prev = leaf.hex()
    for row in found:
        if "checkpoint" in row and signer:
            size = min(int(row["checkpoint"].splitlines()[1]), number)
            row["checkpoint"] = sign(
                Head(signer.key.name, size, tree.root(made[:size])).text, signer
            )
    found[-1]["end"]["events"] = number
    return found


def test_what_was_not_touched_fits(written):
    report = verify(written)
    assert report.faults == []
    assert report.well
    assert (report.events, report.checkpoints, report.witnessed) == (EVENTS, 3, WITNESSED)
    [residual] = report.notes
    assert residual.startswith(f"{EVENTS - WITNESSED} events from 2026-03-31T12:0")


def test_without_a_witness_it_says_what_that_is_worth(written):
    report = verify(written, witnessed=[], key=None)
    assert report.well
    assert report.witnessed == 0
    assert any("could have written all of this anew" in note for note in report.notes)
    assert any("taken from the export itself" in note for note in report.notes)


def change_a_value(found, draw):
    """One character or number of one event is another."""
    event = found[draw.choice(placed(found))]["event"]
    name = draw.choice([n for n in sorted(event) if isinstance(event[n], str) and event[n]])
    at = draw.randrange(len(event[name]))
    event[name] = event[name][:at] + draw.choice("0aZ-é") + event[name][at + 1 :]


def change_its_hash(found, draw):
    """The stated leaf of one event is another."""
    row = found[draw.choice(placed(found))]
    at = draw.randrange(64)
    row["leaf"] = row["leaf"][:at] + draw.choice("0123456789abcdef") + row["leaf"][at + 1 :]


def delete(found, draw):
    """Some events in a row are gone."""
    at = draw.choice(placed(found))
    del found[at : at + draw.randint(1, 3)]


def insert(found, draw):
    """An event is there that never was."""
    at = draw.choice(placed(found))
    found.insert(at, json.loads(json.dumps(found[at])))
    found[at]["event"]["actor"] = "somebody"


def swap(found, draw):
    """Two events have changed places."""
    one, other = draw.sample(placed(found), 2)
    found[one], found[other] = found[other], found[one]


def change_and_rehash(found, draw):
    """An event is changed and fits its own hash again."""
    row = found[draw.choice(placed(found))]
    row["event"]["actor"] += "x"
    row["leaf"] = tree.leaf_hash(verifier._canonical(row["event"])).hex()


def change_a_line(found, draw):
    """A line of the rest of the file is gone or there twice."""
    others = [at for at, row in enumerate(found) if "event" not in row]
    at = draw.choice(others)
    if draw.random() < 0.5:
        del found[at]
    else:
        found.insert(at, json.loads(json.dumps(found[at])))


def change_a_checkpoint(found, draw):
    """One character of a checkpoint is another."""
    row = draw.choice([row for row in found if "checkpoint" in row])
    text = row["checkpoint"].rstrip()
    at = draw.randrange(len(text) - 2)
    row["checkpoint"] = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :] + "\n"


def change_what_is_there(found, draw):
    """A record is gone, new, or at another version, and no event tells of it."""
    [state] = [row for row in found if "state" in row]
    row = draw.choice(state["rows"])
    match draw.randrange(3):
        case 0:
            state["rows"].remove(row)
        case 1:
            state["rows"].append(["R9999", 1])
        case 2:
            row[1] += draw.choice([-1, 1])


def change_and_rechain(found, draw):
    """An event that a witness has seen is changed, and all that follows made again."""
    event = found[draw.choice(placed(found)[:WITNESSED])]["event"]
    event["actor"] += "x"
    rechained(found)


KINDS = (
    change_a_value,
    change_its_hash,
    delete,
    insert,
    swap,
    change_and_rehash,
    change_a_line,
    change_a_checkpoint,
    change_what_is_there,
    change_and_rechain,
)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_random_tamperings_are_all_found(written, part):
    missed, tried = [], 0
    for number in range(part, TAMPERINGS, PARTS):
        draw = random.Random(number)
        kind = KINDS[number % len(KINDS)]
        found = rows(written)
        kind(found, draw)
        if found == rows(written):  # a character was drawn that stood there already
            continue
        tried += 1
        if verify(written, found).well:
            missed.append((number, kind.__name__))
    assert missed == []
    assert tried > 0.9 * TAMPERINGS / PARTS


def test_a_whole_new_history_under_the_same_key(written):
    """Whoever owns the machine and the key writes all of it anew: only a witness can tell."""
    found = rows(written)
    for row in found:
        if "event" in row and row["event"]["actor"] == "u3":
            row["event"]["actor"] = "u4"
    rechained(found, written.signer)
    assert verify(written, found, witnessed=[]).well
    [fault] = verify(written, found).faults
    assert fault == f"a witness has another root over the first {WITNESSED} events"


def test_what_came_after_the_witness_is_the_residual_that_is_told(written):
    found = rows(written)
    found[placed(found)[-2]]["event"]["actor"] = "another"
    rechained(found, written.signer)
    report = verify(written, found)
    assert report.well
    assert f"{EVENTS - WITNESSED} events" in report.notes[0]


def test_a_tail_cut_off(written):
    found = rows(written)
    gone = placed(found)[WITNESSED - 5 :]
    found = [row for at, row in enumerate(found) if at not in set(gone)]
    rechained(found, written.signer)
    assert any("its tail was cut off" in fault for fault in verify(written, found).faults)


def test_an_event_left_out_and_all_renumbered(written):
    found = rows(written)
    del found[placed(found)[WITNESSED // 2]]
    rechained(found, written.signer)
    assert any("another root" in fault for fault in verify(written, found).faults)


def test_two_histories_shown_to_two_witnesses(written):
    found = rows(written)
    found[placed(found)[10]]["event"]["actor"] = "another"
    rechained(found, written.signer)
    second = [
        row["checkpoint"]
        for row in found
        if "checkpoint" in row and row["checkpoint"].splitlines()[1] == str(WITNESSED)
    ]
    assert verify(written, found, witnessed=second).well
    assert verify(written).well
    for shown in (written.lines, found):
        assert not verify(written, shown, witnessed=written.witnessed + second).well


def test_another_key(written):
    other = new_signer(written.signer.key.name)
    found = rechained(rows(written), other)
    found[0]["key"] = str(other.key)
    faults = verify(written, found).faults
    assert "the export names another public key than the one given" in faults
    assert verify(written, found, key=None).faults != []


def test_time_that_goes_back(written):
    found = rows(written)
    found[placed(found)[20]]["event"]["at"] = "2026-03-30T12:00:00.000000Z"
    rechained(found, written.signer)
    assert "event 21 is earlier than the one before it" in verify(written, found).faults or any(
        "event 22" in fault for fault in verify(written, found).faults
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"effect": "made", "object": "R0001"}, "was made twice"),
        ({"effect": "changed", "object": "none"}, "was changed and never made"),
        ({"effect": "erased", "object": "none"}, "was erased and never made"),
        ({"kind": "note", "effect": "made"}, "the export says nothing of the records of kind note"),
        ({"effect": "erased", "object": "R0001"}, "is there and no event made it"),
        ({"effect": "changed", "object": "R0001"}, "a change was not recorded"),
    ],
)
def test_records_and_log_are_held_against_each_other(written, change, fault):
    found = rows(written)
    found[placed(found)[-1]]["event"] |= {"kind": "alert"} | change
    rechained(found, written.signer)
    assert any(fault in one for one in verify(written, found).faults)


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", "{}", '{"event": 1, "leaf": 2}', '{"event": {"seq": 1.5}, "leaf": ""}', ""],
)
def test_a_line_that_is_none_is_a_fault_and_not_a_crash(written, line):
    lines = [*written.lines[:20], line, *written.lines[20:]]
    assert not verify(written, lines).well


def test_an_empty_file_is_a_fault(written):
    assert not verify(written, []).well


def test_it_runs_alone(written, tmp_path):
    """One file, in a place that has nothing of Custodes, as an outsider would run it."""
    alone = tmp_path / "verifier.py"
    alone.write_bytes(Path(verifier.__file__).read_bytes())
    export, note = tmp_path / "export.jsonl", tmp_path / "kept.note"
    note.write_text(written.witnessed[0], "utf-8")

    def run(lines):
        export.write_text("\n".join(lines) + "\n", "utf-8")
        asked = [alone, export, "--witness", note, "--key", written.key]
        return subprocess.run(
            [sys.executable, "-I", *map(str, asked)], capture_output=True, text=True, check=False
        )

    well, cut = run(written.lines), run(written.lines[:-5])
    assert (well.returncode, cut.returncode) == (0, 1), well.stderr
    assert "Everything fits." in well.stdout
    assert "FAULT" in cut.stdout
    assert "Traceback" not in well.stderr + cut.stderr


def test_it_shares_no_line_with_the_log():
    text = Path(verifier.__file__).read_text("utf-8")
    assert "import custodes" not in text
    assert "from custodes" not in text
    assert "django" not in text.replace("no Django", "").lower()
