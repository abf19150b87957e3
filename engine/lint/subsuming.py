"""Clauses compared with clauses: whether whatever meets one meets the other too, whatever the case says.

A name of the general clause is led to one of the specific one. What cannot be shown this way counts as not subsumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.lint.comparing import follows
from engine.program import Clause, Gathering, Pattern

Naming = dict[str, str]
# So many patterns are tried for one pair of clauses; beyond, what cannot be shown in time counts as not shown.
_MOST_TRIED = 10_000
Auxiliaries = Mapping[str, list[Clause]]


@dataclass(frozen=True, slots=True)
class Side:
    """A clause and the auxiliary clauses that its exceptions, absences and counts look at."""

    clause: Clause
    auxiliaries: Auxiliaries


def subsumes(general: Side, specific: Side) -> bool:
    """Whether the general clause concludes the same wherever the specific one does."""
    head, other = general.clause.head, specific.clause.head
    if (head.code, head.constants) != (other.code, other.constants):
        return False
    naming: Naming = {}
    named = dict(other.names)
    for argument, name in head.names:
        target = named[argument]
        if name is None or target is None or naming.setdefault(name, target) != target:
            return False
    return any(_carries(general.clause, specific.clause, way) for way in covers(general, specific, naming))


def _carries(general: Clause, specific: Clause, naming: Naming) -> bool:
    one = {(c.attribute, c.working_days, c.fields, naming.get(c.of)) for c in general.carries}
    return one == {(c.attribute, c.working_days, c.fields, c.of) for c in specific.carries}


def covers(general: Side, specific: Side, naming: Naming) -> Iterator[Naming]:
    """Every way to lead the general clause's names to the specific one's such that all it asks is asked there."""
    for way in _Search(general.clause, specific.clause).ways(general.clause.body, naming):
        if all(
            any(_gathered(gathering, other, way, general, specific) for other in specific.clause.gatherings)
            for gathering in general.clause.gatherings
            if gathering.kind != "overrides"
        ):
            yield way


class _Search:
    """The search for namings between two clauses: names that are two things lead to names that are."""

    def __init__(self, general: Clause, specific: Clause) -> None:
        self.general = general
        self.specific = specific
        self.apart = {frozenset(pair) for pair in specific.apart}
        self.tries = iter(range(_MOST_TRIED))

    def ways(self, patterns: tuple[Pattern, ...], naming: Naming) -> Iterator[Naming]:
        if not self._different(naming):
            return
        if not patterns:
            yield naming
            return
        for place, pattern in enumerate(self.specific.body):
            if next(self.tries, None) is None:
                return
            extended = _onto(patterns[0], pattern, place, naming)
            if extended is not None:
                yield from self.ways(patterns[1:], extended)

    def _different(self, naming: Naming) -> bool:
        return all(
            frozenset((naming[a], naming[b])) in self.apart
            for a, b in self.general.apart
            if a in naming and b in naming
        )


def _onto(pattern: Pattern, other: Pattern, place: int, naming: Naming) -> Naming | None:
    if pattern.shape.template != other.shape.template:
        return None
    if not all(follows(test, other.shape.tests) for test in pattern.shape.tests):
        return None
    linked = list(zip(other.shape.links, other.names, strict=True))
    extended = dict(naming)
    if pattern.entry is not None:
        target = other.entry or f"#{place}"  # an entry without a name: nothing else can be led to it
        if extended.setdefault(pattern.entry, target) != target:
            return None
    for field, name in zip(pattern.shape.links, pattern.names, strict=True):
        targets = [target for link, target in linked if link == field]
        wanted = extended.get(name)
        if not targets or (wanted is not None and wanted not in targets):
            return None
        extended[name] = wanted or targets[0]
    return extended


def _gathered(one: Gathering, other: Gathering, way: Naming, general: Side, specific: Side) -> bool:
    """Whether ``one`` of the general clause is met wherever ``other`` of the specific one is."""
    ones, others = general.auxiliaries.get(one.code, []), specific.auxiliaries.get(other.code, [])
    if one.kind == "count":
        if other.kind != "count" or other.at_least < one.at_least or one.counted is None or other.counted is None:
            return False
        inner = {name: way[name] for _, name in one.shared if name in way} | {one.counted: other.counted}
        if not {way.get(name) for _, name in one.shared} <= {name for _, name in other.shared}:
            return False
        if not {way.get(name) for _, name in one.apart} <= {name for _, name in other.apart}:
            return False
        return all(
            any(_covers_once(Side(c, general.auxiliaries), Side(o, specific.auxiliaries), inner) for c in ones)
            for o in others
        )
    if other.kind == "count":
        return False
    back = {target: name for name, target in way.items()}
    inner = {name: back[name] for _, name in other.shared if name in back}
    if len(inner) < len(other.shared):
        return False
    if not {name for _, name in other.apart} <= {way.get(name) for _, name in one.apart}:
        return False
    return all(
        any(_covers_once(Side(o, specific.auxiliaries), Side(c, general.auxiliaries), inner) for o in others)
        for c in ones
    )


def _covers_once(general: Side, specific: Side, naming: Naming) -> bool:
    return next(covers(general, specific, dict(naming)), None) is not None
