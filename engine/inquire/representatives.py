"""Values that an unknown fact may turn out to have, one of each kind that conditions of the law can tell apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.decide import Decision
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.model.vocabulary import Catalogue, Field
from engine.program import Program, Test
from engine.rows import Row

_DAY = datetime.timedelta(days=1)
# Of a link that may lead to many entries, the first few: they are asked about with the same few questions.
_MOST_LINKS = 24


def representatives(decision: Decision, law: Law, row: Row, name: str) -> tuple[Value, ...]:
    """What that fact of the row may turn out to be; a date also ``not_yet``."""
    field = law.vocabulary.templates[row.template].fields[name]
    program = decision.resolution.program
    if field.to is not None:
        catalogue = law.vocabulary.catalogues.get(field.to)
        ids = sorted(row.links[name].ids) if name in row.links else []
        return tuple((_told_apart(catalogue, ids, program) if catalogue else ids)[:_MOST_LINKS])
    if field.type == "date":
        return (*_dates(_marks(program, row, name), decision.resolution.as_of), Open.NOT_YET)
    if field.type == "number":
        return tuple(_numbers(_marks(program, row, name), field))
    return field.admitted()


def _tests(program: Program, template: str) -> Iterator[Test]:
    for clause in program.clauses():
        for pattern in clause.body:
            if pattern.shape.template == template:
                yield from pattern.shape.tests


def _marks(program: Program, row: Row, name: str) -> set[Value]:
    """What the fact is compared with: thresholds, and known fields of the same entry."""
    marks: set[Value] = set()
    for test in _tests(program, row.template):
        if test.other is not None and name in (test.field, test.other):
            marks.add(row.values.get(test.other if test.field == name else test.field, Open.UNKNOWN))
        elif test.field == name:
            marks.update(test.operands)
    return marks


def _dates(marks: Iterable[Value], as_of: datetime.date) -> list[datetime.date]:
    """Each date compared with, the day before and the day after; the day of the assessment where there is none."""
    dates = [mark for mark in marks if isinstance(mark, datetime.date)] or [as_of]
    low, high = datetime.date.min + _DAY, datetime.date.max - _DAY
    return sorted({day for date in dates for day in (max(date, low) - _DAY, date, min(date, high) + _DAY)})


def _numbers(marks: Iterable[Value], field: Field) -> list[Decimal]:
    """Each number compared with, one less and one more; the least there can be where there is none."""
    numbers = [mark for mark in marks if isinstance(mark, Decimal)] or [Decimal(field.at_least or 0)]
    low, high = field.at_least, field.at_most
    near = {number + step for number in numbers for step in (-1, 0, 1)}
    return sorted(n for n in near if (low is None or n >= low) and (high is None or n <= high))


def _told_apart(catalogue: Catalogue, codes: list[str], program: Program) -> list[str]:
    """One row of each kind: those alike in every field that a condition reads are alike to the law."""
    read = sorted({name for test in _tests(program, catalogue.template) for name in (test.field, test.other) if name})
    kinds: dict[tuple[Value | None, ...], str] = {}
    for code in codes:
        values = catalogue.rows[code].values
        kinds.setdefault(tuple(values.get(name) for name in read), code)
    return list(kinds.values())
