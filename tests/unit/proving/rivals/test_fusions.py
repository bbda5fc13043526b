"""The product's findings added up otherwise, against sums worked out by hand."""

import math
from types import SimpleNamespace

import pytest

from custodes.proving.rivals.fusions import PRIOR, CauchyCombination, NoisyOr


def weighed(staff, person, findings, against=()):
    return SimpleNamespace(staff=staff, person=person, findings=findings, against=list(against))


def finding(bits=3.0, u=0.05, reached=4, all_of=99):
    return {"bits": bits, "u": u, "reached": reached, "all_of": all_of}


def test_noisy_or_is_one_less_the_product_of_what_each_leaves():
    odds = PRIOR / (1 - PRIOR)
    left = 1 / (1 + odds * 2**3) / (1 + odds * 2**5)
    told = NoisyOr().fused([finding(3.0), finding(5.0)], 10, 0.0)
    assert 1 - math.exp(-told) == pytest.approx(1 - left)


def test_what_is_against_lowers_both():
    for fusion in (NoisyOr(), CauchyCombination()):
        assert fusion.fused([finding()], 10, -2.0) < fusion.fused([finding()], 10, 0.0)


def test_cauchy_takes_the_mean_of_tangents_over_all_that_could_speak():
    told = CauchyCombination().fused([finding(u=0.2), finding(u=0.01)], 10, 0.0)
    total = math.tan((0.5 - 0.05) * math.pi) + math.tan((0.5 - 0.01) * math.pi)
    assert told == pytest.approx(math.log1p(total / 10))


def test_each_member_of_staff_stands_once_with_the_strongest(step):
    known = step(
        weighed=[
            weighed(1, 10, [finding(3.0)]),
            weighed(1, 11, [finding(9.0)]),
            weighed(2, None, [finding(12.0)]),
            weighed(2, 10, [finding(2.0)]),
        ]
    )
    rows = NoisyOr().scores(known).to_pylist()
    assert [(row["staff"], row["person"]) for row in rows] == [("S2", None), ("S1", "P11")]
