"""A rule that adds nothing: another concludes the same wherever it applies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from engine.lint.days import in_force
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.lint.subsuming import Side, subsumes
from engine.model.rule import Rule

CODE = "L741"


def find(subject: Subject) -> Iterator[Found]:
    """Rules that another subsumes on every day and under every single choice of the readings."""
    subsumed: set[str] = set()
    for rule, other in permutations(sorted(subject.sound_rules(), key=lambda r: r.at, reverse=True), 2):
        if rule.id in subsumed or other.id in subsumed or not _comparable(rule, other, subject):
            continue
        if _always(rule, other, subject):
            subsumed.add(rule.id)
            yield found(rule.at, rule.id, other=other.id, place=str(other.at))


def _comparable(rule: Rule, other: Rule, subject: Subject) -> bool:
    """Whether the other concludes all that the rule does, and nothing but their conditions tells them apart."""
    return (
        {item.code for item in rule.then} <= {item.code for item in other.then}
        and set(rule.overrides) <= set(other.overrides)
        and subject.overriders[other.id] <= subject.overriders[rule.id]
    )


def _always(rule: Rule, other: Rule, subject: Subject) -> bool:
    seen = False
    for moment in subject.moments(rule, other):
        one, two = subject.clauses(rule, moment), subject.clauses(other, moment)
        if one is None or two is None or not in_force(other, subject.law.rulebooks[other.rulebook], moment[0]):
            return False
        seen = seen or bool(one.own)
        for clause in one.own:
            if not any(subsumes(Side(c, two.auxiliary), Side(clause, one.auxiliary)) for c in two.own):
                return False
    return seen
