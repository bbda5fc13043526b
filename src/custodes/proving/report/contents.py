"""The report's sections in their order, each from the results alone."""

from custodes.proving.report import checks, comparisons, groups
from custodes.proving.report.blocks import Bullets, Grid, Para, Report, Section
from custodes.proving.report.targets import met, targets
from custodes.proving.report.words import (
    MARKING,
    at_budget,
    count,
    figure,
    headline,
    joined,
    product_of,
    recall_of,
    who_won,
    with_interval,
)
from custodes.proving.results import Results

FEW = 30
"""With fewer offenders than this to count, no share is worth quoting."""


def report(results: Results, sha256: str) -> Report:
    """The whole report. `sha256` is the hash of the results as they were written."""
    made = results.made_with
    sections = [
        _summary(results),
        _targets(results),
        *comparisons.sections(results),
        *groups.sections(results),
        *checks.sections(results),
        _unknowns(results),
        _made(results, sha256),
    ]
    return Report(
        title="How good is it? The proving ground of Custodes",
        marking=MARKING,
        foot=f"Custodes {made.version}, results {sha256[:16]}, finished {made.finished}",
        sections=[section for section in sections if section.blocks],
    )


def _summary(results: Results) -> Section:
    protocol, product = results.protocol, product_of(results)
    budget, within = headline(results)
    blocks = [
        Para(
            f"{MARKING}. Everybody and everything counted here was made up by a program that "
            "knows nothing of the detectors. No labelled data can be had for this task, so the "
            "figures say what the product finds in made-up forces, and nothing of a real one.",
            strong=True,
        ),
        Para(who_won(results)),
    ]
    found = recall_of(product, budget, within) if product else None
    if found is not None and found.offenders < FEW:
        blocks.append(
            Para(
                f"Only {count(found.offenders, 'offender')} could be counted. That shows that the "
                "ground works, and says nothing of how good anything is.",
                strong=True,
            )
        )
    rates = [p for p in product.precision if p.budget == budget] if product else []
    for rate in rates:
        blocks.append(
            Para(
                f"At {rate.at_prevalence:g} new offenders per 1,000 staff a year and "
                f"{at_budget(budget)}, the share of its alerts that are right is "
                f"{with_interval(rate.estimate, rate.low, rate.high, 3)}. Nobody who raises as "
                f"many false alerts could exceed {figure(rate.ceiling, 3)}: that ceiling follows "
                "from how rare the abuse is, and not from any method."
            )
        )
    blocks.append(Para(f"{met(targets(results))}; the section on targets shows each."))
    blocks.append(
        Para(
            f"Measured on {count(protocol.seeds, 'force')} of {protocol.staff:,} staff over "
            f"{protocol.days} days, with {count(results.offenders, 'offender')} planted in all. "
            f"The headline counts who was raised within {within} days of onset. Brackets hold "
            "95 % intervals throughout."
        )
    )
    return Section("summary", "What was found", blocks)


def _targets(results: Results) -> Section:
    rows = [(t.what, t.least, t.aim, t.measured, t.counts, t.verdict) for t in targets(results)]
    grid = Grid(
        "Targets, set before the first run",
        ("target", "least", "aim", "measured", "the end that counts", "verdict"),
        rows,
    )
    note = Para(
        "A target is judged by the careful end of its interval: the lower where more is better, "
        "the upper where less is. Where there is no interval the figure itself counts."
    )
    return Section("targets", "Targets", [note, grid])


def _unknowns(results: Results) -> Section:
    always = (
        (
            "How any figure would come out in a real force: the kit for 90 silent days is the only "
            "way to know."
        ),
        (
            "How often real offenders show what was planted: the sizes come from published cases, "
            "which are the cases that were found."
        ),
        (
            "Whatever went over personal phones, another login or paper, which no force's own data "
            "holds."
        ),
    )
    return Section("unknown", "What is not known", [Bullets([*always, *results.unknowns])])


def _made(results: Results, sha256: str) -> Section:
    made, protocol = results.made_with, results.protocol
    last = protocol.origins[-1] if protocol.origins else protocol.last
    first = protocol.origins[0] if protocol.origins else protocol.starts
    rows = [
        ("command", made.command),
        ("program", f"Custodes {made.version}, source {made.source}"),
        ("results", f"SHA-256 {sha256}"),
        ("made", f"{made.started} to {made.finished}, {made.seconds / 60:,.1f} minutes"),
        ("on", f"{made.machine}, {count(made.cores, 'core')}"),
        ("forces", f"seeds {joined(str(n) for n in protocol.numbers)}"),
        ("size", f"{protocol.staff:,} staff, {protocol.days} days, {protocol.warm_up} to warm up"),
        ("asked", f"{count(len(protocol.origins), 'time')}, {first} to {last}"),
        ("planted", f"{protocol.planted:g} new offenders per 1,000 staff a year"),
        ("restated", f"precision at {protocol.restated:g} per 1,000 staff a year"),
    ]
    how = [
        (
            "An alert is a member of staff whose score passes the threshold at the end of a day "
            f"asked about and who was not alerted in the {protocol.quiet} days before."
        ),
        (
            "It is true when that member of staff offends and the alert does not come before the "
            "onset; otherwise it is false."
        ),
        (
            "The threshold of every force was set on the other forces alone. Nothing was used "
            "before the day on which the force's systems knew it."
        ),
    ]
    return Section(
        "made",
        "How it was made",
        [Grid("What made this report", ("what", "this time"), rows), Bullets(how)],
    )
