"""A number of the law written into a rule, where no date and no name go with it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.rule import CountItem

CODE = "L718"


def find(subject: Subject) -> Iterator[Found]:
    """Counts from two and numbers of working days that are no thresholds."""
    for _, rule in subject.rules():
        for item in rule.items():
            if isinstance(item, CountItem) and item.minimum.isdecimal() and int(item.minimum) > 1:
                yield found(item.at, f"{rule.id}: {item.minimum}", rule=rule.id, number=item.minimum)
        for conclusion in rule.then:
            for carried in conclusion.carries:
                if carried.working_days.isdecimal():
                    number = carried.working_days
                    yield found(carried.at, f"{rule.id}: {number}", rule=rule.id, number=number)
