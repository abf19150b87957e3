"""Items to alternatives: readings chosen, ``any`` and ``all`` unfolded into lists of plain items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from engine.model.rule import AllItem, AnyItem, CountItem, Item, NoItem, PatternItem, Rule
from engine.model.rulebook import Reading

Leaf = PatternItem | NoItem | CountItem
Alternative = tuple[Leaf, ...]


def is_there(item: Item, readings: Mapping[str, str]) -> bool:
    """Whether every reading the item depends on is the one chosen."""
    return all(readings.get(reading) == choice for reading, choice in item.under.items())


def alternatives(items: Iterable[Item], readings: Mapping[str, str]) -> list[Alternative]:
    """Every way to satisfy all the items, in the author's order; an ``any`` with nothing left cannot be satisfied."""
    parts = [_ways(item, readings) for item in items if is_there(item, readings)]
    return [tuple(leaf for part in way for leaf in part) for way in product(*parts)]


def _ways(item: Item, readings: Mapping[str, str]) -> list[Alternative]:
    match item:
        case AnyItem():
            return [way for inner in item.items if is_there(inner, readings) for way in _ways(inner, readings)]
        case AllItem():
            return alternatives(item.items, readings)
        case PatternItem() | NoItem() | CountItem():
            return [(item,)]
    raise TypeError(type(item).__name__)


def single_choices(readings: Mapping[str, Reading], named: Iterable[str]) -> Iterator[dict[str, str]]:
    """No choice, so that every reading takes its default; then each other choice of those named, one at a time."""
    yield {}
    for name in sorted(named):
        yield from ({name: choice} for choice in readings[name].others)


def readings_of(rule: Rule) -> set[str]:
    """Every reading on which an item of the rule depends."""
    return {reading for item in rule.items() for reading in item.under}
