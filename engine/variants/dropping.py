"""A rule without one of its items, conditions or admitted values: what it would be if that were not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.errors import Location
from engine.model.rule import AnyItem, Condition, Rule
from engine.model.rule_notation import written_condition, written_item
from engine.variants.parts import Part, parts, with_condition, with_item

DropKind = Literal["drop-condition", "drop-exception", "drop-alternative"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """The rule without something: which kind of thing, where it stood, how it was written.

    ``name`` is that of the entry it is about, if it has one.
    """

    kind: DropKind
    name: str | None
    place: str
    written: str
    rule: Rule
    at: Location

    @property
    def id(self) -> str:
        """What authors call it by."""
        return f"{self.rule.id}/{self.kind}/{self.place}"

    def is_part_of(self, other: Dropped) -> bool:
        """Whether it goes with the other, of the same rule."""
        return self.rule.id == other.rule.id and self.place.startswith(f"{other.place}.")


def dropped(rule: Rule) -> Iterator[Dropped]:
    """The rule without each thing that can go; some may be no rule, for names that nothing binds any more."""
    for part in parts(rule):
        if (one := dropped_item(rule, part)) is not None:
            yield one
        for number in range(len(part.pattern.conditions) if part.pattern else 0):
            yield dropped_condition(rule, part, number)
            yield from dropped_values(rule, part, number)


def dropped_item(rule: Rule, part: Part) -> Dropped | None:
    """Without the item; None for an ``any``, which goes alternative by alternative."""
    if isinstance(part.holder, AnyItem):
        kind: DropKind = "drop-alternative"
    elif len(part.path) == 2 and part.path[0] == 1:
        kind = "drop-exception"
    elif isinstance(part.item, AnyItem):
        return None
    else:
        kind = "drop-condition"
    name = part.pattern.name if part.pattern else None
    return Dropped(kind, name, part.place, written_item(part.item), with_item(rule, part.path), part.item.at)


def dropped_condition(rule: Rule, part: Part, number: int) -> Dropped:
    """Without one condition of the item's pattern."""
    assert part.pattern is not None, "an item without a pattern has no conditions"
    condition = part.pattern.conditions[number]
    changed = with_item(rule, part.path, with_condition(part, number))
    name = part.pattern.name
    return Dropped(
        "drop-condition", name, part.place_of(condition), written_condition(condition), changed, condition.at
    )


def dropped_values(rule: Rule, part: Part, number: int) -> Iterator[Dropped]:
    """Without each of several values that a condition admits."""
    condition = part.pattern.conditions[number] if part.pattern else None
    if isinstance(condition, Condition) and condition.operator == "is" and len(condition.values) > 1:
        for value in condition.values:
            rest = condition.model_copy(update={"values": tuple(other for other in condition.values if other != value)})
            changed = with_item(rule, part.path, with_condition(part, number, rest))
            place = f"{part.place_of(condition)}.{value}"
            name = part.pattern.name if part.pattern else None
            yield Dropped("drop-alternative", name, place, written_condition(condition), changed, condition.at)
