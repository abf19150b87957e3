"""The points of a rule that scenarios must show, each with the question whether one scenario does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.errors import Location
from engine.model.rule import DATE_OPERATORS, AnyItem, Condition, CountItem, LinkCondition, NoItem, Operator, Rule
from engine.model.rule_notation import written_condition, written_item
from engine.model.rulebook import Law
from engine.model.vocabulary import Field
from engine.resolve.names import fields_of
from engine.staging import Staged, Trial
from engine.variants.negation import negated_condition, negated_item
from engine.variants.parts import Part, admitted_elsewhere, parts, with_condition, with_item

# Below, above, and together equal: for numbers and for dates.
_BOUNDS: tuple[tuple[Operator, ...], tuple[Operator, ...]] = (
    ("below", "above", "at_most", "at_least"),
    ("before", "after", "on_or_before", "on_or_after"),
)

_SIDES = ("below", "at", "above")

PointKind = Literal["rule", "condition", "alternative", "value", "boundary", "count", "override", "reading"]
Shows = Callable[[Staged], bool]


@dataclass(frozen=True, slots=True)
class Point:
    """Something of a rule (or a reading) that a scenario must show.

    ``path`` is where it stands in the rule, ``what`` the author's words, ``side`` which way it must decide: for a
    condition ``applies`` or ``stops``, for a comparison or a count ``below``, ``at`` or ``above``, else the value.
    """

    rulebook: str
    rule: str
    kind: PointKind
    path: str
    what: str
    side: str
    at: Location
    provision: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from every other point, as long as the rule is not rewritten."""
        return "/".join(filter(None, (self.rule, self.kind, self.path, self.side)))


def points(rule: Rule, law: Law, trial: Trial) -> Iterator[tuple[Point, Shows]]:
    """Every point of one rule."""
    return _Points(rule, law, trial).all()


