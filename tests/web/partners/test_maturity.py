"""How developed a link is: re-derived by a slow function of its own, which goes day by day."""

from datetime import date, timedelta

import pytest

from custodes.web.partners import figures
from custodes.web.partners.evidence import (
    Agreement,
    Briefing,
    Contact,
    Link,
    Register,
    Report,
    Step,
)
from custodes.web.partners.figures import by_area, by_kind, by_month, by_route, links_figures
from custodes.web.partners.kinds import KINDS
from custodes.web.partners.maturity import COLOURS, RULE, TITLES, Level, maturity
from custodes.web.plan.elements import Element
from custodes.web.plan.live import of_links
from web.partners.registers import AREAS, register

DAYS = [date(2023, 6, 1), date(2024, 9, 30), date(2025, 12, 31), date(2026, 6, 1)]
DAY = timedelta(days=1)


def slowly(link, as_of):
    """The level by the words of the printed rule, with nothing taken from the code."""

    def there(fact):
        if fact.on > as_of or fact.known_on > as_of:
            return False
        return fact.withdrawn_on is None or fact.withdrawn_on > as_of

    def age(fact):
        return (as_of - fact.on).days

    year = [r for r in link.reports if there(r) and age(r) < 365]
    if year:
        answered = 0
        for report in year:
            if any(s.step == "feedback" and there(s) for s in report.steps):
                answered += 1
            elif age(report) > 28:
                return 4
        return 5 if answered else 4
    for agreement in link.agreements:
        ended = agreement.end is not None and there(agreement.end)
        if there(agreement) and not ended and agreement.review_on >= as_of:
            return 3
    if any(there(b) and b.attended and age(b) < 730 for b in link.briefings):
        return 2
    return int(any(there(c) and c.reached and age(c) < 365 for c in link.contacts))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_two_hundred_links_come_out_as_the_printed_rule_has_them(seed, as_of):
    links = register(seed).links
    assert len(links) == 200
    assert [maturity(link, as_of).level for link in links] == [slowly(k, as_of) for k in links]


def test_the_seeded_links_stand_on_every_level():
    assert {maturity(link, DAYS[2]).level for link in register().links} == set(Level)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_figures_and_the_heat_map_agree_with_the_slow_levels(as_of):
    whole = register()
    links = [
        k for k in whole.links if k.listed_on <= as_of and not (k.left_on or date.max) <= as_of
    ]
    found = links_figures(whole, as_of)
    levels = [slowly(link, as_of) for link in links]
    assert found.partners == len(links)
    assert {int(k): n for k, n in found.by_level.items()} == {n: levels.count(n) for n in range(6)}
    assert set(found.zero_report) == {
        link.id for link, n in zip(links, levels, strict=True) if n < 4
    }
    for cell in found.cells:
        there = [
            level
            for link, level in zip(links, levels, strict=True)
            if link.kind == cell.kind and (link.force_wide or cell.area in link.areas)
        ]
        assert (cell.partners, cell.best) == (len(there), max(there, default=0))
        assert cell.gap == (max(there, default=0) < 2)
    assert found.gaps == sum(cell.gap for cell in found.cells)


def slowly_due(link, as_of):
    """The day of the next contact, by the words of the how-to."""
    reached = [
        c
        for c in link.contacts
        if c.reached and c.on <= as_of and c.known_on <= as_of
        and not (c.withdrawn_on and c.withdrawn_on <= as_of)
    ]  # fmt: skip
    if not reached:
        return link.listed_on + 14 * DAY
    last = sorted(reached, key=lambda c: (c.on, c.known_on, c.next_on or date.min))[-1]
    return last.next_on or last.on + link.every_days * DAY


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_figures_of_the_plan_agree_with_the_slow_levels_and_with_the_heat_map(seed, as_of):
    whole = register(seed)
    links = [
        k for k in whole.links if k.listed_on <= as_of and not (k.left_on or date.max) <= as_of
    ]
    levels = {link.id: slowly(link, as_of) for link in links}
    found = {one.id: one for one in of_links(whole, as_of)}
    assert {one.element for one in found.values()} == {Element.LINKS}
    assert {one.on for one in found.values()} == {as_of}
    assert found["links-listed"].value == len(links)
    agreed = sum(level >= 3 for level in levels.values())
    assert found["links-agreed"].value == round(agreed / len(links), 4)
    working = sum(
        level > 0 and slowly_due(link, as_of) >= as_of
        for link, level in zip(links, levels.values(), strict=True)
    )
    assert found["links-working"].value == round(working / len(links), 4)
    # The map that the page shows and the plan are counted from the same links.
    for cell in links_figures(whole, as_of).cells:
        there = [levels[k.id] for k in links if k.kind == cell.kind and k.serves(cell.area)]
        assert (cell.partners, cell.best) == (len(there), max(there, default=0))
    listed_kinds = {kind.id for kind in KINDS[:-1]}
    mapped = {k.id for k in links if k.kind in listed_kinds and any(map(k.serves, AREAS))}
    assert len(mapped) <= found["links-listed"].value
    sent = figures.year_of(whole, as_of)
    from_them = [one for one in sent if one.route == "partner"]
    assert found["links-reports"].value == len(from_them) >= 5


