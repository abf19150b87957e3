"""An exception that can never apply: what the rule asks for excludes it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.lint.comparing import contradiction
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.lint.uses import line_of
from engine.model.rulebook import Law
from engine.program import Clause
from engine.resolve.names import fields_of

CODE = "L744"


def find(subject: Subject) -> Iterator[Found]:
    """Exceptions that contradict every alternative of their rule."""
    for rule in subject.sound_rules():
        idle: set[Location] = set()
        possible: set[Location] = set()
        for made in subject.all_clauses(rule):
            for clause in made.own:
                for gathering in clause.gatherings:
                    if gathering.kind == "unless":
                        exceptions = made.auxiliary.get(gathering.code, [])
                        excluded = bool(exceptions) and all(_exclude(clause, e, subject.law) for e in exceptions)
                        (idle if excluded else possible).add(gathering.at)
        for at in sorted(idle - possible):
            yield found(at, f"{rule.id}: {line_of(rule, at)}", rule=rule.id)


def _exclude(clause: Clause, exception: Clause, law: Law) -> bool:
    """Whether what the two ask of one entry cannot be met together, though the clause by itself can."""
    if any(contradiction(p.shape.tests, fields_of(p.shape.template, law)) for p in clause.body):
        return False
    asked = {pattern.entry: pattern for pattern in clause.body if pattern.entry}
    for pattern in exception.body:
        beside = asked.get(pattern.entry) if pattern.entry else None
        if beside is not None and beside.shape.template == pattern.shape.template:
            tests = [*beside.shape.tests, *pattern.shape.tests]
            if contradiction(tests, fields_of(pattern.shape.template, law)) is not None:
                return True
    return False
