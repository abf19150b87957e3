"""The items of a rule with their places in it, and the rule with one of them replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.rule import Condition, HoldingItem, Item, LinkCondition, NoItem, PatternItem, Rule

# The list (0 for ``when``, 1 for ``unless``), then the number in it, then in each list inside.
Path = tuple[int, ...]
_LISTS = ("when", "unless")


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a rule, where it stands, and the item that holds it, if one does."""

    path: Path
    item: Item
    holder: Item | None = None

    @property
    def pattern(self) -> PatternItem | None:
        """The pattern the item is, or says there is none of."""
        if isinstance(self.item, NoItem):
            return self.item.pattern
        return self.item if isinstance(self.item, PatternItem) else None

    def place_of(self, condition: Condition | LinkCondition) -> str:
        """The place of a condition of the item's pattern; a field may be compared more than once."""
        compared = f".{condition.operator}" if isinstance(condition, Condition) and condition.other else ""
        return f"{self.place}.{condition.field}{compared}"

    @property
    def place(self) -> str:
        """The path as people write it: ``when.2.0``."""
        return ".".join([_LISTS[self.path[0]], *(str(number + 1) for number in self.path[1:])])


def parts(rule: Rule) -> Iterator[Part]:
    """Every item of the rule, outer ones before those inside them."""
    for number, items in enumerate((rule.when, rule.unless)):
        yield from _inside((number,), items, None)


def _inside(path: Path, items: tuple[Item, ...], holder: Item | None) -> Iterator[Part]:
    for number, item in enumerate(items):
        yield Part((*path, number), item, holder)
        if isinstance(item, HoldingItem):
            yield from _inside((*path, number), item.items, item)


def admitted_elsewhere(rule: Rule, part: Part, condition: Condition) -> set[str]:
    """The values of that field that other items of the rule admit of the same named entry."""
    name = part.pattern.name if part.pattern else None
    same = [p.pattern for p in parts(rule) if name and p.path != part.path and p.pattern and p.pattern.name == name]
    return {
        value
        for pattern in same
        for one in pattern.conditions
        if isinstance(one, Condition) and one.field == condition.field
        for value in one.values
    }


def with_item(rule: Rule, path: Path, *items: Item) -> Rule:
    """The rule with these items where one stood; without any, it is left out."""
    name = _LISTS[path[0]]
    return rule.model_copy(update={name: _replaced(getattr(rule, name), path[1:], items)})


def _replaced(items: tuple[Item, ...], path: Path, new: tuple[Item, ...]) -> tuple[Item, ...]:
    number = path[0]
    if len(path) == 1:
        return (*items[:number], *new, *items[number + 1 :])
    holder = items[number]
    if not isinstance(holder, HoldingItem):
        raise TypeError(type(holder).__name__)
    return (
        *items[:number],
        holder.model_copy(update={"items": _replaced(holder.items, path[1:], new)}),
        *items[number + 1 :],
    )


def with_condition(part: Part, number: int, *conditions: Condition | LinkCondition) -> Item:
    """The item with these conditions where one of its pattern stood; without any, it is left out."""
    if part.pattern is None:
        raise TypeError(type(part.item).__name__)
    own = part.pattern.conditions
    pattern = part.pattern.model_copy(update={"conditions": (*own[:number], *conditions, *own[number + 1 :])})
    return part.item.model_copy(update={"pattern": pattern}) if isinstance(part.item, NoItem) else pattern
