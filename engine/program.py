"""The intermediate form that every evaluator runs: rows, patterns, clauses; and how one row meets one pattern.

A program holds no alternative, reading, date or law: those are resolved away. What a condition says of one row has
three answers; a match keeps what is open about it, so that one pass tells what must hold (nothing open) and what may.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from itertools import product
from typing import Literal

from engine.errors import Location
from engine.model.rule import CarriedDate, Operator
from engine.model.values import Open, Value

Operand = str | datetime.date | Decimal


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


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one field: among ``operands``, or compared with one operand or with another field."""

    field: str
    operator: Operator
    operands: tuple[Operand, ...] = ()
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a pattern asks of one row, whatever the names: which links there are, and the tests."""

    template: str
    links: tuple[str, ...]
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One condition in the author's order: a test or a link of a pattern, and the place it was written."""

    of: Test | str | None
    name: str | None
    at: Location


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape with names: of the entry (or None) and of each link; ``steps`` keep what the author wrote."""

    shape: Shape
    entry: str | None
    names: tuple[str, ...]
    steps: tuple[Step, ...] = field(compare=False)

    def variables(self) -> tuple[str | None, ...]:
        """The names in the order of a match's ids: the entry's, then each link's."""
        return (self.entry, *self.names)

    def bind(self, match: Match) -> dict[str, str] | None:
        """What each name stands for in that match, or None where one name would be two things."""
        binding = dict(zip(self.names, match.ids[1:], strict=True))
        if self.entry is not None and binding.setdefault(self.entry, match.ids[0]) != match.ids[0]:
            return None
        if len(binding) < len(self.names) and any(
            binding[name] != i for name, i in zip(self.names, match.ids[1:], strict=True)
        ):
            return None
        return binding


@dataclass(frozen=True, slots=True)
class Head:
    """What a clause concludes: a conclusion, a name for each link (None: anything), a constant for each choice."""

    code: str
    names: tuple[tuple[str, str | None], ...]
    constants: tuple[tuple[str, str], ...] = ()


GatheringKind = Literal["no", "unless", "overrides", "count"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A condition on all conclusions of one auxiliary code: absent (no, unless, overrides), or enough of them (count).

    ``shared`` pairs an argument of the auxiliary with the clause's name it must equal, ``apart`` with one it must
    differ from; ``counted`` is the argument whose different values are counted.
    """

    id: str
    kind: GatheringKind
    code: str
    shared: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    at: Location
    counted: str | None = None
    at_least: int = 1
    by: str | None = None

    def names(self) -> tuple[str, ...]:
        """The clause's names it depends on."""
        return tuple(dict.fromkeys(name for _, name in (*self.shared, *self.apart)))


@dataclass(frozen=True, slots=True)
class Clause:
    """One alternative of a rule for one of its conclusions. ``apart`` lists names that are two different things."""

    id: str
    rule: str
    head: Head
    body: tuple[Pattern, ...]
    gatherings: tuple[Gathering, ...]
    apart: tuple[tuple[str, str], ...]
    at: Location
    order: tuple[Pattern | Gathering, ...] = field(compare=False)
    carries: tuple[CarriedDate, ...] = ()
    provision_of: tuple[str, str] | None = None


@dataclass(frozen=True, eq=False)
class Program:
    """Clauses in strata, whose gatherings look only at earlier ones; ``arguments`` of each conclusion in order."""

    strata: tuple[tuple[Clause, ...], ...]
    arguments: Mapping[str, tuple[str, ...]]

    def clauses(self) -> Iterator[Clause]:
        """Every clause."""
        for stratum in self.strata:
            yield from stratum


@dataclass(frozen=True, slots=True)
class OpenFact:
    """An open condition on one entry: a test, or a link to one id; ``facts`` are the unknown ones it turns on."""

    place: str
    condition: Test | tuple[str, str]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenConclusion:
    """An open condition on a conclusion."""

    key: str


@dataclass(frozen=True, slots=True)
class OpenGathering:
    """An open exception, override, absence (``needed`` is 0) or count (so many more are needed), for one binding.

    ``members`` groups the open auxiliary conclusions: all together for an absence, by the thing counted for a count.
    What is open about each group (``content``) is all that tells one from another: two rules with the same exception
    have one condition open, not two.
    """

    needed: int
    content: frozenset[frozenset[frozenset[Support]]]
    members: tuple[tuple[str, ...], ...] = field(compare=False)


Support = OpenFact | OpenConclusion | OpenGathering


@dataclass(frozen=True, slots=True)
class Match:
    """One way in which a row may meet a shape: ids of the entry and of each link, and what is open about it."""

    place: str
    ids: tuple[str, ...]
    open: tuple[Support, ...]


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


def key_of(head: Head, arguments: tuple[str, ...], binding: Mapping[str, str]) -> str:
    """The conclusion's key, ``code(argument, …)`` in the declared order; an argument left open is ``*``."""
    values = dict(head.constants) | {arg: binding[name] if name else "*" for arg, name in head.names}
    return f"{head.code}({', '.join(values[arg] for arg in arguments)})"


def row_of(head: Head, key: str, binding: Mapping[str, str], must: bool) -> Row:
    """The conclusion as a row that patterns can meet."""
    links = {arg: Link(frozenset({binding[name]})) for arg, name in head.names if name}
    return Row(head.code, key, key, dict(head.constants), links, must)
