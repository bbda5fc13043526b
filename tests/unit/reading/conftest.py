"""Writes bytes as a file of a folder and reads them as a source would."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from custodes.sources.base import Delimited, Reading
from custodes.sources.reading import Limits, Malformed, open_rows, parts_of
from custodes.vocabulary.errors import UserError


@dataclass
class Read:
    rows: list[tuple]
    malformed: list[Malformed]
    columns: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def bad(self) -> list[int]:
        return [m.line for m in self.malformed]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Callable[..., Read]]:
    def read(
        given: bytes,
        reading: Reading = Delimited(),  # noqa: B008
        *,
        needs: tuple[str, ...] = (),
        maybe: tuple[str, ...] = (),
        name: str = "given.csv",
        **limits: Any,
    ) -> Read:
        path = tmp_path / name
        path.write_bytes(given)
        (part,) = parts_of(path, tmp_path)
        rows = open_rows(part, reading, needs=needs, maybe=maybe, limits=Limits(**limits))
        try:
            found: list[tuple] = []
            for batch in rows.batches:
                assert batch.column_names[0] == "line"
                found += zip(*(column.to_pylist() for column in batch.columns), strict=True)
            return Read(found, rows.malformed, rows.columns, rows.extra)
        finally:
            rows.close()

    yield read


@pytest.fixture
def refusal(read: Callable[..., Read]) -> Callable[..., str]:
    def refusal(given: bytes, *args: Any, **options: Any) -> str:
        with pytest.raises(UserError) as refused:
            read(given, *args, **options)
        sentence = str(refused.value)
        assert sentence.endswith(".") and "\n" not in sentence
        return sentence

    return refusal


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheets: dict[str, dict[str, str]]) -> bytes:
    """An xlsx of the sheets given, each `{cell: XML of the cell's inside}`; `d:` makes it a time,
    `b:` a yes or no, `n:` a number, else it is text."""
    members: dict[str, str] = {}
    names = list(sheets)
    for at, cells in enumerate(sheets.values(), start=1):
        rows: dict[int, list[str]] = {}
        for place, value in cells.items():
            kind, _, rest = value.partition(":")
            row = int("".join(c for c in place if c.isdigit()))
            attributes = {"d": 's="1"', "s": 's="2"', "b": 't="b"', "n": ""}
            if kind in attributes:
                cell = f'<c r="{place}" {attributes[kind]}><v>{rest}</v></c>'
            else:
                cell = f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            rows.setdefault(row, []).append(cell)
        inside = "".join(f'<row r="{r}">{"".join(c)}</row>' for r, c in sorted(rows.items()))
        members[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{SHEET}"><sheetData>{inside}</sheetData></worksheet>'
        )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    members["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    )
    members["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{at}.xml"/>'
            for at in range(1, len(names) + 1)
        )
        + f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    members["xl/styles.xml"] = (
        f'<styleSheet xmlns="{SHEET}"><cellXfs count="3"><xf numFmtId="0"/>'
        '<xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>'
    )
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="w" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    members["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>'
    )
    return zipped(**{name: text.encode() for name, text in members.items()})


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    return zipped


@pytest.fixture
def make_workbook() -> Callable[..., bytes]:
    return workbook
