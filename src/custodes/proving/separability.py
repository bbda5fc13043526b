"""Separability: a made-up force that naive counts can take apart is too easy to prove anything."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from custodes.proving.intervals import draws_of
from custodes.proving.metrics import Panel, Scores, Seed
from custodes.proving.naive import Naive, naive_counts
from custodes.proving.protocol import SEPARABLE_FROM, Protocol
from custodes.proving.rivals.base import Numbers, library
from custodes.proving.truth import Truth, days_of, read_truth
from custodes.store.home import Home
from custodes.vocabulary.times import end_of_day

BUDGET, WITHIN = 5, 60
"""False alerts per 1,000 staff a month, and days since onset."""
DEPTH = 3
TREES = 200
SEED = 1


def separability(force: Path, home: Home, protocol: Protocol) -> list[tuple[str, float, bool]]:
    """What each naive detector reaches on one force: its name, the recall within WITHIN days at
    BUDGET with that force's own best threshold, and whether it stays under SEPARABLE_FROM.

    `force` is the folder with `truth`, `home` what took it in. Naive are: every single count of
    `naive`; an isolation forest over all of them; a tree of depth DEPTH that is told the truth
    about one half of the staff and scores the other, both ways. The force is too easy when any of
    them does not pass.
    """
    truth = read_truth(force / "truth")
    counts = naive_counts(home, protocol)
    moments = np.array([days_of(end_of_day(day)) for day in protocol.origins])
    detectors = dict(zip(counts.names, np.moveaxis(counts.values, 2, 0), strict=True))
    detectors["isolation forest over all counts"] = _forest(counts)
    detectors[f"decision tree of depth {DEPTH} over all counts"] = _tree(counts, truth, moments)
    grids = {
        name: Scores(np.where(by > 0, by, -np.inf).T, np.full(by.T.shape, -1, dtype=np.int32))
        for name, by in detectors.items()
    }
    seed = Seed(protocol.first_seed, counts.staff, (), moments, truth, grids, {})
    alone = replace(protocol, seeds=1)
    panel = Panel(alone, [seed], draws_of([len(truth.offenders)], 1))
    rows = []
    for name in detectors:
        told, _many = panel.recall(name, BUDGET, WITHIN)
        recall = float(told.estimate or 0.0)
        rows.append((name, recall, recall < SEPARABLE_FROM))
    return rows


def _forest(counts: Naive) -> Numbers:
    """How odd each member of staff is at each origin; above 0, higher is odder."""
    rows = _logs(counts)
    forest = library("sklearn.ensemble").IsolationForest(n_estimators=TREES, random_state=SEED)
    odd: Numbers = -forest.fit(rows).score_samples(rows)
    return odd.reshape(counts.values.shape[:2])


def _tree(counts: Naive, truth: Truth, moments: Numbers) -> Numbers:
    """What a tree grown on the other half of the staff makes of each, at each origin."""
    place = {staff: n for n, staff in enumerate(counts.staff)}
    guilty = np.zeros(counts.values.shape[:2], dtype=bool)
    offends = np.zeros(len(counts.staff), dtype=bool)
    for offender in truth.offenders:
        if offender.staff in place:
            offends[place[offender.staff]] = True
            since = moments - offender.onset
            guilty[:, place[offender.staff]] = (since >= 0) & (since <= WITHIN)
    half = _halves(offends)
    rows = _logs(counts).reshape(*counts.values.shape)
    scores = np.zeros(counts.values.shape[:2])
    for one in (0, 1):
        taught, asked = half != one, half == one
        if not guilty[:, taught].any() or not asked.any():
            continue
        tree = library("sklearn.tree").DecisionTreeClassifier(
            max_depth=DEPTH, class_weight="balanced", random_state=SEED, min_samples_leaf=5
        )
        width = rows.shape[2]
        tree.fit(rows[:, taught].reshape(-1, width), guilty[:, taught].ravel())
        told = tree.predict_proba(rows[:, asked].reshape(-1, width))[:, 1]
        scores[:, asked] = told.reshape(len(moments), -1)
    return scores


def _halves(offends: Numbers) -> Numbers:
    """0 or 1 for each member of staff, at random, with offenders spread over both."""
    half = np.zeros(len(offends), dtype=np.int64)
    rng = np.random.default_rng(SEED)
    for group in (np.flatnonzero(offends), np.flatnonzero(~offends)):
        half[rng.permutation(group)[::2]] = 1
    return half


def _logs(counts: Naive) -> Numbers:
    flat: Numbers = np.log1p(counts.values.reshape(-1, counts.values.shape[2]))
    return flat
