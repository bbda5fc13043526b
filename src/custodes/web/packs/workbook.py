"""The rows of evidence in Excel: one workbook, a sheet for each thing that the page says."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from custodes.web.alerts.presenters import NOT_RECORDED
from custodes.web.design.page import MARKING
from custodes.web.design.showing import clock
from custodes.web.documents.tables import Sheet, workbook
from custodes.web.packs.dossier import Asked, Dossier
from custodes.web.packs.paper import DEMONSTRATION, FAIR

Line = tuple[Any, ...]


def workbook_of(told: Sequence[Dossier], asked: Asked) -> bytes:
    """The workbook of some alerts; each line begins with the alert that it belongs to."""
    marking = f"{MARKING}. {DEMONSTRATION}" if asked.demonstration else MARKING
    return workbook(sheets_of(told, asked), title="Alerts", marking=marking)


def sheets_of(told: Sequence[Dossier], asked: Asked) -> list[Sheet]:
    """Its sheets."""

    def gathered(lines: Any) -> Iterator[Line]:
        return chain.from_iterable(lines(one) for one in told)

    return [
        Sheet("About", ("What", "Which"), _about(told, asked)),
        Sheet("Alerts", ALERTS, gathered(_alert)),
        Sheet("Reasons", REASONS, gathered(_reasons)),
        Sheet("Rows", ROWS, gathered(_rows)),
        Sheet("Explanations tested", TESTED, gathered(_tested)),
        Sheet("For and against", WORDS, gathered(_words)),
        Sheet("Decisions", DECISIONS, gathered(_decisions)),
    ]


ALERTS = (
    *("Alert", "Run", "As of", "About", "What", "Pattern", "Standing", "State", "With"),
    *("Quality of the data", "SHA-256 of the rows", "SHA-256 of the alert"),
)
REASONS = (
    *("Alert", "Reason", "Family", "Bits", "Counted", "In words", "Rows"),
    *("Innocent in other cases", "This cannot see", "First steps"),
)
ROWS = (
    *("Alert", "Row", "Table", "When (London)", "When (UTC)", "What", "Person", "System"),
    *("Incident", "Duty", "Purpose", "Unexplained", "Seconds", "Reasons that rest on it"),
)
TESTED = ("Alert", "Explanation", "Result", "In words")
WORDS = ("Alert", "What it is", "In words")
DECISIONS = ("Alert", "Verdict", "By", "When (London)", "Reason")


def _about(told: Sequence[Dossier], asked: Asked) -> list[Line]:
    demonstration = [("Demonstration", DEMONSTRATION)] if asked.demonstration else []
    return [
        ("Marking", MARKING),
        *demonstration,
        ("Made for", asked.by),
        ("Made at (London)", clock(asked.at)),
        ("Because", asked.because),
        ("Alerts", len(told)),
        ("To bear in mind", FAIR),
    ]


def _alert(one: Dossier) -> Iterator[Line]:
    content, page = one.content, one.page
    yield (
        *(one.alert, content["run"], content["as_of"], page.title, page.sentence, page.pattern),
        *(page.standing, one.state, one.with_whom, page.quality),
        *(content["rows_sha256"], one.sha256),
    )


def _reasons(one: Dossier) -> Iterator[Line]:
    for reason in one.content["reasons"]:
        yield (
            *(one.alert, reason["title"], reason["family"], reason["bits"], reason["counted"]),
            *(reason["text"], len(reason["rows"])),
            *(" ".join(reason[name]) for name in ("could_be_innocent", "cannot_see")),
            " ".join(reason["first_steps"]),
        )


def _rows(one: Dossier) -> Iterator[Line]:
    for row in one.content["timeline"]:
        yield (
            *(one.alert, row["row"], row["table"], clock(row["at"]), row["at"], row["what"]),
            *(row["person"], row.get("system"), row.get("incident"), row["duty"], row["word"]),
            *(row["unexplained"], row.get("seconds"), one.reasons_of(row["row"])),
        )


def _tested(one: Dossier) -> Iterator[Line]:
    tested = one.content["explanations_tested"]
    for said in sorted(tested, key=lambda said: said["result"] == NOT_RECORDED):
        yield (one.alert, said["purpose"], said["result"], said["text"])


def _words(one: Dossier) -> Iterator[Line]:
    yield from ((one.alert, "would explain it", text) for text in one.page.would_explain)
    yield from ((one.alert, "against", text) for text in one.page.against)
    if one.page.harm:
        yield (one.alert, "harm", one.page.harm)


def _decisions(one: Dossier) -> Iterator[Line]:
    for decided in one.decisions:
        yield (one.alert, decided.verdict, decided.by, clock(decided.at), decided.reason)
