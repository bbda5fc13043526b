"""The report: what it says of any results, that a page is strict, that a PDF is tagged."""

import base64
import hashlib
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pypdf
import pytest

from custodes.proving.report.contents import report
from custodes.proving.report.html import page
from custodes.proving.report.pdf import pdf
from custodes.proving.report.targets import MET, MISSED, NOT_MEASURED, targets, verdict
from custodes.proving.report.words import MARKING, who_won
from custodes.proving.report.written import write_report
from custodes.proving.results import read_results
from custodes.vocabulary.errors import UserError

SHA = "c" * 64
MADE = datetime(2026, 11, 23, 23, tzinfo=UTC)
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Tags(HTMLParser):
    """Every element as it opens, and whether all of them close in order."""

    def __init__(self, text):
        super().__init__()
        self.opened, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.opened.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def without(results, name):
    return replace(results, detectors=tuple(d for d in results.detectors if d.id != name))


def at(results, name, **fields):
    """The results with the recall of one detector changed."""
    return replace(
        results,
        differences=(),
        detectors=tuple(
            replace(d, recall=tuple(replace(r, **fields) for r in d.recall)) if d.id == name else d
            for d in results.detectors
        ),
    )


def test_the_winner_is_printed_as_it_is(results):
    assert "The product did better than the best rival, “Unexplained look-ups" in who_won(results)
    assert "0.30 (0.22 to 0.38), a ratio of 1.8" in who_won(results)
    lost = at(results, "forest", estimate=0.9, low=0.8, high=0.95)
    assert "A rival did better: the best rival, “Isolation forest" in who_won(lost)
    assert "A rival did better" in page(report(lost, SHA))
    level = at(results, "pairs", estimate=0.7, low=0.6, high=0.8)
    assert "A rival did as well" in who_won(level)


def test_a_difference_that_chance_could_make_is_called_so(results):
    near = replace(results, differences=(replace(results.differences[0], low=-0.02),))
    assert "which is not told apart from chance" in who_won(near)


def test_results_without_rivals_or_product_say_so(results):
    alone = without(without(results, "pairs"), "forest")
    assert "No rival took part." in who_won(alone)
    assert who_won(without(results, "custodes")) == "The product was not measured in this run."


def test_a_run_too_small_to_say_anything_says_that(results):
    warning = "says nothing of how good anything is"
    assert warning not in page(report(results, SHA))
    assert warning in page(report(at(results, "custodes", offenders=29), SHA))


def test_targets_are_judged_by_the_careful_end(results):
    told = {target.what: target for target in targets(results)}
    recall = told["recall in 60 days, 5 false per 1,000 a month, all feeds"]
    assert (recall.measured, recall.counts, recall.verdict) == (
        "0.70 (0.62 to 0.78)",
        "0.62",
        MISSED,
    )
    phones = told["recall in 60 days, 5 false per 1,000 a month, no phones"]
    assert phones.measured == "0.52 (0.42 to 0.62)"
    early = told["recall in 30 days, 5 false per 1,000 a month, no phones"]
    assert early.verdict == NOT_MEASURED
    innocent = told["innocent staff alerted in a year, 2 false per 1,000 a month"]
    assert (innocent.counts, innocent.verdict) == ("2.4\u00a0%", MET)
    assert told["all replayed cases found in 45 days"].measured == "4 of 6 trials"
    fair = told["alert ratios of protected groups and flexible workers"]
    assert fair.measured == "2 of 3 ratios inside; 2 with their whole interval"
    assert fair.verdict == MISSED


@pytest.mark.parametrize(
    ("value", "least", "aim", "said"),
    [
        (0.6, 0.6, 0.75, "met"),
        (0.59, 0.6, 0.75, "missed"),
        (0.75, 0.6, 0.75, "met, and the aim"),
        (0.03, 0.03, 0.015, "met"),
        (0.031, 0.03, 0.015, "missed"),
        (0.015, 0.03, 0.015, "met, and the aim"),
        (None, 0.6, 0.75, "not measured"),
        (1.0, 1.0, 1.0, "met, and the aim"),
    ],
)
def test_a_verdict_knows_which_way_is_better(value, least, aim, said):
    assert verdict(value, least, aim) == said


