"""The short table of results that stands in the README and the manual, and whether it is current.

It stands between two markers and comes from the committed `docs/proving/results.json` alone.
"""

import sys
from pathlib import Path

from custodes.proving.report.targets import met, targets
from custodes.proving.report.words import (
    BLANK,
    at_budget,
    count,
    figure,
    headline,
    of_kind,
    product_of,
    recall_of,
    who_won,
    with_interval,
)
from custodes.proving.results import Detector, Results, read_results
from custodes.vocabulary.errors import UserError

RESULTS = Path("docs/proving/results.json")
PAPERS = (Path("README.md"), Path("docs/explanation/how-good-is-it.md"))
BEGIN = "<!-- The proving ground's results, made by `python -m custodes.proving.report.block` -->"
END = "<!-- End of the results -->"
NOT_YET = "No results are kept yet: `custodes prove` makes them."


def block(results: Results | None) -> str:
    """What stands between the markers, in Markdown."""
    if results is None:
        return NOT_YET
    protocol = results.protocol
    budget, within = headline(results)
    budgets = sorted(protocol.budgets, reverse=True)
    product = product_of(results)
    listed: list[tuple[str, Detector]] = []
    if product is not None:
        listed.append(("**Custodes**", product))
    listed += [(f"best rival: {one.title}", one) for one in of_kind(results, "rival")[:1]]
    listed += [(f"ceiling: {one.title}", one) for one in of_kind(results, "ceiling")[:1]]
    heads = ["", *(f"raised in {within} days, {b} false" for b in budgets), "right alerts"]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [
        f"| {_cell(name)} | {' | '.join(_recalls(one, budgets, within))} | {_right(one, budget)} |"
        for name, one in listed
    ]
    said = (
        f"Measured on {count(protocol.seeds, 'made-up force')} of {protocol.staff:,} staff and "
        f"{protocol.days} days, in which nobody is real. “2 false” means {at_budget(2)}; brackets "
        "hold 95 % intervals; “of at most” is what the base rate allows anybody. "
        f"{who_won(results)} {met(targets(results))}."
    )
    made = results.made_with
    how = f"Made by `{made.command}` with Custodes {made.version}, source `{made.source[:12]}`."
    return "\n".join([*lines, "", said, "", how])


def written(text: str, results: Results | None, paper: Path) -> str:
    """A paper with the block brought up to date. Raises UserError where it has no markers."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise UserError(f"{paper} has no place for the results: add {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{block(results)}\n\n{END}{after}"


def stale(root: Path) -> list[Path]:
    """The papers under `root` whose block is not that of the committed results."""
    results = _committed(root)
    papers = [root / paper for paper in PAPERS]
    texts = {paper: paper.read_text("utf-8") for paper in papers}
    return [p for p, text in texts.items() if written(text, results, p) != text]


def write(root: Path) -> int:
    """Bring every paper's block up to date, and return how many changed."""
    results, old = _committed(root), stale(root)
    for paper in old:
        text = written(paper.read_text("utf-8"), results, paper)
        paper.write_text(text, encoding="utf-8")
    return len(old)


def main(words: list[str]) -> int:
    """Write the blocks of the repository that is the working folder, or with --check say which
    are not current. Returns the exit code."""
    try:
        if words == ["--check"]:
            old = stale(Path())
            told = ", ".join(str(paper) for paper in old)
            said = f"The results in {told} are not current: run it without --check."
            sys.stdout.write(f"{said}\n" if old else "the results in the papers are current\n")
            return 1 if old else 0
        if words:
            raise UserError("Write no option, or --check.")
        sys.stdout.write(f"{write(Path())} papers written\n")
    except (UserError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _committed(root: Path) -> Results | None:
    return read_results(root / RESULTS) if (root / RESULTS).exists() else None


def _recalls(detector: Detector, budgets: list[int], within: int) -> list[str]:
    found = [recall_of(detector, budget, within) for budget in budgets]
    return [with_interval(r.estimate, r.low, r.high) if r else BLANK for r in found]


def _right(detector: Detector, budget: int) -> str:
    for one in detector.precision:
        if one.budget == budget and one.estimate is not None:
            return f"{figure(one.estimate, 3)} of at most {figure(one.ceiling, 3)}"
    return BLANK


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
