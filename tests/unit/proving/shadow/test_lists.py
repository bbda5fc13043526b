"""Files that people write: what is read, and the sentence for each thing that is wrong."""

import pytest

from custodes.proving.shadow.captured import captured, listed
from custodes.proving.shadow.closed_cases import cases
from custodes.proving.shadow.lists import has_column
from custodes.vocabulary.errors import UserError


@pytest.fixture
def written(tmp_path):
    def write(text, name="cases.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_cases_are_read_with_their_lines(written):
    read = cases(
        written(
            "\ufeffStaff, person ,onset,complaint,note\n"
            "A-1, P-1 ,2026-01-05,2026-02-01,x\n\n A-2,P-2,2026-01-06,,\n"
        )
    )
    assert [(c.line, c.staff, c.person, str(c.onset)) for c in read] == [
        (2, "A-1", "P-1", "2026-01-05"),
        (4, "A-2", "P-2", "2026-01-06"),
    ]
    assert (str(read[0].complaint), read[1].complaint) == ("2026-02-01", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cases.csv is empty"),
        ("staff,person,onset\n", "cases.csv has columns and no row"),
        ("staff,persn,onset\nA,P,2026-01-05\n", "line 1: there is no column person; the closest"),
        ("staff,person,onset,staff\nA,P,2026-01-05,A\n", "line 1: the column staff stands there"),
        ("staff,person,onset\nA,P,05/01/2026\n", 'line 2: onset "05/01/2026": write a date such'),
        ("staff,person,onset\nA,P,2026-01-05\nA,P,\n", "line 3: onset is empty: write when"),
        ("staff,person,onset\n,P,2026-01-05\n", "line 2: staff is empty: fill it in"),
        ("staff,person,onset\nA,P,2026-01-05,,,\n", "line 2: 6 cells under 3 columns"),
        (
            "staff,person,onset,complaint\nA,P,2026-01-05,2026-01-04\n",
            'line 2: complaint "2026-01-04": it comes before the onset 2026-01-05',
        ),
        ('staff,person,onset\nA,"P,2026-01-05\n', "line 2 is not CSV"),
        ("staff,person,onset\nÄ,P,2026-01-05\n".encode("latin-1"), "is not in UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(written, text, told):
    with pytest.raises(UserError) as error:
        cases(written(text))
    assert told in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"none\.csv cannot be read"):
        cases(tmp_path / "none.csv")
    assert not has_column(tmp_path / "none.csv", "verdict")


def test_lists_are_counted_together_and_two_by_two(written):
    named = {
        name: listed(written("staff\n" + "\n".join(staff), name))
        for name, staff in (("a.csv", "ABCD"), ("b.csv", "ABE"), ("c.csv", "ADF"))
    }
    found = captured(named)
    assert found.sizes == {"a.csv": 4, "b.csv": 3, "c.csv": 3}
    assert found.seen == 6
    assert found.by_two["a.csv", "b.csv"].value == pytest.approx(5 * 4 / 3 - 1)
    assert len(found.by_two) == 3
    assert found.there_are.low >= 6
    two = {name: named[name] for name in ("a.csv", "b.csv")}
    assert captured(two).there_are == found.by_two["a.csv", "b.csv"]


def test_one_list_says_nothing(written):
    with pytest.raises(UserError, match="One list says nothing"):
        captured({"a": frozenset("A")})
