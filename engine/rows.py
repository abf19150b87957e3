"""Rows, and how one row meets one shape: what a condition says of it, and what is open about that.

What a condition says has three answers; a match keeps what is open, so that one pass tells both what must hold (nothing
open) and what may.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from itertools import product

from engine.model.rule import Operator
from engine.model.values import Open, Value
from engine.program import Gathering, Head, Match, OpenConclusion, OpenFact, Shape, Support, Test


class Truth(IntEnum):
    """Strong Kleene: no, open, yes."""

    NO = 0
    OPEN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Link:
    """What a ref field links to: exactly these ids, or, if not certain, possibly any one of them."""

    ids: frozenset[str]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the case, of a catalogue, or a conclusion that may hold; ``place`` is how people name it."""

    template: str
    id: str
    place: str
    values: Mapping[str, Value]
    links: Mapping[str, Link]
    must: bool = True


class Rows:
    """The rows of one case by template; remembers which of them meet a shape, for every program run on it."""

    def __init__(self, by_template: Mapping[str, tuple[Row, ...]]) -> None:
        self.by_template = by_template
        self._met: dict[Shape, tuple[Match, ...]] = {}

    def __contains__(self, template: object) -> bool:
        return template in self.by_template

    def __iter__(self) -> Iterator[Row]:
        return (row for rows in self.by_template.values() for row in rows)

    def beside(self, others: Mapping[str, Iterable[Row]]) -> Rows:
        """These rows together with those of other templates; what is remembered of these stays so."""
        both = Rows({**self.by_template, **{template: tuple(rows) for template, rows in others.items()}})
        both._met.update({shape: met for shape, met in self._met.items() if shape.template not in others})
        return both

    def of(self, template: str) -> tuple[Row, ...]:
        """The rows of that template, by id."""
        return self.by_template.get(template, ())

    def matches(self, shape: Shape) -> tuple[Match, ...]:
        """Every way in which a row may meet the shape."""
        if shape not in self._met:
            self._met[shape] = tuple(match for row in self.of(shape.template) for match in matches(shape, row))
        return self._met[shape]


def matches(shape: Shape, row: Row) -> Iterator[Match]:
    """Every way in which that row may meet the shape; a match with nothing open must."""
    supports: list[Support] = [] if row.must else [OpenConclusion(row.id)]
    for test in shape.tests:
        truth, facts = check(test, row)
        if truth is Truth.NO:
            return
        if truth is Truth.OPEN:
            supports.append(OpenFact(row.place, test, facts))
    options: list[list[tuple[str, Support | None]]] = []
    for name in shape.links:
        link = row.links.get(name)
        if link is None or not link.ids:
            return
        path = f"{row.place}.{name}"
        options.append(
            [(i, None if link.certain else OpenFact(row.place, (name, i), (path,))) for i in sorted(link.ids)]
        )
    for chosen in product(*options):
        opened = [support for _, support in chosen if support is not None]
        yield Match(row.place, (row.id, *(i for i, _ in chosen)), (*supports, *opened))


def check(test: Test, row: Row) -> tuple[Truth, tuple[str, ...]]:
    """What a test says of a row; if open, the paths of the unknown facts that keep it so."""
    value = row.values.get(test.field, Open.UNKNOWN)
    path = f"{row.place}.{test.field}"
    if test.other is None:
        if value is Open.UNKNOWN:
            return Truth.OPEN, (path,)
        if test.operator == "is":
            return (Truth.YES if value in test.operands else Truth.NO), ()
        return _ordered(test.operator, value, test.operands[0]), ()
    other, other_path = row.values.get(test.other, Open.UNKNOWN), f"{row.place}.{test.other}"
    unknown = tuple(p for v, p in ((value, path), (other, other_path)) if v is Open.UNKNOWN)
    if not unknown and value is Open.NOT_YET and other is Open.NOT_YET:
        unknown = (path, other_path)
    if unknown:
        return Truth.OPEN, unknown
    return _ordered(test.operator, value, other), ()


def _ordered(operator: Operator, left: Value, right: Value) -> Truth:
    """Whether two known values, at most one of them not_yet, are in that order."""
    sign = _sign(left, right)
    match operator:
        case "before" | "below":
            fits = sign < 0
        case "after" | "above":
            fits = sign > 0
        case "on_or_before" | "at_most":
            fits = sign <= 0
        case "on_or_after" | "at_least":
            fits = sign >= 0
        case _:
            fits = sign == 0
    return Truth.YES if fits else Truth.NO


def _sign(left: Value, right: Value) -> int:
    """-1, 0 or 1 as the left is less than, equal to or more than the right; not_yet is after every date."""
    if left is Open.NOT_YET or right is Open.NOT_YET:
        return 1 if left is Open.NOT_YET else -1
    if isinstance(left, datetime.date) and isinstance(right, datetime.date):
        return (left > right) - (left < right)
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return (left > right) - (left < right)
    raise TypeError(f"{left!r} and {right!r} have no order")


def row_of(head: Head, key: str, binding: Mapping[str, str], must: bool) -> Row:
    """The conclusion as a row that patterns can meet."""
    links = {arg: Link(frozenset({binding[name]})) for arg, name in head.names if name}
    return Row(head.code, key, key, dict(head.constants), links, must)


def concerns(gathering: Gathering, row: Row, binding: Mapping[str, str]) -> bool:
    """Whether an auxiliary conclusion is about this binding; an argument it leaves open is about any."""
    ids = {name: next(iter(link.ids)) for name, link in row.links.items()}
    return all(ids.get(arg, binding[name]) == binding[name] for arg, name in gathering.shared) and all(
        ids.get(arg) != binding[name] for arg, name in gathering.apart
    )
