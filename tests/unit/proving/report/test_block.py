"""The block of results in the papers: from the committed results alone, and known when stale."""

from dataclasses import replace

import pytest

from custodes.proving.report import block as blocks
from custodes.proving.report.block import BEGIN, END, PAPERS, RESULTS, block, stale, write
from custodes.proving.results import write_results
from custodes.vocabulary.errors import UserError


@pytest.fixture
def root(tmp_path):
    for paper in PAPERS:
        path = tmp_path / paper
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Before\n\n{BEGIN}\n\nold\n\n{END}\n\nAfter.\n", encoding="utf-8")
    return tmp_path


def test_the_block_says_product_rival_ceiling_and_targets(results):
    told = block(results)
    assert "| **Custodes** | 0.70 (0.62 to 0.78) | 0.56 (0.48 to 0.64) | 0.022 of at most" in told
    assert "| best rival: Unexplained look-ups of a pair, in 28 days | 0.40" in told
    assert "| ceiling: Boosted trees" in told
    assert "6 of 13 measured targets met, 1 not measured." in told
    assert results.made_with.command in told


def test_without_results_it_says_so(root):
    assert write(root) == len(PAPERS)
    assert "No results are kept yet" in (root / PAPERS[0]).read_text()
    assert stale(root) == []


def test_other_results_make_every_paper_stale_and_writing_puts_it_right(root, results):
    write(root)
    write_results(root / RESULTS, results)
    assert stale(root) == [root / paper for paper in PAPERS]
    assert write(root) == len(PAPERS)
    assert stale(root) == []
    text = (root / PAPERS[1]).read_text("utf-8")
    assert text.startswith("# Before\n") and text.endswith("\n\nAfter.\n")
    write_results(
        root / RESULTS, replace(results, offenders=1, protocol=replace(results.protocol, seeds=2))
    )
    assert len(stale(root)) == len(PAPERS)


def test_a_paper_without_a_place_is_named(root):
    (root / PAPERS[0]).write_text("# Nothing\n")
    with pytest.raises(UserError, match=r"README\.md has no place for the results"):
        stale(root)


def test_the_check_ends_with_1_when_something_is_stale(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    assert blocks.main(["--check"]) == 1
    assert "README.md" in capsys.readouterr().out
    assert blocks.main([]) == 0
    assert blocks.main(["--check"]) == 0
    assert blocks.main(["--else"]) == 1