def test_the_ceiling_stands_beside_each_precision(results):
    [section] = [s for s in report(results, SHA).sections if s.id == "precision"]
    grids = [block.grid for block in section.blocks if hasattr(block, "grid")]
    assert [grid.heads for grid in grids] == [("detector", "share right", "ceiling")] * 2
    assert all(row[2] in ("0.077", "0.032") for grid in grids for row in grid.rows)


def test_the_page_is_strict_whole_and_fetches_nothing(results):
    text = page(report(results, SHA))
    tags = Tags(text)
    assert tags.open == []
    names = {tag for tag, _attrs in tags.opened}
    assert not names & {"script", "link", "img", "iframe", "object"}
    assert not any(a.startswith("on") or a == "style" for _t, attrs in tags.opened for a in attrs)
    assert re.findall(r"(?:src|href)=\"(?!#)", text) == []
    assert "url(" not in text and "@import" not in text
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{allowed}'" in text
    assert "default-src 'none'" in text


def test_the_page_can_be_read_without_seeing(results):
    tags = Tags(page(report(results, SHA)))
    ids = [attrs["id"] for _tag, attrs in tags.opened if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _tag, attrs in tags.opened:
        for name in attrs.get("aria-labelledby", "").split():
            assert name in ids
    pictures = [attrs for tag, attrs in tags.opened if tag == "svg"]
    details = [tag for tag, _attrs in tags.opened if tag == "details"]
    assert len(pictures) == len(details) >= 8
    assert all(attrs["role"] == "img" for attrs in pictures)
    scrolls = [attrs for _tag, attrs in tags.opened if attrs.get("class") == "scroll"]
    assert scrolls and all(attrs["tabindex"] == "0" for attrs in scrolls)


def test_what_results_hold_is_text_and_never_markup(results):
    text = page(report(results, SHA))
    assert "<b>" not in text and "&lt;b&gt;for" in text
    assert "<pyod" not in text and "&lt;pyod &amp; scikit-learn&gt;" in text
    odd = replace(results, unknowns=('A "quote", a #hash, a \\ and $5.',))
    read = pypdf.PdfReader(io.BytesIO(pdf(report(odd, SHA), MADE)))
    told = "".join(sheet.extract_text() for sheet in read.pages)
    assert 'A "quote", a #hash, a \\ and $5.' in " ".join(told.split())


def test_the_marking_the_command_and_the_hash_are_there(results):
    text = page(report(results, SHA))
    assert text.count(MARKING) >= 2
    assert results.made_with.command in text and SHA in text
    read = pypdf.PdfReader(io.BytesIO(pdf(report(results, SHA), MADE)))
    pages = [sheet.extract_text() for sheet in read.pages]
    assert all(MARKING in told for told in pages)
    assert all(SHA[:16] in told for told in pages)
    assert f"page 1 of {len(pages)}" in pages[0]


def test_the_pdf_is_tagged_and_says_its_title_and_tongue(results):
    read = pypdf.PdfReader(io.BytesIO(pdf(report(results, SHA), MADE)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert read.metadata.title.startswith("How good is it?")
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_same_results_give_the_same_files(results, tmp_path):
    first = [path.read_bytes() for path in write_report(tmp_path / "a", results)]
    again = [path.read_bytes() for path in write_report(tmp_path / "b", results)]
    assert first == again
    assert read_results(tmp_path / "a" / "results.json") == results


def test_a_folder_that_cannot_be_written_to_is_told(results, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError, match="cannot be written to"):
        write_report(tmp_path / "taken", results)


def test_results_with_nothing_in_them_still_make_a_report(results):
    bare = replace(
        results,
        detectors=(),
        differences=(),
        explained=None,
        conditions=(),
        fairness=(),
        label_bias=(),
        victims=(),
        replays=(),
        realism=(),
        separability=(),
        unknowns=(),
    )
    told = report(bare, SHA)
    assert [section.id for section in told.sections] == ["summary", "targets", "unknown", "made"]
    assert {target.verdict for target in targets(bare)} == {NOT_MEASURED}
    assert page(told) and pdf(told, MADE)
