"""Two versions of a rule that are both in force on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

from engine.lint.days import overlap
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.base import Validity
from engine.model.rule import Rule

CODE = "L731"


def find(subject: Subject) -> Iterator[Found]:
    """Rules in force together with the one they replace, or with one of the same provision and conclusion."""
    rules = list(subject.rules())
    for (book, rule), (other_book, other) in permutations(rules, 2):
        replaces = other.id in rule.replaces
        if not replaces and not (rule.id < other.id and rule.id not in other.replaces and _versions(rule, other)):
            continue
        day = overlap([rule.in_force, book.manifest.in_force], [other.in_force, other_book.manifest.in_force])
        if day is not None:
            reason = "versions_always" if day == date.min else "versions_from"
            about = f"{rule.id}, {other.id}"
            yield found(rule.at, about, reason=reason, rule=rule.id, other=other.id, day=str(day))


def _versions(rule: Rule, other: Rule) -> bool:
    """Whether both say from or until when they are in force, rest on one provision and conclude the same."""
    if Validity() in (rule.in_force, other.in_force) or rule.rulebook != other.rulebook:
        return False
    heads = [{(i.code, *sorted(i.constants.items())) for i in one.then} for one in (rule, other)]
    return bool(set(rule.provision) & set(other.provision)) and bool(heads[0] & heads[1])