class _Points:
    def __init__(self, rule: Rule, law: Law, trial: Trial) -> None:
        self.rule = rule
        self.law = law
        self.trial = trial
        self.thresholds = law.thresholds()

    def all(self) -> Iterator[tuple[Point, Shows]]:
        yield self._point("rule", "", "", "applies", self.rule.at), lambda on: bool(self.trial.of(self.rule, on).must)
        for part in parts(self.rule):
            yield from self._of_part(part)
        for other in self.rule.overrides:
            yield self._point("override", other, other, "", self.rule.at), self._defeats(other)

    def _of_part(self, part: Part) -> Iterator[tuple[Point, Shows]]:
        item, pattern = part.item, part.pattern
        if isinstance(part.holder, AnyItem):
            without = with_item(self.rule, part.path)
            yield self._point("alternative", part.place, written_item(item), "", item.at), self._turns(without)
        if isinstance(item, CountItem):
            yield from self._count(part, item)
        if pattern is None:
            return
        is_conclusion = pattern.template not in self.law.vocabulary.templates
        if is_conclusion or isinstance(item, NoItem):
            yield from self._both_ways(negated_item(self.rule, part, self.law), part.place, written_item(item), item.at)
        for number, condition in enumerate(pattern.conditions):
            what = f"{pattern.template}{f' {pattern.name}' if pattern.name else ''}: {written_condition(condition)}"
            negated = None if is_conclusion else negated_condition(self.rule, part, number, self.law)
            path = part.place_of(condition)
            if isinstance(condition, LinkCondition):
                # Linked otherwise there may be a hundred ways: that the rule applies is no merit of this link alone.
                yield from list(self._both_ways(negated, path, what, condition.at))[1:]
            else:
                fails = {"below", "above"} & set(self._sides_of(part, condition))
                if condition.operator == "is" or fails - _met(condition.operator):
                    yield from self._both_ways(negated, path, what, condition.at)
                yield from self._sides(part, number, condition, what)

    def _both_ways(self, negated: Rule | None, path: str, what: str, at: Location) -> Iterator[tuple[Point, Shows]]:
        if negated is not None:
            yield self._point("condition", path, what, "applies", at), self._only(self.rule, negated)
            yield self._point("condition", path, what, "stops", at), self._only(negated, self.rule)

    def _sides(self, part: Part, number: int, condition: Condition, what: str) -> Iterator[tuple[Point, Shows]]:
        """Each value a choice may have, each side of a comparison, where the rest of the rule lets it decide."""

        def rule_with(*conditions: Condition) -> Rule:
            return with_item(self.rule, part.path, with_condition(part, number, *conditions))

        kind: PointKind = "value" if condition.operator == "is" else "boundary"
        never, path = rule_with(*impossible(condition)), part.place_of(condition)
        for side in self._sides_of(part, condition):
            shows = self._turns(rule_with(*on_side(condition, side)), never)
            yield self._point(kind, path, what, side, condition.at), shows

    def _sides_of(self, part: Part, condition: Condition) -> tuple[str, ...]:
        """The values and sides worth telling apart: a plain yes or no is a condition both ways already."""
        template = part.pattern.template if part.pattern else ""
        field = fields_of(template, self.law)[condition.field]
        if condition.operator != "is":
            return tuple(side for side in _SIDES if self._is_in_range(condition, field, side))
        if template not in self.law.vocabulary.templates:
            return condition.values if len(condition.values) > 1 else ()
        # What the rule admits of the same entry elsewhere decides there, not here.
        elsewhere = admitted_elsewhere(self.rule, part, condition) - set(condition.values)
        admitted = [value for value in field.admitted() if value not in elsewhere]
        return tuple(admitted) if len(field.admitted()) > 2 else ()

    def _is_in_range(self, condition: Condition, field: Field, side: str) -> bool:
        """Whether the field may have a value on that side of the threshold; of another field, it always may."""
        threshold = self.thresholds.get(condition.other or "")
        if threshold is None or side == "at":
            return True
        values = [value.value for value in threshold.values if isinstance(value.value, int)]
        if side == "above" and field.at_most is not None:
            return any(value < field.at_most for value in values)
        return side == "above" or field.at_least is None or any(value > field.at_least for value in values)

    def _count(self, part: Part, item: CountItem) -> Iterator[tuple[Point, Shows]]:
        """One too few, just enough, one more."""
        without = with_item(self.rule, part.path)
        by_number: dict[int, Rule] = {}

        def reaches(number: int, on: Staged) -> frozenset[str]:
            if number not in by_number:
                counted = item.model_copy(update={"minimum": str(number)})
                by_number[number] = with_item(self.rule, part.path, counted) if number > 0 else without
            return self.trial.of(by_number[number], on).must

        def exactly(offset: int) -> Shows:
            def shows(on: Staged) -> bool:
                number = self.trial.number(item.minimum, on) + offset
                return bool(reaches(number, on) ^ reaches(number + 1, on))

            return shows

        for side, offset in (("below", -1), ("at", 0), ("above", 1)):
            yield self._point("count", part.place, written_item(item), side, item.at), exactly(offset)

    def _only(self, one: Rule, other: Rule) -> Shows:
        """Whether something must follow from the one that cannot from the other."""
        return lambda on: bool(self.trial.of(one, on).must - self.trial.of(other, on).may)

    def _turns(self, one: Rule, other: Rule | None = None) -> Shows:
        """Whether the two (the rule itself, where there is no other) differ in what certainly follows, either way."""
        first, second = self._only(one, other or self.rule), self._only(other or self.rule, one)
        return lambda on: first(on) or second(on)

    def _defeats(self, other: str) -> Shows:
        return lambda on: any(
            defeat.by.by == self.rule.id and defeat.derivation.clause.rule == other
            for defeat in on.decision.evaluation.defeats
        )

    def _point(self, kind: PointKind, path: str, what: str, side: str, at: Location) -> Point:
        return Point(self.rule.rulebook, self.rule.id, kind, path, what, side, at)


def on_side(condition: Condition, side: str) -> tuple[Condition, ...]:
    """The condition for one value only; for a comparison, below, at or above what it compares with."""
    if condition.operator == "is":
        return (condition.model_copy(update={"values": (side,)}),)
    low, high, *both = _BOUNDS[condition.operator in DATE_OPERATORS]
    operators = {"below": [low], "at": both, "above": [high]}[side]
    return tuple(_compared(condition, operator) for operator in operators)


def impossible(condition: Condition) -> tuple[Condition, ...]:
    """Conditions on the same field that no known value meets."""
    if condition.operator == "is":
        return (condition.model_copy(update={"values": ()}),)
    low, high, *_ = _BOUNDS[condition.operator in DATE_OPERATORS]
    return _compared(condition, low), _compared(condition, high)


def _met(operator: Operator) -> set[str]:
    """The open side on which a comparison holds."""
    return {"below"} if operator in ("below", "at_most", "before", "on_or_before") else {"above"}


def _compared(condition: Condition, operator: Operator) -> Condition:
    return condition.model_copy(update={"operator": operator})
