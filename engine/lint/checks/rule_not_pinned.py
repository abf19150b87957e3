"""A rule that does not say on which text it rests: a later change of that text would pass unseen."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.pin import pin, pin_line
from engine.lint.subject import Subject

CODE = "L702"


def find(subject: Subject) -> Iterator[Found]:
    """Rules without a pin."""
    for _, rule in subject.rules():
        now = pin(rule, subject)
        if rule.pinned is None and now is not None:
            yield found(rule.at, rule.id, edit=pin_line(rule, subject, now))
