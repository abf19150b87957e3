"""The days on which the law changes, and the ways to choose its readings: what there is to look at is finite."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from engine.model.base import Validity
from engine.model.rule import Rule
from engine.model.rulebook import Law, Reading, Rulebook
from engine.resolve.alternatives import single_choices

_DAY = datetime.timedelta(days=1)


def change_days(law: Law) -> list[datetime.date]:
    """Days of which each is the first of a time in which nothing changes; together they stand for all days."""
    validities = [book.manifest.in_force for book in law.rulebooks.values()]
    validities += [rule.in_force for rule in law.rules().values()]
    days = {validity.from_ for validity in validities} | {_after(validity) for validity in validities}
    days |= {value.from_ for threshold in law.thresholds().values() for value in threshold.values}
    known = sorted(day for day in days if day is not None)
    return [datetime.date.min, *known]


def _after(validity: Validity) -> datetime.date | None:
    return validity.until + _DAY if validity.until and validity.until < datetime.date.max else None


def in_force(rule: Rule, book: Rulebook, day: datetime.date) -> bool:
    """Whether the rule is in force on that day, by its own validity and its rulebook's."""
    return rule.in_force.covers(day) and book.manifest.in_force.covers(day)


def choices(readings: Mapping[str, Reading], named: Iterable[str]) -> Iterator[dict[str, str]]:
    """The default choice of every reading, then each other single choice of those named."""
    default = {name: reading.default for name, reading in readings.items()}
    yield from (default | chosen for chosen in single_choices(readings, named))


def overlap(one: Iterable[Validity], other: Iterable[Validity]) -> datetime.date | None:
    """The first day on which everything given is in force, or None where there is none."""
    validities = [*one, *other]
    first = max((v.from_ or datetime.date.min for v in validities), default=datetime.date.min)
    last = min((v.until or datetime.date.max for v in validities), default=datetime.date.max)
    return first if first <= last else None
