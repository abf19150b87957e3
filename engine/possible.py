"""The values an open field may take: as many as some test of a program can tell apart, and no more.

Tests compare a field with thresholds and with other fields of its entry. So a date matters by its place among those,
and a number by the range it falls in; one value stands for all of its place.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, pairwise

from engine.model.values import Open, Value
from engine.model.vocabulary import Field, Vocabulary
from engine.program import Clause, Test

_DAY = datetime.timedelta(days=1)
# As finely as a case file writes numbers.
_FINEST = Decimal("1e-9")
_Ordered = datetime.date | Decimal


class Distinctions:
    """What the clauses can tell apart about the fields of each template."""

    def __init__(self, clauses: Iterable[Clause], vocabulary: Vocabulary, day: datetime.date) -> None:
        """Dates that nothing says anything of are made up about that day."""
        self.vocabulary = vocabulary
        self.day = day
        self.tests: dict[str, set[Test]] = defaultdict(set)
        for clause in clauses:
            for pattern in clause.body:
                self.tests[pattern.shape.template].update(pattern.shape.tests)

    def reads(self, template: str) -> set[str]:
        """The fields of the template that some test reads."""
        tests = self.tests[template]
        return {test.field for test in tests} | {test.other for test in tests if test.other is not None}

    def values(self, template: str, open_fields: Iterable[str], given: Mapping[str, Value]) -> dict[str, list[Value]]:
        """Every value that matters of each open field of an entry whose other fields are as given; never unknown."""
        open_ = list(open_fields)
        return {name: self._values(template, name, open_, given) for name in open_}

    def _values(self, template: str, name: str, open_fields: list[str], given: Mapping[str, Value]) -> list[Value]:
        field = self.vocabulary.templates[template].fields[name]
        match field.type:
            case "yes_no" | "choice":
                return list(field.admitted())
            case "date" | "number":
                marks = self.marks(template, name, open_fields, given)
                number = sum(other in open_fields for other in self.compared(template, name))
                if field.type == "date":
                    dates = sorted(m for m in marks if isinstance(m, datetime.date))
                    return [*_dates(dates, number, self.day), Open.NOT_YET]
                fields = [self.vocabulary.templates[template].fields[other] for other in self.compared(template, name)]
                found = _numbers({m for m in marks if isinstance(m, Decimal)}, number, fields)
                return [value for value in found if _is_within(value, field)]
            case _:
                return []

    def marks(
        self, template: str, name: str, open_fields: Iterable[str], given: Mapping[str, Value]
    ) -> set[datetime.date | Decimal]:
        """The values that tell values of a date or number apart: thresholds, and the given ones it is compared with."""
        group = self.compared(template, name)
        known = {given.get(other) for other in group.difference(open_fields)}
        return {value for value in known if isinstance(value, _Ordered)} | self._thresholds(template, group)

    def compared(self, template: str, name: str) -> set[str]:
        """The field and all that tests compare it with, at whatever remove."""
        group = {name}
        pairs = [(test.field, test.other) for test in self.tests[template] if test.other is not None]
        while more := {end for pair in pairs if group & set(pair) for end in pair} - group:
            group |= more
        return group

    def _thresholds(self, template: str, group: set[str]) -> set[_Ordered]:
        tests = [test for test in self.tests[template] if test.field in group and test.other is None]
        return {operand for test in tests for operand in test.operands if isinstance(operand, _Ordered)}


def _dates(marks: list[datetime.date], number: int, day: datetime.date) -> Iterator[datetime.date]:
    """The marks, and so many days before, between and after them as there are."""
    if not marks:
        before = list(islice(_days(day, -1), number))
        yield from (*reversed(before), *islice(_days(day, 1), number - len(before)))
        return
    yield from islice(_days(marks[0], -1), number)
    for mark, following in pairwise(marks):
        yield mark
        yield from islice((d for d in _days(mark, 1) if d < following), min(number, (following - mark).days - 1))
    yield marks[-1]
    yield from islice(_days(marks[-1], 1), number)


def _days(start: datetime.date, step: int) -> Iterator[datetime.date]:
    """The days after (or before) that one, as long as there are any."""
    end = datetime.date.max if step > 0 else datetime.date.min
    while start != end:
        start += step * _DAY
        yield start


def _numbers(marks: set[Decimal], number: int, fields: Iterable[Field]) -> Iterator[Decimal]:
    """The marks, the ends of every field's range, and so many numbers below, between and above those.

    Fields that are compared are given of the same numbers, lest what lies between two of one be missed in another.
    """
    limits = {Decimal(limit) for field in fields for limit in (field.at_least, field.at_most) if limit is not None}
    ends = sorted(marks | limits) or [Decimal(0)]
    yield from (ends[0] - n for n in range(number, 0, -1))
    for one, following in pairwise(ends):
        yield one
        yield from _between(one, following, number)
    yield ends[-1]
    yield from (ends[-1] + n for n in range(1, number + 1))


def _is_within(value: Decimal, field: Field) -> bool:
    return (field.at_least is None or field.at_least <= value) and (field.at_most is None or value <= field.at_most)


def _between(one: Decimal, following: Decimal, number: int) -> Iterator[Decimal]:
    whole = [Decimal(int(one) + n) for n in range(number + 2) if one < int(one) + n < following][:number]
    if len(whole) == number:
        yield from whole
        return
    step = (following - one) / (number + 1)
    yield from ((one + step * (n + 1)).quantize(_FINEST) for n in range(number))
