"""The ground: one walk through a force, origin by origin, with every detector asked on the way."""

import json
import shutil
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from custodes.pipeline.series import Step, series
from custodes.proving import product
from custodes.proving.forces import Told
from custodes.proving.sealed import Member, members
from custodes.proving.truth import days_of, read_truth
from custodes.proving.walked import Kept, Scores, Seed
from custodes.purposes import PURPOSES
from custodes.store.home import Home
from custodes.vocabulary.times import end_of_day

SCORES = pa.schema(
    [
        ("detector", pa.string()),
        ("origin", pa.date32()),
        ("staff", pa.string()),
        ("person", pa.string()),
        ("score", pa.float64()),
    ]
)
FEATURES = "features.parquet"
EVIDENCE = pa.schema([("origin", pa.date32()), *product.EVIDENCE])


@dataclass(frozen=True)
class View:
    """What the product is shown of a force: hidden tables, templates that are off, or nothing
    explained at all. `minus` names one template."""

    without: frozenset[str] = frozenset()
    minus: str | None = None
    explanations: bool = True


@dataclass(frozen=True)
class Walk:
    """A walk to make: the origins, how much of it is seen, and whether everybody else is asked."""

    seed: int
    origins: tuple[date, ...]
    keep: int
    view: View = field(default_factory=View)
    rivals: bool = False


def walk(force: Path, of: Walk, out: Path, told: Told, memory_mb: int) -> None:
    """Step through the origins of a taken-in force and write what every detector said to `out`.

    Nothing here reads the truth; it is copied beside the scores for whoever measures them.
    """
    home = Home.open(force / "home")
    asked = _asked(of)
    seconds: dict[str, float] = {}
    kept_evidence: list[pa.Table] = []
    with ExitStack() as files:
        writer = files.enter_context(pq.ParquetWriter(out / "scores.parquet", SCORES))
        features = _Features(files, out) if of.rivals else None
        begun = time.perf_counter()
        for origin, step in zip(of.origins, _steps(home, of, memory_mb), strict=True):
            said = product.scores(step, of.keep)
            seconds[product.PRODUCT] = seconds.get(product.PRODUCT, 0) + _since(begun)
            writer.write_table(_rows(product.PRODUCT, origin, said))
            evidence = product.evidence(step, said)
            kept_evidence.append(_dated(origin, evidence, EVIDENCE))
            for detector in asked:
                begun = time.perf_counter()
                writer.write_table(_rows(detector.id, origin, detector.scores(step)))
                seconds[detector.id] = seconds.get(detector.id, 0) + _since(begun)
            if features:
                features.write(origin, step)
            if origin == of.origins[-1]:
                _write_last(step, of, out)
            told(1)
            begun = time.perf_counter()
    pq.write_table(pa.concat_tables(kept_evidence), out / "evidence.parquet")
    (out / "seconds.json").write_text(json.dumps(seconds, indent=1), "utf-8")
    shutil.copytree(force / "truth", out / "truth")


class _Features:
    """The rows that the ceiling learns from, origin by origin, in one file."""

    def __init__(self, files: ExitStack, out: Path) -> None:
        self._files, self._path = files, out / FEATURES
        self._writer: Any = None

    def write(self, origin: date, step: Step) -> None:
        """Add the rows of one origin."""
        from custodes.proving.features import pair_features

        rows = pair_features(step)
        rows = rows.add_column(0, "origin", pa.array([origin] * rows.num_rows, pa.date32()))
        if self._writer is None:
            self._writer = self._files.enter_context(pq.ParquetWriter(self._path, rows.schema))
        self._writer.write_table(rows)


def read_features(folder: Path) -> dict[date, pa.Table]:
    """The rows of `pair_features` of every origin of a walk on which the rivals were asked."""
    table = pq.read_table(folder / FEATURES)
    origins = sorted(set(table["origin"].to_pylist()))
    return {
        origin: table.filter(
            pc.equal(table["origin"], pa.scalar(origin, pa.date32()))
        ).drop_columns(["origin"])
        for origin in origins
    }


