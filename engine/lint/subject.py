"""What checks look at: the law as far as it could be read, where it is written, its clauses, and the scenarios."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.errors import Findings
from engine.explain.provisions import nominal_provisions
from engine.lint.days import change_days, choices, in_force
from engine.lint.finding import Finding
from engine.lint.uses import Uses, uses
from engine.model.rule import Rule
from engine.model.rulebook import Law, Reading, Rulebook, Threshold
from engine.program import Clause
from engine.reading.places import Places
from engine.reading.scenario import Expectation
from engine.resolve.alternatives import readings_of
from engine.resolve.rules import compile_rule


@dataclass(frozen=True)
class Compiled:
    """A rule's clauses on one day under one choice of readings; ``own`` leaves out the auxiliary ones."""

    rule: Rule
    clauses: tuple[Clause, ...]

    @cached_property
    def own(self) -> list[Clause]:
        """The clauses that conclude what the rule concludes."""
        codes = {item.code for item in self.rule.then}
        return [clause for clause in self.clauses if clause.head.code in codes]

    @cached_property
    def auxiliary(self) -> dict[str, list[Clause]]:
        """The clauses of each exception, absence and count, by its code."""
        codes = {item.code for item in self.rule.then}
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            if clause.head.code not in codes:
                found.setdefault(clause.head.code, []).append(clause)
        return found


Moment = tuple[datetime.date, Mapping[str, str]]


@dataclass(frozen=True)
class Subject:
    """Everything a check may look at.

    ``faulty`` are rules that could be read only in part: their logic is not judged. ``found`` is what the checks before
    found, for the one that comes after all.
    """

    law: Law
    places: Places
    scenarios: tuple[Expectation, ...] = ()
    faulty: frozenset[str] = frozenset()
    found: tuple[Finding, ...] = ()
    compiled: dict[tuple[object, ...], Compiled | None] = field(default_factory=dict)

    def books(self) -> Iterator[Rulebook]:
        """Every rulebook."""
        yield from self.law.rulebooks.values()

    def rules(self) -> Iterator[tuple[Rulebook, Rule]]:
        """Every rule with its rulebook."""
        for book in self.books():
            for rule in book.rules.values():
                yield book, rule

    def sound_rules(self) -> list[Rule]:
        """The rules that could be read whole."""
        return [rule for _, rule in self.rules() if rule.id not in self.faulty]

    @cached_property
    def uses(self) -> Uses:
        """What all rules use."""
        return uses((rule for _, rule in self.rules()), self.law)

    def threshold(self, name: str) -> Threshold | None:
        """The threshold of that name, of whichever rulebook."""
        return self.law.thresholds().get(name)

    def provisions(self, rule: Rule) -> list[str]:
        """The provisions a rule encodes that stand in its source text."""
        source = self.law.rulebooks[rule.rulebook].source
        return [provision for provision in nominal_provisions(rule, self.law) if provision in source]

    def encoded(self, book: Rulebook) -> dict[str, list[Rule]]:
        """The rules of a rulebook by provision."""
        found: dict[str, list[Rule]] = {}
        for rule in book.rules.values():
            for provision in nominal_provisions(rule, self.law):
                found.setdefault(provision, []).append(rule)
        return found

    @cached_property
    def overriders(self) -> dict[str, set[str]]:
        """For each rule, the rules that override it."""
        found: dict[str, set[str]] = {rule.id: set() for _, rule in self.rules()}
        for _, rule in self.rules():
            for other in rule.overrides:
                found.setdefault(other, set()).add(rule.id)
        return found

    @cached_property
    def _days(self) -> dict[str, list[datetime.date]]:
        days = change_days(self.law)
        return {rule.id: [day for day in days if in_force(rule, book, day)] for book, rule in self.rules()}

    def days_in_force(self, rule: Rule) -> list[datetime.date]:
        """The days, each for all until the next change, on which the rule is in force."""
        return self._days[rule.id]

    @cached_property
    def _readings(self) -> dict[str, Reading]:
        return self.law.readings()

    @cached_property
    def _depends(self) -> dict[str, set[str]]:
        return {rule.id: readings_of(rule) & set(self._readings) for _, rule in self.rules()}

    def moments(self, *rules: Rule) -> list[Moment]:
        """Every day and choice of readings that can make a difference to those rules, the first of them in force."""
        named = set().union(*(self._depends[rule.id] for rule in rules))
        ways = list(choices(self._readings, named))
        return [(day, way) for day in self.days_in_force(rules[0]) for way in ways]

    def clauses(self, rule: Rule, moment: Moment) -> Compiled | None:
        """The rule as it is run then; None where resolving it fails."""
        day, readings = moment
        key = (rule.id, day, tuple((name, readings.get(name)) for name in sorted(self._depends[rule.id])))
        if key not in self.compiled:
            findings = Findings()
            made = compile_rule(rule, self.law, day, readings, findings)
            self.compiled[key] = None if findings.problems else Compiled(rule, tuple(made))
        return self.compiled[key]

    def all_clauses(self, rule: Rule) -> Iterable[Compiled]:
        """The rule as it is run at every moment that can make a difference, where it can be resolved."""
        made = (self.clauses(rule, moment) for moment in self.moments(rule))
        return [one for one in {id(m): m for m in made}.values() if one is not None]
