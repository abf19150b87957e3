"""A law under all its readings at once: each clause with the readings and choices under which it is there."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from engine.errors import Findings, ResolutionError
from engine.evaluators.encoded_program import Guard
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.program import AUXILIARY, Clause, is_auxiliary
from engine.resolve.alternatives import readings_of
from engine.resolve.overrides import with_overrides
from engine.resolve.rules import compile_rule
from engine.strata import in_order


@dataclass(frozen=True, eq=False)
class GuardedLaw:
    """Clauses with their guards, the arguments of each conclusion, and the choices of each reading in force."""

    clauses: tuple[tuple[Clause, Guard], ...]
    arguments: Mapping[str, tuple[str, ...]]
    readings: Mapping[str, tuple[str, ...]]


def guarded(law: Law, rulebooks: Iterable[str], as_of: datetime.date) -> GuardedLaw:
    """Those rulebooks, and those they use, as in force on that day.

    Raises ResolutionError: S30x names and places, S31x a circle under some choice of readings.
    """
    wanted = law.with_used(rulebooks)
    books = [book for book in wanted if book.manifest.in_force.covers(as_of)]
    rules = {rule.id: rule for book in books for rule in book.rules.values() if rule.in_force.covers(as_of)}
    # Also of those not in force: what uses them may read them.
    readings = {name: tuple(r.choices) for book in wanted for name, r in book.manifest.readings.items()}
    findings = Findings()
    guards: dict[str, Guard] = {}
    clauses: list[Clause] = []
    for rule in rules.values():
        for number, chosen in enumerate(_choices(rule, readings)):
            for clause in compiled(rule, law, as_of, chosen, number, findings):
                guards[clause.id] = tuple(sorted(chosen.items()))
                clauses.append(clause)
    findings.raise_if_any(ResolutionError)
    clauses = with_overrides(clauses, rules, law)
    pairs = tuple((clause, guards[clause.id.removesuffix(f"{AUXILIARY}applies")]) for clause in clauses)
    _ensure_order(pairs, readings)
    arguments = {code: tuple(conclusion.fields) for code, (_, conclusion) in law.declared().items()}
    for head in (clause.head for clause in clauses):
        arguments.setdefault(head.code, tuple(argument for argument, _ in head.names))
    return GuardedLaw(pairs, arguments, readings)


def _ensure_order(pairs: Iterable[tuple[Clause, Guard]], readings: Mapping[str, tuple[str, ...]]) -> None:
    """Raise ResolutionError (S310, S311) where some choice of readings leaves no order.

    Mostly there is an order for all clauses at once; only where there is none, each choice is looked at by itself, for
    a circle through clauses that are never there together is none.
    """
    every = list(pairs)
    findings = Findings()
    in_order([clause for clause, _ in every], findings)
    if not findings.problems:
        return
    used = sorted({reading for _, guard in every for reading, _ in guard})
    for choices in product(*(readings[name] for name in used)):
        chosen = set(zip(used, choices, strict=True))
        findings = Findings()
        in_order([clause for clause, guard in every if chosen.issuperset(guard)], findings)
        findings.raise_if_any(ResolutionError)


def compiled(
    rule: Rule, law: Law, as_of: datetime.date, chosen: Mapping[str, str], number: int, findings: Findings
) -> list[Clause]:
    """The clauses of a rule under those choices, told apart by the number from those under any others.

    Compiled under other choices, an auxiliary conclusion of the same code may be about another condition.
    """

    def told_apart(clause: Clause) -> Clause:
        code = clause.head.code
        head = replace(clause.head, code=f"{code}@{number}") if is_auxiliary(code) else clause.head
        gatherings = tuple(replace(g, code=f"{g.code}@{number}") for g in clause.gatherings)
        return replace(clause, id=f"{number}@{clause.id}", head=head, gatherings=gatherings)

    return [told_apart(clause) for clause in compile_rule(rule, law, as_of, chosen, findings)]


def leading_to(codes: Iterable[str], clauses: Iterable[tuple[Clause, Guard]]) -> list[tuple[Clause, Guard]]:
    """The clauses from which conclusions of those codes can follow, at whatever remove, or be kept from following."""
    by_code: dict[str, list[tuple[Clause, Guard]]] = defaultdict(list)
    for clause, guard in clauses:
        by_code[clause.head.code].append((clause, guard))
    seen: set[str] = set()
    todo = list(codes)
    while todo:
        code = todo.pop()
        if code not in seen:
            seen.add(code)
            for clause, _ in by_code[code]:
                todo += [p.shape.template for p in clause.body] + [g.code for g in clause.gatherings]
    return [pair for code in sorted(seen) for pair in by_code[code]]


def _choices(rule: Rule, readings: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """Every choice of the readings on which the rule depends."""
    names = sorted(readings_of(rule) & readings.keys())
    for chosen in product(*(readings[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))