def read_walk(folder: Path, number: int, more: pa.Table | None = None) -> Seed:
    """A walk as the metrics want it; `more` are SCORES of detectors that were asked after it."""
    staff = tuple(member.staff for member in read_members(folder))
    asked = json.loads((folder / "asked.json").read_text("utf-8"))
    origins = [date.fromisoformat(text) for text in asked["origins"]]
    column = {origin: n for n, origin in enumerate(origins)}
    names = asked["detectors"]
    table = pq.read_table(folder / "scores.parquet")
    if more is not None:
        table = pa.concat_tables([table, more])
        names = [*names, *(n for n in pc.unique(more["detector"]).to_pylist() if n not in names)]
    table = table.filter(pc.is_in(pc.field("staff"), pa.array(staff)))
    people = table["person"].combine_chunks().dictionary_encode()
    detector = _places(table["detector"], pa.array(names))
    row = _places(table["staff"], pa.array(staff))
    at = _places(table["origin"], pa.array(origins, pa.date32()))
    said, code = table["score"].to_numpy(), people.indices.fill_null(-1).to_numpy()
    scores = {}
    for n, name in enumerate(names):
        mine = detector == n
        of = Scores(
            np.full((len(staff), len(origins)), -np.inf),
            np.full((len(staff), len(origins)), -1, dtype=np.int32),
        )
        of.scores[row[mine], at[mine]] = said[mine]
        of.people[row[mine], at[mine]] = code[mine]
        scores[name] = of
    kept: dict[int, set[tuple[str, str, str]]] = {}
    for row in pq.read_table(folder / "evidence.parquet").to_pylist():
        kept.setdefault(column[row["origin"]], set()).add((row["staff"], row["table"], row["id"]))
    evidence: Mapping[int, Kept] = {origin: frozenset(rows) for origin, rows in kept.items()}
    moments = np.array([days_of(end_of_day(origin)) for origin in origins])
    truth = read_truth(folder / "truth")
    return Seed(
        number, staff, tuple(people.dictionary.to_pylist()), moments, truth, scores, evidence
    )


def read_members(folder: Path) -> list[Member]:
    """The staff of a walk as of its last origin, in the order of their references."""
    rows = json.loads((folder / "staff.json").read_text("utf-8"))
    return [Member(**row) for row in rows]


def read_explanations(folder: Path) -> product.Explanations:
    """What a walk counted of explanations at its last origin."""
    return product.Explanations(**json.loads((folder / "explained.json").read_text("utf-8")))


def _asked(of: Walk) -> list[Any]:
    """Every detector beside the product, fresh for this walk."""
    if not of.rivals:
        return []
    from custodes.proving.rivals import RIVALS

    return [kind() for kind in RIVALS]


def _steps(home: Home, of: Walk, memory_mb: int) -> Any:
    purposes = tuple(purpose for purpose in PURPOSES if purpose.id != of.view.minus)
    return series(
        home,
        moments=[end_of_day(origin) for origin in of.origins],
        without=of.view.without,
        purposes=purposes,
        explanations=of.view.explanations,
        memory_mb=memory_mb,
    )


def _write_last(step: Step, of: Walk, out: Path) -> None:
    """What is told of the last origin alone: the staff, and how much is explained."""
    staff = [asdict(member) for member in members(step)]
    (out / "staff.json").write_text(json.dumps(staff), "utf-8")
    names = [product.PRODUCT, *(detector.id for detector in _asked(of))]
    origins = [origin.isoformat() for origin in of.origins]
    (out / "asked.json").write_text(json.dumps({"detectors": names, "origins": origins}), "utf-8")
    if of.rivals:
        told = asdict(product.explanations(step, of.seed))
        (out / "explained.json").write_text(json.dumps(told), "utf-8")


def _rows(detector: str, origin: date, said: pa.Table) -> pa.Table:
    size = said.num_rows
    return pa.table(
        [
            pa.array([detector] * size, pa.string()),
            pa.array([origin] * size, pa.date32()),
            said["staff"].combine_chunks().cast(pa.string()),
            said["person"].combine_chunks().cast(pa.string()),
            said["score"].combine_chunks().cast(pa.float64()),
        ],
        schema=SCORES,
    )


def _dated(origin: date, rows: pa.Table, schema: pa.Schema) -> pa.Table:
    dates = pa.array([origin] * rows.num_rows, pa.date32())
    return rows.add_column(0, "origin", dates).cast(schema)


def _places(values: pa.ChunkedArray, among: pa.Array) -> NDArray[np.int64]:
    """The place of each value among those that it must be one of."""
    places: NDArray[np.int64] = pc.index_in(values, value_set=among).to_numpy().astype(np.int64)
    return places


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 3)
