"""A deadline counted by a threshold that has no value yet on a day the rule is in force."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L733"


def find(subject: Subject) -> Iterator[Found]:
    """Thresholds of working days that begin later than the rule that counts by them."""
    for _, rule in subject.rules():
        for conclusion in rule.then:
            for carried in conclusion.carries:
                threshold = subject.threshold(carried.working_days)
                days = [day for day in subject.days_in_force(rule) if threshold and threshold.on(day) is None]
                if days:
                    about = f"{rule.id}: {carried.working_days}"
                    yield found(carried.at, about, rule=rule.id, threshold=carried.working_days)
