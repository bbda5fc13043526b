"""Strategies and recommendations that a plan is held against: versions as data, with sources.

The wording is Custodes' own and is to be checked against the published text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from custodes.web.plan.contents import Line
from custodes.web.plan.elements import STRAND_WORDS, Element


@dataclass(frozen=True)
class Strategy:
    """One version of the national strategy: its strands by key, each in words."""

    id: str
    title: str
    published: date
    strands: Mapping[str, str]


@dataclass(frozen=True)
class Recommendation:
    """What an inspection asked of forces. `to_check`: not yet compared with the published text."""

    id: str
    source: str
    year: int
    asks: str
    element: Element | None = None
    to_check: bool = True


NPCC_2017 = Strategy(
    "npcc-2017-04",
    "NPCC national strategy, April 2017",
    date(2017, 4, 1),
    {strand.value: word for strand, word in STRAND_WORDS.items()},
)
STRATEGIES = {NPCC_2017.id: NPCC_2017}
"""The versions that are shipped; a force loads newer ones (`custodes.web.plan.versions`)."""


def in_force(strategies: Iterable[Strategy], day: date) -> Strategy:
    """The newest version that was published by that day; the oldest where none was yet."""
    ordered = sorted(strategies, key=lambda one: (one.published, one.id))
    return ([one for one in ordered if one.published <= day] or ordered[:1])[-1]


_2015 = ("Integrity matters", 2015)
_2016 = ("PEEL: police legitimacy 2016", 2016)
_2019 = ("Shining a light on betrayal", 2019)
_2022 = ("Vetting, misconduct and misogyny", 2022)
RECOMMENDATIONS: dict[str, Recommendation] = {
    one.id: one
    for one in (
        Recommendation(
            "2015-analysis", *_2015, "Can analyse corruption intelligence.", Element.CCU
        ),
        Recommendation(
            "2016-look-back", *_2016, "Look back over past allegations and consider referral."
        ),
        Recommendation(
            "2016-refer", *_2016, "Treat new allegations as serious corruption and refer them."
        ),
        Recommendation(
            "2016-ccu",
            *_2016,
            "A plan for the capability and capacity to seek intelligence.",
            Element.CCU,
        ),
        Recommendation(
            "2016-monitor",
            *_2016,
            "Technology and people to monitor IT systems actively.",
            Element.MONITORING,
        ),
        Recommendation(
            "2016-links",
            *_2016,
            "Relationships with organisations that support vulnerable people.",
            Element.LINKS,
        ),
        Recommendation("2019-vetting", *_2019, "Everyone holds current vetting."),
        Recommendation(
            "2019-categories",
            *_2019,
            "Intelligence is recorded under the national corruption categories.",
            Element.CCU,
        ),
        Recommendation(
            "2019-threat", *_2019, "A strategic threat assessment every year.", Element.STRATEGY
        ),
        Recommendation(
            "2019-links", *_2019, "Regular contact with support organisations.", Element.LINKS
        ),
        Recommendation(
            "2019-monitor",
            *_2019,
            "Monitoring that covers desktop and handheld devices.",
            Element.MONITORING,
        ),
        Recommendation(
            "2019-people",
            *_2019,
            "Enough people with the right skills to look proactively.",
            Element.CCU,
        ),
        Recommendation(
            "2019-apps", *_2019, "The use of encrypted apps is reviewed.", Element.MONITORING
        ),
        Recommendation(
            "2022-oversight",
            *_2022,
            "Every item of sexual-misconduct intelligence is risk assessed and overseen.",
        ),
        Recommendation(
            "2022-links",
            *_2022,
            "Relationships with outside bodies that can tell of misconduct.",
            Element.LINKS,
        ),
        Recommendation(
            "2022-seek", *_2022, "Intelligence is actively sought as routine.", Element.CCU
        ),
        Recommendation(
            "2022-monitor", *_2022, "All use of IT can be monitored, and is.", Element.MONITORING
        ),
        Recommendation(
            "2022-devices", *_2022, "It is known who holds each mobile device.", Element.MONITORING
        ),
        Recommendation("2022-people-meetings", *_2022, "People intelligence meetings are held."),
        Recommendation(
            "2022-threat", *_2022, "The threat assessment is current.", Element.STRATEGY
        ),
        Recommendation(
            "2022-wider", *_2022, "Wider inquiries are made about whoever comes to notice."
        ),
    )
}


@dataclass(frozen=True)
class NoLongerMatches:
    """A line that the strategy or the list of recommendations has left behind, and why."""

    line: str
    because: str


def no_longer_matches(
    lines: Iterable[Line],
    strategy: Strategy,
    recommendations: Mapping[str, Recommendation] = RECOMMENDATIONS,
) -> tuple[NoLongerMatches, ...]:
    """The lines written to another version of the strategy, or to what is no longer asked."""
    found = []
    for line in lines:
        if line.strand and line.strategy != strategy.id:
            kept = (
                "the strand is still there"
                if line.strand in strategy.strands
                else "the strand is gone"
            )
            found.append(
                NoLongerMatches(
                    line.id,
                    f"It is written to {line.strategy or 'no version of the strategy'}, and "
                    f"{strategy.title} is in force; {kept}.",
                )
            )
        found += [
            NoLongerMatches(line.id, f"It names recommendation {one}, which is not in the list.")
            for one in line.recommendations
            if one not in recommendations
        ]
    return tuple(found)


def not_answered(
    lines: Iterable[Line], recommendations: Mapping[str, Recommendation] = RECOMMENDATIONS
) -> tuple[Recommendation, ...]:
    """The recommendations that no line of the plan names."""
    named = {one for line in lines for one in line.recommendations}
    return tuple(one for key, one in recommendations.items() if key not in named)


def strands_met(lines: Iterable[Line], strategy: Strategy) -> frozenset[str]:
    """The strands of that version that some line is written to."""
    return frozenset(
        line.strand
        for line in lines
        if line.strand and line.strategy == strategy.id and line.strand in strategy.strands
    )