def test_the_plan_is_not_told_numbers_of_reports_that_could_tell_somebody_apart():
    first = DAYS[0]

    def of(many):
        reports = tuple(
            Report(on=first, known_on=first, route="partner", partner=1) for _ in range(many)
        )
        link = Link(id=1, name="H", kind="refuge", listed_on=first, reports=reports)
        whole = Register(AREAS, (link,))
        return {one.id: one.value for one in of_links(whole, first + 40 * DAY)}

    for many in (0, 5, 6):
        assert (of(many)["links-reports"], of(many)["links-feedback-owed"]) == (many, many)
    for many in range(1, 5):
        assert not {"links-reports", "links-feedback-owed"} & set(of(many))


def test_one_rule_tells_a_small_number_in_the_unit_alone():
    assert [figures.told(n, unit=True) for n in range(7)] == list(range(7))
    assert [figures.told(n, unit=False) for n in range(7)] == [0, None, None, None, None, 5, 6]
    first = DAYS[0]
    few = [Report(on=first, known_on=first, route="iopc") for _ in range(2)]
    many = [Report(on=first, known_on=first, route="complaint") for _ in range(9)]
    for reports, sum_told in ((few + many, None), (many, 9), ([], 0)):
        found = links_figures(Register(AREAS, (), tuple(reports)), first)
        outside = found.all_told(unit=False)
        assert (outside and outside.reports) == sum_told, "no sum from which one could be had"
        assert found.all_told(unit=True).reports == len(reports)


def test_of_two_words_on_one_day_the_last_that_was_entered_counts():
    first = DAYS[0]
    yes, no = (Step(on=first, known_on=first, step=s) for s in ("developed", "not-developed"))
    for steps, said in (((yes, no), False), ((no, yes), True), ((yes, no, yes), True)):
        report = Report(on=first, known_on=first, route="iopc", steps=steps)
        assert report.developed(first) is said


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_tables_sum_to_the_year(as_of):
    whole = register()
    found = links_figures(whole, as_of)
    assert sum(o.reports for o in by_route(whole, as_of).values()) == found.from_all.reports
    assert sum(o.reports for o in by_kind(whole, as_of).values()) == found.from_partners.reports
    assert sum(o.developed for o in by_kind(whole, as_of).values()) == found.from_partners.developed
    assert list(by_area(whole, as_of)) == list(whole.areas)
    assert list(by_month(whole, as_of))[-1] == f"{as_of:%Y-%m}"
    assert len(by_month(whole, as_of)) == 12


def test_what_becomes_known_later_changes_no_figure_of_before():
    whole = register()
    as_of = DAYS[1]
    known = [
        Link(
            **{
                **vars(link),
                **{
                    name: tuple(f for f in getattr(link, name) if f.known_on <= as_of)
                    for name in ("contacts", "briefings", "agreements", "reports")
                },
            }
        )
        for link in whole.links
    ]
    assert [maturity(k, as_of) for k in known] == [maturity(k, as_of) for k in whole.links]


def test_evidence_ages_to_the_day():
    contact = Contact(on=DAYS[0], known_on=DAYS[0], reached=True)
    link = Link(id=1, name="Harbour", kind="refuge", listed_on=DAYS[0], contacts=(contact,))
    assert maturity(link, DAYS[0] - DAY).level is Level.NONE
    assert maturity(link, DAYS[0]).level is Level.CONTACTED
    assert maturity(link, DAYS[0] + 364 * DAY).level is Level.CONTACTED
    assert maturity(link, DAYS[0] + 365 * DAY).level is Level.NONE


def test_a_report_that_waits_too_long_for_feedback_takes_the_top_level_away():
    first = DAYS[0]
    fed = Step(on=first + DAY, known_on=first + DAY, step="feedback")
    reports = (
        Report(on=first, known_on=first, route="partner", partner=1, steps=(fed,)),
        Report(on=first + DAY, known_on=first + DAY, route="partner", partner=1),
    )
    link = Link(id=1, name="Harbour", kind="refuge", listed_on=first, reports=reports)
    found = maturity(link, first + 29 * DAY)
    assert found.level is Level.ANSWERED
    assert found.missing == (Level.CONTACTED, Level.BRIEFED, Level.AGREED)
    assert maturity(link, first + 30 * DAY).level is Level.REFERRING


def test_an_agreement_past_its_review_and_a_briefing_nobody_heard_do_not_count():
    first = DAYS[0]
    signed = Agreement(on=first, known_on=first, review_on=first + 10 * DAY)
    heard = Briefing(on=first, known_on=first, attended=0)
    link = Link(
        id=1, name="H", kind="idva", listed_on=first, agreements=(signed,), briefings=(heard,)
    )
    assert maturity(link, first + 10 * DAY).level is Level.AGREED
    assert maturity(link, first + 11 * DAY).level is Level.NONE


def test_every_level_has_its_words_and_a_rule_to_print():
    for words in (TITLES, RULE, COLOURS):
        assert set(words) == set(Level)
    assert "365" in str(RULE[Level.CONTACTED]) and "28" in str(RULE[Level.ANSWERED])
