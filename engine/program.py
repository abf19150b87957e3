"""The intermediate form that every evaluator runs: patterns, clauses, strata, and what can be open about them.

A program holds no alternative, reading, date or law: those are resolved away.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
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

    def needs(self) -> set[str]:
        """The templates, of entries and conclusions, and the auxiliary conclusions that it looks at."""
        return {pattern.shape.template for pattern in self.body} | {gathering.code for gathering in self.gatherings}


@dataclass(frozen=True, eq=False)
class Program:
    """Clauses in strata, whose gatherings look only at earlier ones; ``arguments`` of each conclusion in order."""

    strata: tuple[tuple[Clause, ...], ...]
    arguments: Mapping[str, tuple[str, ...]]

    def clauses(self) -> Iterator[Clause]:
        """Every clause."""
        for stratum in self.strata:
            yield from stratum

    def bearing_on(self, code: str) -> Program:
        """The clauses that a conclusion of that code can rest on, and no others: of it, both programs say the same."""
        wanted = {code}
        while more := {n for clause in self.clauses() if clause.head.code in wanted for n in clause.needs()} - wanted:
            wanted |= more
        kept = (tuple(clause for clause in stratum if clause.head.code in wanted) for stratum in self.strata)
        return Program(tuple(stratum for stratum in kept if stratum), self.arguments)


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
