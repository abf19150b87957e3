"""The intermediate form that every evaluator runs: patterns, clauses, strata, and what can be open about them.

A program holds no alternative, reading, date or law: those are resolved away.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from engine.errors import Location
from engine.model.rule import CarriedDate, Operator

Operand = str | datetime.date | Decimal


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
        if len(binding) < len(self.names) and any(
            binding[name] != i for name, i in zip(self.names, match.ids[1:], strict=True)
        ):
            return None
        if self.entry is not None and binding.setdefault(self.entry, match.ids[0]) != match.ids[0]:
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


@dataclass(frozen=True, eq=False)
class Program:
    """Clauses in strata, whose gatherings look only at earlier ones; ``arguments`` of each conclusion in order."""

    strata: tuple[tuple[Clause, ...], ...]
    arguments: Mapping[str, tuple[str, ...]]

    def clauses(self) -> Iterator[Clause]:
        """Every clause."""
        for stratum in self.strata:
            yield from stratum

    def of(self, codes: Container[str]) -> Program:
        """The clauses that conclude one of those codes, in order."""
        strata = (tuple(clause for clause in stratum if clause.head.code in codes) for stratum in self.strata)
        return Program(tuple(stratum for stratum in strata if stratum), self.arguments)

    def following(self, codes: Iterable[str]) -> frozenset[str]:
        """Those codes, all that is concluded from them, and every auxiliary code that is looked at in doing so."""
        return _reached(codes, self._concluded_from, self._looked_at)

    def leading(self, codes: Iterable[str]) -> frozenset[str]:
        """Those codes, and all that they are concluded from."""
        return _reached(codes, self._read_for)

    def reading(self, template: str, field: str) -> frozenset[str]:
        """The codes of the clauses that have a condition on that field of entries of that template."""
        return frozenset(self._readers[template, field])

    @cached_property
    def _looked_at(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for clause in self.clauses():
            found[clause.head.code].update(gathering.code for gathering in clause.gatherings)
        return found

    @cached_property
    def _read_for(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for clause in self.clauses():
            found[clause.head.code].update(pattern.shape.template for pattern in clause.body)
            found[clause.head.code].update(gathering.code for gathering in clause.gatherings)
        return found

    @cached_property
    def _concluded_from(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for code, read in self._read_for.items():
            for one in read:
                found[one].add(code)
        return found

    @cached_property
    def _readers(self) -> Mapping[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for clause in self.clauses():
            for shape in (pattern.shape for pattern in clause.body):
                tested = (name for test in shape.tests for name in (test.field, test.other) if name)
                for name in (*shape.links, *tested):
                    found[shape.template, name].add(clause.head.code)
        return found


def _reached(start: Iterable[str], *ways: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(start)
    while todo:
        code = todo.pop()
        if code not in found:
            found.add(code)
            todo.extend(one for way in ways for one in way.get(code, ()))
    return frozenset(found)


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


# What stands between a rule's id and its part in the code of an auxiliary conclusion; no declared code contains it.
AUXILIARY = "/"


def is_auxiliary(code_or_key: str) -> bool:
    """Whether a code, or a conclusion's key, is of an exception, an absence, a count or an override."""
    return AUXILIARY in code_or_key


def written_key(code: str, values: Iterable[str]) -> str:
    """A conclusion's key, ``code(argument, …)``."""
    return f"{code}({', '.join(values)})"


def key_of(head: Head, arguments: tuple[str, ...], binding: Mapping[str, str]) -> str:
    """The key of what a head concludes, its arguments in that order; one left open is ``*``."""
    values = dict(head.constants) | {arg: binding[name] if name else "*" for arg, name in head.names}
    return written_key(head.code, (values[arg] for arg in arguments))
