"""The sections that compare: how soon, against whom, at what cost, and under which conditions."""

from custodes.proving.report.blocks import Block, Grid, Para, Picture, Section
from custodes.proving.report.pictures.curves import Curve, curves
from custodes.proving.report.pictures.intervals import SHARES, Row, intervals, shares_up_to
from custodes.proving.report.words import (
    BLANK,
    at_budget,
    difference_to,
    figure,
    headline,
    of_kind,
    percent,
    percent_interval,
    product_of,
    recall_of,
    who_won,
    with_interval,
)
from custodes.proving.results import Detector, Results

KINDS = ("product", "rival", "fusion", "ceiling")
KIND_WORDS = {
    "product": "the product",
    "rival": "a rival",
    "fusion": "the product's findings, added up otherwise",
    "ceiling": "a model that was shown the truth of other forces",
}


def sections(results: Results) -> list[Section]:
    """The sections in their order; those with nothing to tell hold no blocks."""
    return [
        Section("soon", "How soon", _soon(results)),
        Section("rivals", "The product and its rivals", _rivals(results)),
        Section("precision", "How many alerts are right", _precision(results)),
        Section("alerts", "What the alerts are like", _alerts(results)),
        Section("explained", "How much is explained", _explained(results)),
    ]


def _soon(results: Results) -> list[Block]:
    blocks: list[Block] = []
    chosen = [
        *of_kind(results, "product")[:1],
        *of_kind(results, "rival")[:1],
        *of_kind(results, "ceiling")[:1],
    ]
    for budget in sorted(results.protocol.budgets, reverse=True):
        lines = [
            Curve(
                detector.title,
                detector.kind,
                [
                    (p.days, p.estimate, p.low, p.high)
                    for p in detector.curve
                    if p.budget == budget and p.estimate is not None
                ],
            )
            for detector in chosen
        ]
        lines = [line for line in lines if line.points]
        if not lines:
            continue
        name = f"soon-{budget}"
        title = f"Share of offenders raised, by days since onset, at {at_budget(budget)}"
        days = sorted({point[0] for line in lines for point in line.points})
        told = [
            {d: with_interval(v, low, high) for d, v, low, high in line.points} for line in lines
        ]
        rows = [(str(day), *(of.get(day, BLANK) for of in told)) for day in days]
        grid = Grid(title, ("days since onset", *(line.name for line in lines)), rows)
        description = "; ".join(
            f"{line.name} reaches {line.points[-1][1]:.2f} after {line.points[-1][0]} days"
            for line in lines
        )
        svg = curves(name, title, f"{description}.", lines)
        blocks.append(Picture(name, title, f"{description}.", svg, grid))
    if blocks:
        note = "The product's interval is shaded. Beside it stand the best rival and the ceiling"
        blocks.insert(0, Para(f"{note}, where they took part."))
    return blocks


def _rivals(results: Results) -> list[Block]:
    budget, within = headline(results)
    listed = of_kind(results, *KINDS)
    found = [(d, recall_of(d, budget, within)) for d in listed]
    rows = [
        Row(d.title, d.kind, r.estimate, r.low, r.high, with_interval(r.estimate, r.low, r.high))
        for d, r in found
        if r is not None
    ]
    if not rows:
        return []
    title = f"Recall within {within} days at {at_budget(budget)}"
    product = product_of(results)
    ours = recall_of(product, budget, within) if product else None
    description = f"{who_won(results)} Best first; the dashed line is the product."
    svg = intervals("rivals", title, description, rows, SHARES, ours.estimate if ours else None)
    windows = [
        (b, w)
        for b in results.protocol.budgets
        for w in results.protocol.windows
        if (b, w) != (budget, within)
    ]
    grid = Grid(
        title,
        ("detector", "what it is", "recall", "product less it", "source"),
        [
            (
                d.title,
                KIND_WORDS.get(d.kind, d.kind),
                with_interval(r.estimate, r.low, r.high) if r else "nothing to count",
                _less(results, d, budget, within),
                d.source,
            )
            for d, r in found
        ],
    )
    every = Grid(
        "Recall at every budget and window",
        ("detector", *(f"{b} false, {w} days" for b, w in windows)),
        [
            (
                d.title,
                *(figure(r.estimate) if (r := recall_of(d, b, w)) else BLANK for b, w in windows),
            )
            for d in listed
        ],
        tuple(range(1, len(windows) + 1)),
    )
    return [
        Para(who_won(results)),
        Picture("rivals", title, description, svg, grid),
        *([every] if windows else []),
    ]


