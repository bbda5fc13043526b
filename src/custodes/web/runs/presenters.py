"""Runs as their pages show them: how each was made, what changed, and how it is made again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodes.pipeline.ledger import Changed, RunRecord, titles
from custodes.pipeline.verdicts import stamp
from custodes.web.alerts.models import Alert
from custodes.web.alerts.showing import title_of
from custodes.web.design.showing import clock, day, number
from custodes.web.jobs.models import Job
from custodes.web.jobs.presenters import present
from custodes.web.runs.models import KeptRun, Replayed
from custodes.web.runs.queries import Compared

Line = tuple[str, str]
WHAT = {
    "budget": gettext_lazy("Review budget"),
    "program": gettext_lazy("Custodes"),
    "indicator": gettext_lazy("Version of an indicator"),
    "purpose": gettext_lazy("Version of a purpose"),
    "limit": gettext_lazy("Limit that the force set"),
    "off": gettext_lazy("Indicator off for want of"),
}


def row_of(run: KeptRun, raised: Mapping[str, int], there: bool) -> tuple[Any, ...]:
    """A run as a row of the list."""
    last = max(run.replays.all(), key=lambda made: made.at, default=None)
    return (
        {"text": run.run, "href": reverse("runs:run", args=[run.run])},
        {"text": day(stamp(run.as_of)), "sort": run.as_of.timestamp()},
        {"text": clock(stamp(run.made_at)), "sort": run.made_at.timestamp()},
        run.budget,
        number(run.pairs),
        raised.get(run.run, 0),
        _replayed(last) if there else _("Its record is missing"),
    )


def _replayed(last: Replayed | None) -> str:
    if last is None:
        return _("Not yet")
    return _("Same, row for row") if last.same else _("Not the same")


def facts(run: KeptRun, record: RunRecord, drawn: Mapping[str, int]) -> list[Line]:
    """How a run was made, as key and value."""
    figures = record.figures
    ways = [
        (_("by rank"), "rank"),
        (_("drawn at random"), "random"),
        (_("under a watch"), "watch"),
    ]
    raised = ", ".join(f"{drawn[key]} {words}" for words, key in ways if drawn.get(key))
    lines = [
        (_("As of the end of"), day(stamp(run.as_of))),
        (_("Made"), f"{clock(stamp(run.made_at))}{_by(run)}"),
        (_("Review budget"), _("%(n)d alerts") % {"n": run.budget}),
        (_("Pairs compared"), number(run.pairs)),
        (_("Pairs with anything found"), number(int(figures.get("pairs_with_findings", 0)))),
        (_("Strong enough to raise"), number(int(figures.get("candidates", 0)))),
        (_("Alerts raised"), raised or _("None")),
        (_("Custodes"), str(record.versions.get("custodes", ""))),
        (_("Batches read"), number(len(record.batches))),
    ]
    if record.follows:
        lines.append((_("Kept quiet by"), ", ".join(record.follows)))
    lines.append((_("SHA-256 of its alerts"), record.alerts_sha256))
    return lines


def _by(run: KeptRun) -> str:
    if run.by is None:
        return _(", by a command")
    return _(", asked for by %(by)s") % {"by": run.by}


def versions(record: RunRecord) -> list[tuple[str, str, str]]:
    """Each indicator and purpose with the version that the run was made with."""
    words = titles()
    kinds = ((_("Indicator"), "indicators"), (_("Purpose"), "purposes"))
    return [
        (kind, words.get(name, name), str(version))
        for kind, key in kinds
        for name, version in sorted(record.versions.get(key, {}).items())
    ]


def limits(record: RunRecord) -> list[tuple[str, str, str]]:
    """The limits that the force set for itself."""
    words = titles()
    return [
        (words.get(name, name), limit.replace("_", " "), str(value))
        for name, own in sorted(record.limits.items())
        for limit, value in sorted(own.items())
    ]


def off(record: RunRecord) -> list[tuple[str, str]]:
    """The indicators that could not speak, and the tables that they lack."""
    words = titles()
    return [
        (words.get(name, name), ", ".join(tables).replace("_", " "))
        for name, tables in sorted(record.figures.get("off", {}).items())
    ]


def changes(found: Sequence[Changed]) -> list[tuple[str, str, str, str]]:
    """What two runs were made with that differs."""
    words = titles()
    rows = []
    for one in found:
        name, _dot, limit = one.name.partition(".")
        named = words.get(name, name) + (f": {limit.replace('_', ' ')}" if limit else "")
        rows.append((str(WHAT[one.what]), named or "-", one.then or "-", one.now or "-"))
    return rows


def moves(
    found: Compared, names: Mapping[str, str], before: RunRecord, after: RunRecord
) -> dict[str, list[tuple[Any, ...]]]:
    """New, gone and moved pairs as rows, each with its alert; why a gone one may be gone."""
    quiet = before.run in after.follows

    def linked(alert: Alert) -> dict[str, str]:
        return {
            "text": title_of(alert, dict(names)),
            "href": reverse("alerts:alert", args=[alert.alert_id]),
        }

    def why(alert: Alert) -> str:
        if alert.drawn == "random":
            return _("It had been drawn at random")
        if alert.outcome in ("explained", "wrong_data"):
            return _("Cleared, and nothing new since")
        if alert.suppression_id:
            return _("Held back")
        if quiet:
            return _("Quiet for 28 days, unless something of a new kind speaks")
        return _("No longer among the strongest")

    return {
        "new": [(linked(a), a.rank, number(a.bits, 1), _ways(a)) for a in found.new],
        "gone": [(linked(a), a.rank, number(a.bits, 1), why(a)) for a in found.gone],
        "moved": [
            (linked(new), old.rank, new.rank, number(old.bits, 1), number(new.bits, 1))
            for old, new in found.moved
        ],
    }


def _ways(alert: Alert) -> str:
    ways = {"random": _("Drawn at random"), "watch": _("Under a watch")}
    return str(ways.get(alert.drawn, _("By rank")))


def summary(found: Compared) -> str:
    """What changed, in one sentence."""
    parts = [
        ngettext("%(n)d pair is new", "%(n)d pairs are new", len(found.new)),
        ngettext("%(n)d is gone", "%(n)d are gone", len(found.gone)),
        ngettext("%(n)d moved in rank", "%(n)d moved in rank", len(found.moved)),
        ngettext("%(n)d stands where it stood", "%(n)d stand where they stood", found.same),
    ]
    counts = (len(found.new), len(found.gone), len(found.moved), found.same)
    said = [part % {"n": n} for part, n in zip(parts, counts, strict=True) if n]
    return (", ".join(said) or _("Neither raised anything")) + "."


def replays(made: Sequence[Replayed], hidden: Sequence[str]) -> list[dict[str, Any]]:
    """Each replay in words; what is told of an alert that one may not know of is left out."""
    return [
        {
            "same": one.same,
            "title": _("Same, row for row") if one.same else _("Not the same"),
            "at": stamp(one.at),
            "by": str(one.by),
            "differences": [
                text for text in one.differences if text.partition(":")[0] not in hidden
            ],
        }
        for one in made
    ]


def going_on(jobs: Sequence[Job], at: Any) -> list[dict[str, Any]]:
    """Jobs that wait or run, with how far each is."""
    return [present(job, at) | {"href": reverse("jobs:job", args=[job.pk])} for job in jobs]
