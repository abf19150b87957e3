"""A case that shows something: found by small changes of cases at hand, then made as small as it can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from engine.assess import Request
from engine.invention.edits import edited, smaller
from engine.model.case import Case
from engine.model.rule import Condition, LinkCondition, Rule
from engine.model.rulebook import Law
from engine.model.values import Value

# How many cases are tried before a search is given up.
MOST_TRIED = 1500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that may show what is looked for, and how it is asked about."""

    case: Case
    request: Request


# Whether a case, asked about that way, shows what is looked for.
Shows = Callable[[Candidate], bool]


@dataclass
class Search:
    """Changes the facts that rules read until a case shows what is looked for.

    ``fields`` are all that may matter, ``near`` those of the rule itself, by template.
    """

    law: Law
    fields: Mapping[str, set[str]]
    near: Mapping[str, set[str]]
    landmarks: set[Value] = field(default_factory=set)
    tried: int = 0

    def __post_init__(self) -> None:
        self.landmarks = self.landmarks | landmarks(self.law)

    def among(self, seeds: Iterable[Candidate], shows: Shows) -> Candidate | None:
        """A case that shows it, made from one of the seeds by at most two small changes; None if none was found."""
        near = list(seeds)
        for changes in (0, 1, 2):
            for seed in near:
                for case in self._changed(seed.case, changes):
                    self.tried += 1
                    found = Candidate(case, seed.request)
                    if shows(found):
                        return self._smallest(found, shows)
                    if self.tried >= MOST_TRIED:
                        return None
        return None

    def _changed(self, case: Case, changes: int) -> Iterator[Case]:
        if changes == 0:
            yield case
            return
        for less in self._changed(case, changes - 1):
            # The first change may be anywhere; what has to go with it is near.
            yield from edited(less, self.law, self.fields if changes == 1 else self.near, self.landmarks)

    def _smallest(self, found: Candidate, shows: Shows) -> Candidate:
        """Without whatever it does not need to show the same.

        What could not be left out is tried again only once all the rest has been.
        """
        start = 0
        while True:
            tries = enumerate(smaller(found.case, self.law))
            number, less = next(
                ((n, c) for n, c in tries if n >= start and shows(Candidate(c, found.request))), (0, None)
            )
            if less is not None:
                found, start = Candidate(less, found.request), number
            elif start:
                start = 0
            else:
                return found


def read_by(law: Law, rules: Iterable[Rule], *, itself: bool = False) -> dict[str, set[str]]:
    """The fields by template that those rules read; unless ``itself``, also those of the rules they build on."""
    concluding: dict[str, list[Rule]] = defaultdict(list)
    for other in law.rules().values():
        for item in other.then:
            concluding[item.code].append(other)
    found: dict[str, set[str]] = defaultdict(set)
    seen: set[int] = set()  # by identity: a rule and the same rule otherwise have one id
    todo = list(rules)
    while todo:
        rule = todo.pop()
        if id(rule) in seen:
            continue
        seen.add(id(rule))
        for pattern in rule.patterns():
            if declared := law.vocabulary.templates.get(pattern.template):
                found[pattern.template].update(name for name in _fields(pattern.conditions) if name in declared.fields)
            todo.extend(concluding.get(pattern.template, ()) if not itself else ())
        for carried in (carried for item in rule.then for carried in item.carries):
            for template, declared in law.vocabulary.templates.items():
                found[template].update(name for name in carried.fields if name in declared.fields)
    return found


def landmarks(law: Law) -> set[Value]:
    """The numbers and dates of all thresholds."""
    values = [value.value for threshold in law.thresholds().values() for value in threshold.values]
    return {Decimal(value) if isinstance(value, int) else value for value in values}


def _fields(conditions: Iterable[Condition | LinkCondition]) -> Iterator[str]:
    for condition in conditions:
        yield condition.field
        if isinstance(condition, Condition) and condition.other:
            yield condition.other
