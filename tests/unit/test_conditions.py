"""What a condition says of one row: three answers, and the facts that keep it open."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import get_args

import pytest

from engine.model.rule import Operator
from engine.model.values import Open, Value
from engine.program import OpenFact, Shape
from engine.program import Test as Condition
from engine.rows import Link, Row, Truth, check, matches

EARLY, LATE = datetime.date(2024, 4, 1), datetime.date(2024, 4, 20)
UNKNOWN, NOT_YET = Open.UNKNOWN, Open.NOT_YET
LEFT, RIGHT = "oversights.o1.left", "oversights.o1.right"


def _row(left: Value, right: Value) -> Row:
    return Row("oversight", "o1", "oversights.o1", {"left": left, "right": right}, {})


@pytest.mark.parametrize(
    ("left", "right", "truth", "needed"),
    [
        (EARLY, LATE, Truth.YES, ()),
        (LATE, EARLY, Truth.NO, ()),
        (EARLY, EARLY, Truth.NO, ()),
        (EARLY, NOT_YET, Truth.YES, ()),
        (NOT_YET, EARLY, Truth.NO, ()),
        (NOT_YET, NOT_YET, Truth.OPEN, (LEFT, RIGHT)),
        (UNKNOWN, NOT_YET, Truth.OPEN, (LEFT,)),
        (NOT_YET, UNKNOWN, Truth.OPEN, (RIGHT,)),
        (UNKNOWN, LATE, Truth.OPEN, (LEFT,)),
        (UNKNOWN, UNKNOWN, Truth.OPEN, (LEFT, RIGHT)),
    ],
)
def test_before(left: Value, right: Value, truth: Truth, needed: tuple[str, ...]) -> None:
    assert check(Condition("left", "before", other="right"), _row(left, right)) == (truth, needed)


ORDERED: list[tuple[Operator, list[Truth]]] = [
    ("before", [Truth.YES, Truth.NO, Truth.NO]),
    ("on_or_before", [Truth.YES, Truth.YES, Truth.NO]),
    ("on_or_after", [Truth.NO, Truth.YES, Truth.YES]),
    ("after", [Truth.NO, Truth.NO, Truth.YES]),
    ("below", [Truth.YES, Truth.NO, Truth.NO]),
    ("at_most", [Truth.YES, Truth.YES, Truth.NO]),
    ("at_least", [Truth.NO, Truth.YES, Truth.YES]),
    ("above", [Truth.NO, Truth.NO, Truth.YES]),
]


@pytest.mark.parametrize(("operator", "expected"), ORDERED)
def test_below_at_and_above_a_threshold(operator: Operator, expected: list[Truth]) -> None:
    is_date = operator in ("before", "after", "on_or_before", "on_or_after")
    values: list[Value] = [EARLY, LATE, datetime.date(2024, 5, 1)] if is_date else [Decimal(n) for n in (35, 36, 37)]
    threshold = LATE if is_date else Decimal(36)
    test = Condition("left", operator, (threshold,))
    assert [check(test, _row(value, UNKNOWN))[0] for value in values] == expected
    assert check(test, _row(UNKNOWN, UNKNOWN)) == (Truth.OPEN, (LEFT,))


def test_every_comparison_is_in_the_table() -> None:
    assert {operator for operator, _ in ORDERED} | {"is"} == set(get_args(Operator))


def test_an_unknown_link_may_link_to_each_and_must_to_none() -> None:
    act = Row("act", "a1", "acts.a1", {}, {"by": Link(frozenset({"p1", "p2"}), certain=False)})
    found = list(matches(Shape("act", ("by",), ()), act))
    assert [match.ids for match in found] == [("a1", "p1"), ("a1", "p2")]
    assert [match.open for match in found] == [
        (OpenFact("acts.a1", ("by", "p1"), ("acts.a1.by",)),),
        (OpenFact("acts.a1", ("by", "p2"), ("acts.a1.by",)),),
    ]


def test_a_link_that_is_left_out_links_to_nothing() -> None:
    assert not list(matches(Shape("act", ("by",), ()), Row("act", "a1", "acts.a1", {}, {})))
