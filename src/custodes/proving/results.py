"""The results of a run of the proving ground: what `results.json` is made of and read back into.

Shares lie between 0 and 1. `low` and `high` are the ends of a 95 % interval from a bootstrap
clustered by seed. None stands where there was nothing to count.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from custodes.proving.protocol import Protocol
from custodes.store.home import write_whole
from custodes.vocabulary.errors import UserError

FORMAT = 1
KINDS = ("product", "rival", "fusion", "ceiling")
"""What a detector is: the product; something it is compared with; the product's findings added up
in another way; or a model that was shown the truth of other seeds."""


@dataclass(frozen=True)
class MadeWith:
    """What made the results. `source` hashes the program's own files."""

    command: str
    version: str
    source: str
    started: str
    finished: str
    seconds: float
    """Of this run alone; stages that an earlier run finished are not made again."""
    machine: str
    cores: int


@dataclass(frozen=True)
class Recall:
    """The share of offenders raised within so many days of onset, at a budget of false alerts."""

    budget: int
    within: int
    estimate: float | None
    low: float | None
    high: float | None
    offenders: int


@dataclass(frozen=True)
class CurvePoint:
    """One point of the curve of recall over days since onset."""

    budget: int
    days: int
    estimate: float | None
    low: float | None
    high: float | None
    offenders: int


@dataclass(frozen=True)
class Precision:
    """Of the alerts (first ones of offenders, and all false ones), the share that is true.

    Restated at `at_prevalence` new offenders per 1,000 staff a year; `ceiling` is what nobody who
    raises as many false alerts could exceed at that prevalence.
    """

    budget: int
    at_prevalence: float
    estimate: float | None
    low: float | None
    high: float | None
    ceiling: float | None


@dataclass(frozen=True)
class FalseRate:
    """False alerts per 1,000 staff a month: those asked for, and those that came."""

    budget: int
    asked: float
    measured: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Lead:
    """How many days before the first complaint offenders were first raised.

    `median` is over the offenders raised who have a complaint (negative: the complaint came
    first); `before` the share of all offenders with a complaint who were raised before it.
    """

    budget: int
    median: float | None
    low: float | None
    high: float | None
    raised: int
    before: float | None
    offenders: int


@dataclass(frozen=True)
class RightPerson:
    """Whom the first true alerts name, as shares: a victim, somebody else, nobody."""

    budget: int
    right: float | None
    wrong: float | None
    unnamed: float | None
    raised: int


@dataclass(frozen=True)
class EvidenceRows:
    """Of an offender's own uncovered acts of the 90 days before the first true alert with the
    right person, the share that the alert counts as not explained."""

    budget: int
    estimate: float | None
    low: float | None
    high: float | None
    rows: int


@dataclass(frozen=True)
class InnocentAlerted:
    """The share of innocent staff alerted at all: in the test, and restated to a year."""

    budget: int
    in_test: float | None
    a_year: float | None
    low: float | None
    high: float | None
    staff: int


@dataclass(frozen=True)
class ByTypology:
    """Recall of the offenders who follow one typology (one may follow several)."""

    typology: str
    budget: int
    within: int
    estimate: float | None
    low: float | None
    high: float | None
    offenders: int


@dataclass(frozen=True)
class ByInnocentKind:
    """Innocents that look bad: the share of the staff of one kind who were ever alerted, and the
    part of all false alerts that fell on them. `ordinary` are those of no kind."""

    kind: str
    budget: int
    staff: int
    alerted: float | None
    of_false: float | None


@dataclass(frozen=True)
class Stability:
    """The share of one origin's twenty highest staff that are among the twenty of the next."""

    top: int
    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Calibration:
    """False alerts in one seed: expected from the threshold, and counted."""

    seed: int
    budget: int
    expected: float
    counted: int


@dataclass(frozen=True)
class Detector:
    """Everything measured about one detector."""

    id: str
    title: str
    kind: str
    source: str
    recall: tuple[Recall, ...]
    curve: tuple[CurvePoint, ...]
    precision: tuple[Precision, ...]
    false_rate: tuple[FalseRate, ...]
    lead: tuple[Lead, ...]
    right_person: tuple[RightPerson, ...]
    evidence_rows: tuple[EvidenceRows, ...]
    innocent_alerted: tuple[InnocentAlerted, ...]
    by_typology: tuple[ByTypology, ...]
    by_innocent_kind: tuple[ByInnocentKind, ...]
    stability: Stability | None
    calibration: tuple[Calibration, ...]


@dataclass(frozen=True)
class Difference:
    """Recall of the product less that of another detector, of the same offenders, and the ratio."""

    against: str
    budget: int
    within: int
    estimate: float | None
    low: float | None
    high: float | None
    ratio: float | None
    offenders: int


@dataclass(frozen=True)
class Explained:
    """How much of what was looked up is explained, and how much of it would be by chance.

    `all` and `first` are shares of all look-ups, and of the first of each pair, that are wholly
    explained; with `_partly` those partly explained are counted too. `false` is the share that is
    still explained after the look-ups were shuffled among staff of the same role and week.
    """

    all: float | None
    first: float | None
    all_partly: float | None
    first_partly: float | None
    false: float | None
    false_low: float | None
    false_high: float | None
    look_ups: int


