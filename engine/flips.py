"""The same case under another choice of one reading: only what that choice can touch is evaluated again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.decide import Decision
from engine.evaluation import Evaluation
from engine.evaluators import reference
from engine.program import Program
from engine.resolve import Resolution
from engine.rows import Row


@dataclass(frozen=True, slots=True)
class Flip:
    """The same case under one other choice of one reading."""

    reading: str
    choice: str
    evaluation: Evaluation


def flips(decision: Decision, resolved: Callable[[str, str], Resolution]) -> list[Flip]:
    """Every other choice of every reading in force, one at a time; ``resolved`` gives the program under it."""
    return [
        Flip(name, choice, evaluated_again(decision, resolved(name, choice).program))
        for book in decision.resolution.rulebooks
        for name, reading in book.manifest.readings.items()
        for choice in reading.choices
        if choice != decision.resolution.readings[name]
    ]


def evaluated_again(decision: Decision, program: Program) -> Evaluation:
    """What the reference evaluator says under that program, taken over from the decision where nothing is touched."""
    touched = _touched(decision.resolution.program, program)
    kept = {k: c for k, c in decision.evaluation.conclusions.items() if c.row.template not in touched}
    rows: dict[str, list[Row]] = defaultdict(list)
    for concluded in kept.values():
        rows[concluded.row.template].append(concluded.row)
    strata = tuple(stratum for stratum in program.strata if stratum[0].head.code in touched)
    again = reference.evaluate(Program(strata, program.arguments), decision.facts.rows.beside(rows))
    return Evaluation(kept | dict(again.conclusions), again.defeats)


def _touched(one: Program, other: Program) -> frozenset[str]:
    """The codes that come from other clauses in the two programs, and all that is concluded from them."""
    clauses: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for number, program in enumerate((one, other)):
        for clause in program.clauses():
            clauses[clause.head.code][number].add(id(clause))
    touched = {code for code, (mine, theirs) in clauses.items() if mine != theirs}
    while more := {code for code in _concluded_from(other, touched) if code not in touched}:
        touched |= more
    return frozenset(touched)


def _concluded_from(program: Program, touched: set[str]) -> Iterator[str]:
    """The codes of clauses that read a touched code, and the auxiliary codes that touched clauses look at."""
    for clause in program.clauses():
        gathered = {gathering.code for gathering in clause.gatherings}
        if any(pattern.shape.template in touched for pattern in clause.body) or gathered & touched:
            yield clause.head.code
        if clause.head.code in touched:
            yield from gathered
