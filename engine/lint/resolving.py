"""What is wrong with the rules together: resolved on every day on which something changes, under every reading."""

from __future__ import annotations

from engine.errors import Problem, ResolutionError
from engine.lint.days import change_days, choices
from engine.model.rulebook import Law
from engine.resolve import Resolver


def resolution_faults(law: Law) -> list[Problem]:
    """Every fault (S3xx), once: of the day it is told on, the first."""
    resolver = Resolver(law)
    found: dict[tuple[object, ...], Problem] = {}
    for day in change_days(law):
        for chosen in choices(law.readings(), law.readings()):
            try:
                resolver.resolve(day, chosen)
            except ResolutionError as error:
                for problem in error.problems:
                    values = tuple(sorted((k, v) for k, v in problem.values.items() if k != "day"))
                    found.setdefault((problem.code, problem.at, values), problem)
    return list(found.values())


def without(law: Law, rules: frozenset[str]) -> Law:
    """The law without those rules."""
    books = {
        book.id: book.model_copy(update={"rules": {name: r for name, r in book.rules.items() if name not in rules}})
        for book in law.rulebooks.values()
    }
    return law.model_copy(update={"rulebooks": books})
