"""The figures of the review budget in words and pictures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodes.web.alerts.verdicts import VERDICTS
from custodes.web.design.pictures import Picture, shares
from custodes.web.design.showing import number
from custodes.web.runs.figures import Figures
from custodes.web.runs.precision import Share

Line = tuple[str, str]
FEW_DRAWN = 30
"""Draws below which the share of the random tenth is shown as not yet known; the interval on 30
and none is 0 to 11 %. Structured judgement."""


@dataclass(frozen=True)
class BudgetPage:
    """What the page shows; `at_budget` and `unbiased` are sentences where there is no share yet."""

    weeks: int
    reading: list[Line]
    backlog: Picture
    verdicts: Picture
    odds: str
    at_budget: list[Line]
    unbiased: list[Line]


def present(f: Figures) -> BudgetPage:
    """The page of these figures."""
    said = [(str(verdict.title), f.verdicts.get(verdict.id, 0)) for verdict in VERDICTS]
    return BudgetPage(
        weeks=f.weeks,
        reading=_reading(f),
        backlog=shares(
            [(str(words), n) for words, n in f.ages], _("Open alerts by how long they wait")
        ),
        verdicts=shares(
            [*said, (_("Not decided yet"), f.verdicts.get("", 0))],
            _("What became of alerts raised in the last %(n)d weeks") % {"n": f.weeks},
        ),
        odds=f.ranked.sentence() if f.ranked.enough else "",
        at_budget=_at_budget(f),
        unbiased=_unbiased(f),
    )


def _reading(f: Figures) -> list[Line]:
    pace = _("%(n)s a week") % {"n": number(f.decided_a_week, 1)}
    lines = [
        (_("The unit can read"), _("%(n)d a week") % {"n": f.a_week}),
        (_("Decided, over %(n)d weeks") % {"n": f.weeks}, f"{f.decided} ({pace})"),
        (_("Open now"), number(f.open)),
    ]
    if f.oldest is not None and f.median_age is not None:
        waits = _("%(oldest)s; half of them %(median)s or more") % {
            "oldest": days(f.oldest),
            "median": days(f.median_age),
        }
        lines.append((_("The oldest has waited"), waits))
        if f.a_week:
            lines.append((_("To read what is open takes"), _weeks(f.open / f.a_week)))
    if f.median_days is not None:
        took = _("half within %(n)s") % {"n": days(f.median_days)}
        if f.ninth_days is not None:
            took = _("half within %(n)s, nine in ten within %(m)s") % {
                "n": days(f.median_days),
                "m": days(f.ninth_days),
            }
        lines.append((_("From raised to decided"), took))
    if f.raised:
        closed = _("%(n)d of %(of)d (%(share)s)") % {
            "n": f.with_reason,
            "of": f.raised,
            "share": f"{f.with_reason / f.raised:.0%}",
        }
        lines.append((_("Closed with a reason, of those raised"), closed))
    return lines


def _at_budget(f: Figures) -> list[Line]:
    lines = [
        (
            _("Verdicts on ranked alerts"),
            _("%(n)d, of which %(hits)d substantiated")
            % {"n": f.ranked.verdicts, "hits": f.ranked.substantiated},
        )
    ]
    if f.lacking:
        lacking = ngettext(
            "%(n)d more verdict is needed before a share is told",
            "%(n)d more verdicts are needed before a share is told",
            f.lacking,
        )
        lines.append((_("Precision at the budget"), lacking % {"n": f.lacking}))
    else:
        lines.append((_("Precision at the budget"), interval(f.at_budget)))
    for rate, most in f.ceilings:
        words = _("Its ceiling at %(rate)s cases a year among 1,000 staff") % {"rate": f"{rate:g}"}
        lines.append((words, percent(most)))
    if f.staff is None:
        lines.append((_("Its ceiling"), _("Not known: measure coverage, which counts the staff")))
    return lines


def _unbiased(f: Figures) -> list[Line]:
    lines = [
        (
            _("Drawn at random and decided, ever"),
            _("%(n)d, of which %(hits)d substantiated") % {"n": f.drawn, "hits": f.drawn_hits},
        )
    ]
    if f.chances:
        low, high = (f"1 in {1 / chance:,.0f}" for chance in f.chances)
        lines.append((_("Chances of being drawn"), low if low == high else f"{high} to {low}"))
    if f.drawn < FEW_DRAWN:
        lacking = ngettext(
            "%(n)d more is needed before a share is told",
            "%(n)d more are needed before a share is told",
            FEW_DRAWN - f.drawn,
        )
        lines.append((_("Share, each weighed by its chance"), lacking % {"n": FEW_DRAWN - f.drawn}))
    else:
        lines.append((_("Share, each weighed by its chance"), interval(f.unbiased)))
    return lines


def interval(share: Share | None) -> str:
    """A share with its interval."""
    if share is None:
        return _("Not known")
    return _("%(share)s (95 %% interval %(low)s to %(high)s)") % {
        "share": percent(share.share),
        "low": percent(share.low),
        "high": percent(share.high),
    }


def percent(share: float) -> str:
    """A share in per cent, with two places where it is small."""
    return f"{share:.1%}" if share >= 0.01 else f"{share:.2%}"


def days(length: float) -> str:
    """A length of time in days, or in hours where it is short."""
    if length < 2:
        hours = max(1, round(length * 24))
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", round(length)) % {"n": round(length)}


def _weeks(length: float) -> str:
    if length < 1:
        return _("less than a week at the budget")
    whole = round(length)
    return ngettext("%(n)d week at the budget", "%(n)d weeks at the budget", whole) % {"n": whole}
