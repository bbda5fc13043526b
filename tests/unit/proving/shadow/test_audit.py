"""The audit: drawn with the chances that the key tells, blind, and estimated from its verdicts."""

import csv
from collections import Counter

import pytest

from custodes.proving.shadow import audit
from custodes.vocabulary.errors import UserError

PARTS = {
    "response": [(f"R-{n}", f"P-{n}") for n in range(300)],
    "custody": [(f"C-{n}", f"P-{n}") for n in range(90)],
    "one alone": [("O-1", "P-1")],
    audit.RAISED: [(f"A-{n}", f"P-{n}") for n in range(12)],
}


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def judge(sheet, verdict):
    judged = [{**row, "verdict": verdict(row)} for row in rows(sheet)]
    with sheet.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, audit.SHEET)
        writer.writeheader()
        writer.writerows(judged)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "audit.csv"
    audit.write(path, audit.draw(PARTS, raised=10, at_random=30, seed="s"))
    return path


def test_every_role_is_drawn_by_its_size_and_at_least_twice_where_it_can_be():
    drawn = audit.draw(PARTS, raised=10, at_random=30, seed="s")
    assert Counter(one.part for one in drawn) == {
        "response": 21,
        "custody": 8,
        "one alone": 1,
        audit.RAISED: 10,
    }
    assert {(one.part, round(one.chance, 4)) for one in drawn} == {
        ("response", round(21 / 300, 4)),
        ("custody", round(8 / 90, 4)),
        ("one alone", 1.0),
        (audit.RAISED, round(10 / 12, 4)),
    }


def test_the_same_seed_draws_the_same_and_another_draws_others():
    once = audit.draw(PARTS, raised=10, at_random=30, seed="s")
    assert audit.draw(PARTS, raised=10, at_random=30, seed="s") == once
    other = audit.draw(PARTS, raised=10, at_random=30, seed="t")
    assert {one.pair for one in other} != {one.pair for one in once}


def test_every_pair_of_a_part_is_drawn_about_as_often():
    times = Counter(
        one.pair
        for seed in range(600)
        for one in audit.draw({"custody": PARTS["custody"]}, raised=0, at_random=9, seed=f"{seed}")
    )
    # Each with chance a tenth: 60 times in 600, give or take four deviations.
    assert len(times) == 90
    assert min(times.values()) > 30 and max(times.values()) < 90


def test_the_sheet_tells_nothing_of_which_is_which(sheet):
    told = rows(sheet)
    key = rows(audit.key_of(sheet))
    assert list(told[0]) == ["number", "staff", "person", "verdict", "note"]
    assert {row["verdict"] for row in told} == {""}
    parts = [row["part"] for row in key]
    assert parts != sorted(parts)
    assert [row["staff"] for row in told] == [row["staff"] for row in key]


def test_too_few_for_the_roles_is_told():
    with pytest.raises(UserError, match=r"4 pairs are too few for 3 roles.*write 5 or more"):
        audit.draw(PARTS, raised=10, at_random=4, seed="s")


def test_more_than_there_are_draws_them_all():
    drawn = audit.draw({"custody": PARTS["custody"]}, raised=5, at_random=500, seed="s")
    assert len(drawn) == 90


def test_a_sheet_with_verdicts_is_not_written_over(sheet):
    with pytest.raises(UserError, match="is there already"):
        audit.write(sheet, [])


def test_verdicts_become_estimates(sheet):
    key = {row["number"]: row for row in rows(audit.key_of(sheet))}
    raised = [n for n, row in key.items() if row["part"] == audit.RAISED]
    custody = [n for n, row in key.items() if row["part"] == "custody"]
    said = dict.fromkeys(raised[:4], "substantiated") | {raised[4]: "breach"}
    said |= {raised[5]: "not enough", custody[0]: "Substantiated"}
    judge(sheet, lambda row: said.get(row["number"], "explained"))
    found = audit.audited(sheet)
    assert (found.judged, found.not_judged, found.not_enough) == (40, 0, 1)
    assert found.precision.value == pytest.approx(4 / 10)
    assert found.with_breaches.value == pytest.approx(5 / 10)
    # One of the eight drawn of ninety stands for 90/8; four of ten raised, for 4.8 of twelve.
    assert found.not_raised.value == pytest.approx(90 / 8)
    assert found.found.value == pytest.approx(4.8 / (4.8 + 90 / 8))
    assert found.found.low < found.found.value < found.found.high


def test_pairs_that_nobody_judged_are_told(sheet):
    key = {row["number"]: row for row in rows(audit.key_of(sheet))}
    judge(sheet, lambda row: "" if key[row["number"]]["part"] == "custody" else "explained")
    found = audit.audited(sheet)
    assert found.not_judged == 8
    assert found.silent_parts == ("custody",)


def test_a_sheet_that_does_not_fit_its_key_is_told_with_its_line(sheet):
    judge(sheet, lambda row: "perhaps" if row["number"] == "3" else "")
    with pytest.raises(UserError, match=r'line 4: verdict "perhaps": write one of substantiated'):
        audit.audited(sheet)
    text = sheet.read_text().replace("perhaps", "explained")
    sheet.write_text(text.replace("\n2,", "\n99,", 1))
    with pytest.raises(UserError, match=r'line 3: the key has no number "99"'):
        audit.audited(sheet)
    audit.key_of(sheet).unlink()
    with pytest.raises(UserError, match=r"audit\.key\.csv cannot be read"):
        audit.audited(sheet)