def _less(results: Results, detector: Detector, budget: int, within: int) -> str:
    found = difference_to(results, detector.id, budget, within)
    if found is None:
        return BLANK
    return with_interval(found.estimate, found.low, found.high)


def _precision(results: Results) -> list[Block]:
    blocks: list[Block] = []
    for budget in results.protocol.budgets:
        found = [
            (d, p)
            for d in of_kind(results, *KINDS)
            for p in d.precision
            if p.budget == budget and p.estimate is not None
        ]
        if not found:
            continue
        prevalence = found[0][1].at_prevalence
        title = f"Share of alerts that are right, at {at_budget(budget)}"
        reached = [v for _d, p in found for v in (p.estimate, p.high, p.ceiling) if v is not None]
        top = max(0.01, *reached)
        axis = shares_up_to(top, "share right; ceiling")
        rows = [
            Row(
                d.title,
                d.kind,
                p.estimate,
                p.low,
                p.high,
                f"{figure(p.estimate, 3)}; {figure(p.ceiling, 3)}",
                p.ceiling,
            )
            for d, p in found
        ]
        description = (
            f"Restated at {prevalence:g} new offenders per 1,000 staff a year. The upright bar of "
            "each row is its ceiling: what nobody who raises as many false alerts as came could "
            "pass, if every offender were raised."
        )
        name = f"precision-{budget}"
        grid = Grid(
            title,
            ("detector", "share right", "ceiling"),
            [
                (
                    d.title,
                    with_interval(p.estimate, p.low, p.high, 3),
                    figure(p.ceiling, 3),
                )
                for d, p in found
            ],
        )
        svg = intervals(name, title, description, rows, axis)
        blocks += [Para(description), Picture(name, title, description, svg, grid)]
    budgets = results.protocol.budgets
    rates = [
        (d.title, {r.budget: with_interval(r.measured, r.low, r.high, 1) for r in d.false_rate})
        for d in of_kind(results, *KINDS)
    ]
    if any(of for _title, of in rates):
        blocks.append(
            Grid(
                "False alerts per 1,000 staff a month that came",
                ("detector", *(f"where {budget} were asked for" for budget in budgets)),
                [(title, *(of.get(budget, BLANK) for budget in budgets)) for title, of in rates],
            )
        )
    return blocks


def _alerts(results: Results) -> list[Block]:
    product = product_of(results)
    if product is None:
        return []
    rows: list[tuple[str, str]] = []
    for lead in product.lead:
        told = with_interval(lead.median, lead.low, lead.high, 0)
        rows += [
            (f"days before the first complaint, median, {lead.budget} false", told),
            (
                f"raised before the complaint, {lead.budget} false",
                f"{percent(lead.before)} of {lead.offenders}",
            ),
        ]
    rows += [
        (
            f"first true alert names a victim, {right.budget} false",
            (
                f"{percent(right.right)} (somebody else {percent(right.wrong)}, nobody "
                f"{percent(right.unnamed)})"
            ),
        )
        for right in product.right_person
    ]
    rows += [
        (
            f"uncovered acts that the alert counts, {one.budget} false",
            f"{percent_interval(one.estimate, one.low, one.high)} of {one.rows:,}",
        )
        for one in product.evidence_rows
    ]
    rows += [
        (
            f"innocent staff ever alerted, {one.budget} false",
            (
                f"{percent(one.in_test)} in the test, "
                f"{percent_interval(one.a_year, one.low, one.high)} in a year"
            ),
        )
        for one in product.innocent_alerted
    ]
    if product.stability:
        one = product.stability
        told = percent_interval(one.estimate, one.low, one.high)
        rows.append((f"of the {one.top} highest, still there a week later", told))
    expected = sum(c.expected for c in product.calibration)
    if product.calibration:
        counted = sum(c.counted for c in product.calibration)
        rows.append(("false alerts expected and counted, all", f"{expected:,.0f}, {counted:,}"))
    return [Grid("The product's alerts", ("what", "measured"), rows)] if rows else []


def _explained(results: Results) -> list[Block]:
    found = results.explained
    if found is None:
        return []
    rows = [
        ("of all look-ups", percent(found.all), percent(found.all_partly)),
        ("of the first of each pair", percent(found.first), percent(found.first_partly)),
    ]
    chance = percent_interval(found.false, found.false_low, found.false_high)
    return [
        Grid(
            f"How much of {found.look_ups:,} look-ups a purpose explains",
            ("share", "wholly", "wholly or partly"),
            rows,
            (1, 2),
        ),
        Para(
            f"After the same look-ups were shuffled among staff of the same role and week, "
            f"{chance} were still explained: that much is explained by chance."
        ),
    ]
