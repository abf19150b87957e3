"""Conditions compared with conditions: which follows from which, and which cannot be met together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from engine.model.vocabulary import Field
from engine.program import Operand, Test

# Each comparison as the side it bounds and whether the bound itself is left out.
_BOUNDS = {
    "after": ("low", True),
    "above": ("low", True),
    "on_or_after": ("low", False),
    "at_least": ("low", False),
    "before": ("high", True),
    "below": ("high", True),
    "on_or_before": ("high", False),
    "at_most": ("high", False),
}


def follows(test: Test, from_: Iterable[Test]) -> bool:
    """Whether whatever meets those tests meets this one too; looks at one of them at a time."""
    return any(test == other or (test.field == other.field and _follows(test, other)) for other in from_)


def _follows(test: Test, other: Test) -> bool:
    if test.operator == "is" or other.operator == "is":
        return test.operator == other.operator and set(map(str, other.operands)) <= set(map(str, test.operands))
    (side, strict), (other_side, other_strict) = _BOUNDS[test.operator], _BOUNDS[other.operator]
    if side != other_side or test.other != other.other:
        return False
    if test.other is not None:
        return other_strict or not strict
    limit, tighter = test.operands[0], other.operands[0]
    if limit == tighter:
        return other_strict or not strict
    return _above(tighter, limit) if side == "low" else _above(limit, tighter)


def _above(one: Operand, other: Operand) -> bool:
    return type(one) is type(other) and one > other  # type: ignore[operator]


def contradiction(tests: Sequence[Test], fields: dict[str, Field]) -> tuple[Test, Test] | None:
    """Two of the tests that no value meets together (twice the same: no admitted value meets it), or None."""
    for test in tests:
        declared = fields.get(test.field)
        if declared is not None and declared.type == "number" and _out_of_range(test, declared):
            return test, test
    return next(((a, b) for a, b in combinations(tests, 2) if a.field == b.field and _apart(a, b)), None)


def _out_of_range(test: Test, declared: Field) -> bool:
    if test.other is not None or test.operator not in _BOUNDS:
        return False
    (side, strict), limit = _BOUNDS[test.operator], int(str(test.operands[0]))
    bound = declared.at_most if side == "low" else declared.at_least
    if bound is None:
        return False
    beyond = limit > bound if side == "low" else limit < bound
    return beyond or (strict and limit == bound)


def _apart(one: Test, other: Test) -> bool:
    if one.operator == "is" or other.operator == "is":
        return one.operator == other.operator and not set(map(str, one.operands)) & set(map(str, other.operands))
    (side, strict), (other_side, other_strict) = _BOUNDS[one.operator], _BOUNDS[other.operator]
    if side == other_side or one.other != other.other:
        return False
    if one.other is not None:
        return strict or other_strict
    low, high = (one, other) if side == "low" else (other, one)
    at_low, at_high = low.operands[0], high.operands[0]
    return _above(at_low, at_high) or (at_low == at_high and (strict or other_strict))
