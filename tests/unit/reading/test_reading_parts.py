"""Which files a pattern finds, what an archive holds, and what is refused of both."""

import hashlib
import os
import warnings
import zipfile

import pytest

from custodes.sources.base import Delimited
from custodes.sources.reading import Part, files_matching, open_rows, parts_of, sha256_of
from custodes.sources.reading import parts as parts_module
from custodes.vocabulary.errors import FileRefused, UserError


def _touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a\n1\n")


def test_files_are_sorted_and_hidden_ones_left(tmp_path):
    _touch(tmp_path, "b.csv", "a.csv", "in/c.csv", "in/deep/d.csv", ".e.csv", "~$f.csv", "g.txt")
    (tmp_path / "folder.csv").mkdir()
    names = [p.relative_to(tmp_path).as_posix() for p in files_matching(tmp_path, "**/*.csv")]
    assert names == ["a.csv", "b.csv", "in/c.csv", "in/deep/d.csv"]
    assert files_matching(tmp_path, "*.csv") == [tmp_path / "a.csv", tmp_path / "b.csv"]
    assert files_matching(tmp_path, "none*") == []


@pytest.mark.parametrize(
    "pattern", ["/etc/*", "../*.csv", "in/../../x", "C:\\x\\*.csv", "\\\\x\\y"]
)
def test_a_pattern_that_leaves_the_folder_is_refused(tmp_path, pattern):
    with pytest.raises(UserError, match=r"leaves the feed's folder"):
        files_matching(tmp_path, pattern)


@pytest.mark.parametrize("pattern", ["", "a**b/*"])
def test_a_pattern_that_is_none_is_refused(tmp_path, pattern):
    with pytest.raises(UserError, match="is not a file pattern"):
        files_matching(tmp_path, pattern)


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(tmp_path):
    _touch(tmp_path, "out/secret.csv", "in/a.csv")
    folder = tmp_path / "in"
    (folder / "b.csv").symlink_to(folder / "a.csv")
    assert [p.name for p in files_matching(folder, "*.csv")] == ["a.csv", "b.csv"]
    (folder / "c.csv").symlink_to(tmp_path / "out" / "secret.csv")
    with pytest.raises(UserError, match=r"^c\.csv leads by a link to a file outside"):
        files_matching(folder, "*.csv")
    (folder / "c.csv").unlink()
    (folder / "away").symlink_to(tmp_path / "out")
    with pytest.raises(UserError, match=r"^away/secret\.csv leads by a link"):
        files_matching(folder, "*/*.csv")


def test_a_link_to_nothing_and_one_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(UserError, match="a link to a file that is not there"):
        files_matching(tmp_path, "*.csv")
    (tmp_path / "a.csv").unlink()
    (tmp_path / "a.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(UserError, match=r"^a\.csv (is a link|leads)"):
        files_matching(tmp_path, "*.csv")


def test_a_name_that_is_not_text_is_shown_printable(tmp_path):
    path = tmp_path / os.fsdecode(b"a\xff\n.csv")
    path.write_bytes(b"a\n")
    (part,) = parts_of(path, tmp_path)
    assert part.label.isprintable() and part.label.encode()


def test_an_archive_gives_its_members_by_name(tmp_path, make_zip):
    path = tmp_path / "billing.zip"
    path.write_bytes(
        make_zip(
            **{
                "march.csv": b"a\n3\n",
                "feb.csv": b"a\n2\n",
                "sub/": b"",
                "__MACOSX/._feb.csv": b"x",
                "sub/.DS_Store": b"x",
                "sub/jan.csv": b"a\n1\n",
            }
        )
    )
    parts = parts_of(path, tmp_path)
    assert [p.label for p in parts] == [
        "billing.zip!feb.csv",
        "billing.zip!march.csv",
        "billing.zip!sub/jan.csv",
    ]
    rows = open_rows(parts[0], Delimited(), needs=("a",), maybe=())
    assert [b.to_pydict() for b in rows.batches] == [{"line": [2], "a": ["2"]}]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.csv", "a/../../b.csv", "..\\up.csv", "C:\\x"]
)
def test_a_member_outside_the_archive_refuses_it(tmp_path, make_zip, name):
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip(**{"ok.csv": b"a\n", name: b"a\n"}))
    with pytest.raises(FileRefused, match="names a member outside itself"):
        parts_of(path, tmp_path)


def test_an_archive_in_an_archive_is_refused(tmp_path, make_zip):
    path = tmp_path / "a.zip"
    inner = make_zip(**{"x.csv": b"a\n"})
    path.write_bytes(make_zip(**{"inner.zip": inner}))
    with pytest.raises(FileRefused, match=r'holds another archive, "inner\.zip"'):
        parts_of(path, tmp_path)
    path.write_bytes(make_zip(**{"inner.csv": inner}))
    (part,) = parts_of(path, tmp_path)
    with pytest.raises(FileRefused, match="looks like a zip archive"):
        open_rows(part, Delimited(), needs=(), maybe=())


def test_an_encrypted_member_refuses_its_archive(tmp_path, make_zip):
    packed = bytearray(make_zip(**{"x.csv": b"a\n"}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(packed))
    with pytest.raises(FileRefused, match=r'is encrypted \(its member "x.csv"'):
        parts_of(path, tmp_path)


def test_broken_empty_crowded_and_repeating_archives_are_refused(tmp_path, make_zip, monkeypatch):
    path = tmp_path / "a.zip"
    whole = make_zip(**{"x.csv": b"a\n" * 500, "y.csv": b"a\n"})
    path.write_bytes(whole[:-30])
    with pytest.raises(FileRefused, match="cut off or broken"):
        parts_of(path, tmp_path)
    path.write_bytes(make_zip())
    with pytest.raises(FileRefused, match="no file in it"):
        parts_of(path, tmp_path)
    path.write_bytes(whole)
    monkeypatch.setattr(parts_module, "MEMBERS", 1)
    with pytest.raises(FileRefused, match="holds 2 members, more than the 1"):
        parts_of(path, tmp_path)
    monkeypatch.undo()
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("x.csv", "a\n")
        archive.writestr("x.csv", "b\n")
    with pytest.raises(FileRefused, match="two members of one name"):
        parts_of(path, tmp_path)


def test_a_workbook_is_one_part(tmp_path, make_workbook):
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_workbook({"S": {"A1": "a"}}))
    assert parts_of(path, tmp_path) == [Part(path, None, "a.xlsx")]


def test_the_hash_is_of_the_file_as_it_lies(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n1\n")
    assert sha256_of(path) == hashlib.sha256(b"a\n1\n").hexdigest()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    gone = tmp_path / "gone.csv"
    for act in (
        lambda: sha256_of(gone),
        lambda: parts_of(gone, tmp_path),
        lambda: open_rows(Part(gone, None, "gone.csv"), Delimited(), needs=(), maybe=()),
        lambda: open_rows(Part(tmp_path, None, "folder"), Delimited(), needs=(), maybe=()),
    ):
        with pytest.raises(FileRefused, match="could not be read"):
            act()