@dataclass(frozen=True)
class Condition:
    """The product under one changed condition, beside itself unchanged on the same seeds, days
    and size. `kind`: `ablation`, `sensitivity` or `left_out` (one typology not counted).

    `recall` is at `budget` within `within` days; `difference` is changed less unchanged.
    """

    id: str
    title: str
    kind: str
    staff: int
    seeds: int
    origins: int
    budget: int
    within: int
    offenders: int
    recall: float | None
    low: float | None
    high: float | None
    unchanged: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    false_rate: float | None
    precision: float | None
    at_prevalence: float


@dataclass(frozen=True)
class Fairness:
    """How often innocent staff of one group are alerted against all others of the attribute."""

    attribute: str
    group: str
    staff: int
    alerted: float | None
    ratio: float | None
    low: float | None
    high: float | None
    inside: bool | None
    """Whether the ratio itself lies within 0.8 to 1.25."""


@dataclass(frozen=True)
class LabelBias:
    """What verdicts that substantiate one group more do to the alert ratio after retraining."""

    attribute: str
    group: str
    more: float
    """How many times as often that group's alerts were substantiated in the injected verdicts."""
    before: float | None
    after: float | None
    low: float | None
    high: float | None
    amplified: bool | None


@dataclass(frozen=True)
class VictimCoverage:
    """Recall by who the person is."""

    group: str
    budget: int
    within: int
    estimate: float | None
    low: float | None
    high: float | None
    offenders: int


@dataclass(frozen=True)
class Replay:
    """A published case at its published size: after how many days each seed found it (None:
    not by the end)."""

    name: str
    source: str
    typology: str
    size: str
    loud: bool
    budget: int
    found_in_days: tuple[int | None, ...]


@dataclass(frozen=True)
class Realism:
    """A figure of the made-up force beside its source and the band in which it should lie."""

    name: str
    measured: float | None
    low: float | None
    high: float | None
    unit: str
    source: str
    inside: bool | None


@dataclass(frozen=True)
class Separability:
    """A naive detector on one seed, with that force's own best threshold. `passes` means that it
    stays under the limit, so that the force is hard enough."""

    seed: int
    name: str
    recall: float
    limit: float
    passes: bool


@dataclass(frozen=True)
class Results:
    """One run of the proving ground."""

    format: int
    protocol: Protocol
    made_with: MadeWith
    offenders: int
    """Planted, over all seeds."""
    detectors: tuple[Detector, ...]
    differences: tuple[Difference, ...]
    explained: Explained | None
    conditions: tuple[Condition, ...]
    fairness: tuple[Fairness, ...]
    label_bias: tuple[LabelBias, ...]
    victims: tuple[VictimCoverage, ...]
    replays: tuple[Replay, ...]
    realism: tuple[Realism, ...]
    separability: tuple[Separability, ...]
    unknowns: tuple[str, ...]
    """What the run cannot tell, a sentence each."""

    def detector(self, name: str) -> Detector:
        """One detector by its id. Raises KeyError where it did not take part."""
        return {detector.id: detector for detector in self.detectors}[name]


def to_json(results: Results) -> str:
    """The results as text, the same for the same results."""
    return json.dumps(asdict(results), indent=1, ensure_ascii=False, default=_date) + "\n"


def from_json(text: str) -> Results:
    """Results as `to_json` wrote them. Raises ValueError on anything else."""
    written = json.loads(text)
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        raise ValueError(f"not results of format {FORMAT}")
    made: Results = _made(Results, written, "results")
    return made


def write_results(path: Path, results: Results) -> None:
    """Write results to a file, whole or not at all. Raises UserError where it cannot be."""
    try:
        write_whole(path, to_json(results).encode())
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror or error}. Name another file."
        ) from None


def read_results(path: Path) -> Results:
    """The results in a file. Raises UserError where it holds none."""
    try:
        return from_json(path.read_text("utf-8"))
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror or error}): make it with `custodes prove "
            f"--json {path}`."
        ) from None
    except ValueError as error:
        raise UserError(
            f"{path} does not hold results of the proving ground ({error}): make it again with "
            f"`custodes prove --json {path}`."
        ) from None


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in results")


def _made(kind: Any, value: Any, where: str) -> Any:
    """A value read from JSON as the declared kind; ValueError names where it does not fit."""
    if get_origin(kind) in (Union, UnionType):
        if value is None and NoneType in get_args(kind):
            return None
        (kind,) = (k for k in get_args(kind) if k is not NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where} is not a list")
        return tuple(_made(get_args(kind)[0], v, f"{where}[{n}]") for n, v in enumerate(value))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, value, where)
    if kind is date:
        return date.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{where} is not of the kind {kind.__name__}")
    return value


def _dataclass(kind: type, value: Any, where: str) -> Any:
    names = [field.name for field in fields(kind)]
    if not isinstance(value, Mapping) or sorted(value) != sorted(names):
        raise ValueError(f"{where} does not hold exactly {', '.join(names)}")
    hints = get_type_hints(kind)
    return kind(**{name: _made(hints[name], value[name], f"{where}.{name}") for name in names})
