"""A rule that shows no words of the text."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L705"


def find(subject: Subject) -> Iterator[Found]:
    """Rules without a quote."""
    for _, rule in subject.rules():
        if rule.quote is None:
            yield found(rule.at, rule.id)
