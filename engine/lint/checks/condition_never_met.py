"""A condition that no case can meet: what it asks of one entry contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.lint.comparing import contradiction
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.rulebook import Law
from engine.model.values import written
from engine.program import Pattern
from engine.resolve.names import fields_of

CODE = "L743"


def find(subject: Subject) -> Iterator[Found]:
    """Patterns of which two conditions exclude each other, or that no row of a catalogue meets."""
    for rule in subject.sound_rules():
        told: set[Location] = set()
        for made in subject.all_clauses(rule):
            for pattern in (pattern for clause in made.clauses for pattern in clause.body):
                wrong = _wrong(pattern, subject.law)
                if wrong is not None and wrong[0] not in told:
                    at, field = wrong
                    told.add(at)
                    what = f"{pattern.shape.template}.{field}" if field else pattern.shape.template
                    yield found(at, f"{rule.id}: {what}", rule=rule.id, condition=what)


def _wrong(pattern: Pattern, law: Law) -> tuple[Location, str] | None:
    """Where the pattern contradicts itself, and on which field."""
    shape = pattern.shape
    pair = contradiction(shape.tests, fields_of(shape.template, law))
    if pair is not None:
        return max(step.at for step in pattern.steps if step.of in pair), pair[0].field
    twice = next((link for link in shape.links if shape.links.count(link) > 1), None)
    if twice is not None:
        return max(step.at for step in pattern.steps if step.of == twice), twice
    catalogue = law.vocabulary.catalogues.get(shape.template)
    asked = {test.field: test.operands for test in shape.tests if test.operator == "is"}
    rows = catalogue.active().values() if catalogue else ()
    met = any(all(f not in row.values or written(row.values[f]) in asked[f] for f in asked) for row in rows)
    return (pattern.steps[0].at, "") if catalogue and not met else None
