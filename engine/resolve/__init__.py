"""From rulebooks, a date and chosen readings to one program: what is in force, unfolded, named, and put in order."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.errors import Findings, ResolutionError
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.program import Clause, Program
from engine.resolve.alternatives import readings_of
from engine.resolve.overrides import with_overrides
from engine.resolve.rules import compile_rule
from engine.strata import in_order


@dataclass(frozen=True, eq=False)
class Resolution:
    """The program, and what was chosen to get it. ``rules`` are those in force, ``not_in_force`` the others."""

    program: Program
    as_of: datetime.date
    readings: Mapping[str, str]
    rulebooks: tuple[Rulebook, ...]
    rules: Mapping[str, Rule]
    not_in_force: tuple[Rule, ...]


class Resolver:
    """Resolves one law; remembers what it has made.

    A program depends on the day only through the rules in force and the thresholds' values, so days share programs: an
    engine may keep something costly for each.
    """

    def __init__(self, law: Law) -> None:
        self.law = law
        self.resolved: dict[tuple[object, ...], Resolution] = {}
        self.programs: dict[tuple[object, ...], Program] = {}
        self.compiled: dict[tuple[object, ...], list[Clause]] = {}

    def amended(self, law: Law, rules: Collection[str]) -> Resolver:
        """A resolver of a law that differs in those rules alone; the clauses of all others are taken over."""
        other = Resolver(law)
        other.compiled = {key: clauses for key, clauses in self.compiled.items() if key[0] not in rules}
        return other

    def resolve(
        self, as_of: datetime.date, chosen: Mapping[str, str] | None = None, only: tuple[str, ...] = ()
    ) -> Resolution:
        """The program of the rulebooks ``only`` (and those they use; all when empty) as in force on that day.

        ``chosen`` maps readings to choices; the others take their default. Raises ResolutionError: S30x names and
        places, S31x circles, S32x what was asked for.
        """
        key = (as_of, only, tuple(sorted((chosen or {}).items())))
        if key not in self.resolved:
            self.resolved[key] = self._resolution(as_of, chosen or {}, only)
        return self.resolved[key]

    def _resolution(self, as_of: datetime.date, chosen: Mapping[str, str], only: tuple[str, ...]) -> Resolution:
        findings = Findings()
        wanted = _selected(self.law, only, findings)
        readings = readings_chosen(self.law, wanted, chosen, findings)
        findings.raise_if_any(ResolutionError)
        in_force = tuple(book for book in wanted if book.manifest.in_force.covers(as_of))
        rules = {
            rule.id: rule
            for book in in_force
            for rule in sorted(book.rules.values(), key=lambda r: r.id)
            if rule.in_force.covers(as_of)
        }
        not_in_force = tuple(rule for book in wanted for rule in book.rules.values() if rule.id not in rules)
        program = self._program(rules, as_of, readings)
        return Resolution(program, as_of, readings, in_force, rules, not_in_force)

    def _program(self, rules: Mapping[str, Rule], as_of: datetime.date, readings: Mapping[str, str]) -> Program:
        thresholds = tuple((name, threshold.on(as_of)) for name, threshold in self.law.thresholds().items())
        key = (tuple(rules), thresholds, tuple(sorted(readings.items())))
        if key in self.programs:
            return self.programs[key]
        findings = Findings()
        clauses = [
            clause for rule in rules.values() for clause in self._clauses(rule, as_of, thresholds, readings, findings)
        ]
        clauses = with_overrides(clauses, rules, self.law)
        strata = in_order(clauses, findings)
        findings.raise_if_any(ResolutionError)
        arguments = {code: tuple(conclusion.fields) for code, (_, conclusion) in self.law.declared().items()}
        for head in (clause.head for clause in clauses):
            arguments.setdefault(head.code, tuple(argument for argument, _ in head.names))
        self.programs[key] = Program(strata, arguments)
        return self.programs[key]

    def _clauses(
        self,
        rule: Rule,
        as_of: datetime.date,
        thresholds: tuple[object, ...],
        readings: Mapping[str, str],
        findings: Findings,
    ) -> list[Clause]:
        mentioned = tuple((reading, readings.get(reading)) for reading in sorted(readings_of(rule)))
        key = (rule.id, thresholds, mentioned)
        if key not in self.compiled:
            own = Findings()
            clauses = compile_rule(rule, self.law, as_of, readings, own)
            if own.problems:  # what is wrong is never remembered as made
                findings.problems.extend(own.problems)
                return clauses
            self.compiled[key] = clauses
        return self.compiled[key]


def resolve(
    law: Law, as_of: datetime.date, chosen: Mapping[str, str] | None = None, only: tuple[str, ...] = ()
) -> Resolution:
    """One resolution of a law, as ``Resolver.resolve``."""
    return Resolver(law).resolve(as_of, chosen, only)


def _selected(law: Law, only: tuple[str, ...], findings: Findings) -> tuple[Rulebook, ...]:
    findings.add_unknown("S320", only, law.rulebooks)
    return tuple(law.with_used(only or law.rulebooks))


def readings_chosen(
    law: Law, wanted: Iterable[Rulebook], chosen: Mapping[str, str], findings: Findings
) -> dict[str, str]:
    """How each reading of those rulebooks is read: as chosen, else its default.

    S321 no such reading, S322 no such choice, S323 a reading of another rulebook.
    """
    known = {name: reading for book in wanted for name, reading in book.manifest.readings.items()}
    for name, choice in chosen.items():
        if name not in known:
            code = "S323" if name in law.readings() else "S321"
            findings.add(code, None, given=name, known=known)
        elif choice not in known[name].choices:
            findings.add("S322", None, given=choice, known=known[name].choices, reading=name)
    return {name: chosen.get(name, reading.default) for name, reading in known.items()}
