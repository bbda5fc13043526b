"""How the report says figures and findings: one way for each, and no figure without its interval
where it has one."""

from collections.abc import Iterable, Sequence

from custodes.proving.results import Detector, Difference, Recall, Results

MARKING = "Synthetic force: no real person"
BUDGET, WITHIN = 5, 60
"""What the headline is told at: false alerts per 1,000 staff a month, and days since onset."""

NOTHING, BLANK = "nothing to count", "-"


def figure(value: float | None, places: int = 2) -> str:
    """A figure, or that there was nothing to count."""
    return NOTHING if value is None else f"{value:.{places}f}"


def with_interval(
    value: float | None, low: float | None, high: float | None, places: int = 2
) -> str:
    """A figure with its 95 % interval in brackets."""
    if value is None:
        return NOTHING
    if low is None or high is None:
        return f"{value:.{places}f}"
    return f"{value:.{places}f} ({low:.{places}f} to {high:.{places}f})"


def percent(value: float | None, places: int = 1) -> str:
    """A share as per cent."""
    return NOTHING if value is None else f"{100 * value:.{places}f}\u00a0%"


def percent_interval(value: float | None, low: float | None, high: float | None) -> str:
    """A share as per cent with its interval."""
    if value is None or low is None or high is None:
        return percent(value)
    return f"{100 * value:.1f}\u00a0% ({100 * low:.1f} to {100 * high:.1f})"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def at_budget(budget: int) -> str:
    """A budget in words."""
    return f"{budget} false alerts per 1,000 staff a month"


def recall_of(detector: Detector, budget: int, within: int) -> Recall | None:
    """A detector's recall at a budget within so many days, where it was counted."""
    for recall in detector.recall:
        if (recall.budget, recall.within) == (budget, within) and recall.estimate is not None:
            return recall
    return None


def of_kind(results: Results, *kinds: str) -> list[Detector]:
    """The detectors of these kinds, best recall at the headline first."""

    def by_recall(detector: Detector) -> tuple[float, str]:
        found = recall_of(detector, *headline(results))
        return (-(found.estimate or 0.0) if found else 1.0, detector.id)

    return sorted((d for d in results.detectors if d.kind in kinds), key=by_recall)


def headline(results: Results) -> tuple[int, int]:
    """The budget and window of the headline: BUDGET and WITHIN, or the largest there were."""
    budgets, windows = results.protocol.budgets, results.protocol.windows
    budget = BUDGET if BUDGET in budgets else max(budgets)
    return budget, WITHIN if WITHIN in windows else max(windows)


def product_of(results: Results) -> Detector | None:
    """The product, where it took part."""
    return next((d for d in results.detectors if d.kind == "product"), None)


def difference_to(results: Results, against: str, budget: int, within: int) -> Difference | None:
    """The product's recall less another's, where it was counted."""
    for one in results.differences:
        if (one.against, one.budget, one.within) == (against, budget, within):
            return one if one.estimate is not None else None
    return None


def who_won(results: Results) -> str:
    """One sentence on the product and the best of its rivals, whoever was better."""
    budget, within = headline(results)
    product, rivals = product_of(results), of_kind(results, "rival")
    ours = recall_of(product, budget, within) if product else None
    if product is None or ours is None:
        return "The product was not measured in this run."
    where = f"within {within} days of onset at {at_budget(budget)}"
    told = with_interval(ours.estimate, ours.low, ours.high)
    said = f"The product raised a share of {told} of {count(ours.offenders, 'offender')} {where}."
    theirs = recall_of(rivals[0], budget, within) if rivals else None
    if theirs is None:
        return f"{said} No rival took part."
    best = rivals[0]
    other = with_interval(theirs.estimate, theirs.low, theirs.high)
    difference = difference_to(results, best.id, budget, within)
    beside = f"the best rival, “{best.title}”, {other}"
    if (theirs.estimate or 0) > (ours.estimate or 0):
        said += f" A rival did better: {beside}."
    elif theirs.estimate == ours.estimate:
        said += f" A rival did as well: {beside}."
    else:
        said += f" The product did better than {beside}."
    if difference is not None and difference.low is not None and difference.high is not None:
        gap = with_interval(difference.estimate, difference.low, difference.high)
        said += f" The difference, product less rival, is {gap}"
        if difference.low <= 0 <= difference.high:
            said += ", which is not told apart from chance"
        elif difference.ratio is not None:
            said += f", a ratio of {difference.ratio:.1f}"
        said += "."
    return said


def joined(words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    listed: Sequence[str] = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
