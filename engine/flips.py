"""The same case under another choice of one reading: only what that choice can touch is evaluated again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
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
    again = reference.evaluate(program.of(touched), decision.facts.rows.beside(rows))
    return Evaluation(kept | dict(again.conclusions), again.defeats)


def _touched(one: Program, other: Program) -> frozenset[str]:
    """The codes that come from other clauses in the two programs, and all that is concluded from them."""
    clauses: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for number, program in enumerate((one, other)):
        for clause in program.clauses():
            clauses[clause.head.code][number].add(id(clause))
    return other.following(code for code, (mine, theirs) in clauses.items() if mine != theirs)
