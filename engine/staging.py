"""Scenarios made ready to try rules on: what the reference concludes of each, and one rule tried beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.assess import Assessor
from engine.decide import Decision, unconfirmed
from engine.errors import Findings
from engine.evaluators import reference
from engine.facts import facts_of
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.program import Clause, Program, is_auxiliary
from engine.reading.scenario import Scenario
from engine.rehearse import requested
from engine.resolve.alternatives import readings_of
from engine.resolve.patterns import threshold
from engine.resolve.rules import compile_rule
from engine.rows import Row, Rows
from engine.strata import in_order


@dataclass(frozen=True, eq=False)
class Staged:
    """A scenario with the reference evaluator's decision; ``rows`` are those of the case and of all concluded."""

    scenario: Scenario
    decision: Decision
    rows: Rows

    @cached_property
    def deriving(self) -> frozenset[str]:
        """The rules that have a derivation, open or not."""
        found = self.decision.evaluation.conclusions.values()
        return frozenset(d.clause.rule for concluded in found for d in concluded.derivations)

    def has_in_force(self, rule: str) -> bool:
        """Whether the scenario is assessed under the rule with that id."""
        return rule in self.decision.resolution.rules


def staged(assessor: Assessor, scenario: Scenario) -> Staged:
    """The scenario, decided under the assessor's law by the reference evaluator alone."""
    request = requested(scenario)
    resolution = assessor.resolver.resolve(request.as_of, request.readings, request.rulebooks)
    decision = unconfirmed(resolution, facts_of(scenario.case, assessor.law, request.claimed_by))
    concluded: dict[str, list[Row]] = {code: [] for code in assessor.law.declared()}
    for key, found in decision.evaluation.conclusions.items():
        if not is_auxiliary(key):
            concluded[found.row.template].append(found.row)
    return Staged(scenario, decision, decision.facts.rows.beside(concluded))


@dataclass(frozen=True, slots=True)
class Tried:
    """What one rule by itself concludes: keys that must hold, and all that may.

    Beside the key of a conclusion that carries something stands the entry it is carried of.
    """

    must: frozenset[str]
    may: frozenset[str]


NOTHING = Tried(frozenset(), frozenset())


class Trial:
    """Tries single rules, as written or otherwise, on staged scenarios, all else as it is."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.arguments = {code: tuple(conclusion.fields) for code, (_, conclusion) in law.declared().items()}
        self._programs: dict[tuple[object, ...], Program | None] = {}
        self._kept: dict[int, Rule] = {}

    def of(self, rule: Rule, on: Staged) -> Tried:
        """What the rule concludes there; nothing where it cannot be compiled (its names do not fit together)."""
        program = self._program(rule, on.decision.resolution.as_of, on.decision.resolution.readings)
        if program is None:
            return NOTHING
        must: set[str] = set()
        may: set[str] = set()
        for key, concluded in reference.evaluate(program, on.rows).conclusions.items():
            for derivation in concluded.derivations if not is_auxiliary(key) else ():
                carried = sorted({derivation.binding[c.of] for c in derivation.clause.carries})
                outcome = " of ".join([key, *carried])
                may.add(outcome)
                if not derivation.open:
                    must.add(outcome)
        return Tried(frozenset(must), frozenset(may))

    def number(self, minimum: str, on: Staged) -> int:
        """The number of a count, where it is a threshold's as of the scenario's day."""
        value = minimum if minimum.isdecimal() else threshold(minimum, self.law, on.decision.resolution.as_of)
        return int(str(value)) if value is not None else 1

    def _program(self, rule: Rule, as_of: datetime.date, readings: Mapping[str, str]) -> Program | None:
        self._kept[id(rule)] = rule  # so that no other rule ever has this id
        mentioned = tuple((name, readings.get(name)) for name in sorted(readings_of(rule)))
        values = tuple(threshold.on(as_of) for threshold in self.law.thresholds().values())
        key = (id(rule), mentioned, values)
        if key not in self._programs:
            self._programs[key] = self._compiled(rule, as_of, readings)
        return self._programs[key]

    def _compiled(self, rule: Rule, as_of: datetime.date, readings: Mapping[str, str]) -> Program | None:
        findings = Findings()
        clauses = compile_rule(rule, self.law, as_of, readings, findings)
        strata = in_order(clauses, findings)
        return None if findings.problems else Program(strata, self._arguments(clauses))

    def _arguments(self, clauses: list[Clause]) -> dict[str, tuple[str, ...]]:
        found = dict(self.arguments)
        for clause in clauses:
            found.setdefault(clause.head.code, tuple(argument for argument, _ in clause.head.names))
        return found
