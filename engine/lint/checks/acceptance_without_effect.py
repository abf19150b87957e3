"""A finding that is let stand and is no longer there, or never was: the note about it would mislead."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.accepting import accepting, accepts
from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L791"
AFTER_ALL = True


def find(subject: Subject) -> Iterator[Found]:
    """Accepted findings that accept nothing."""
    for book, number, accepted in accepting(subject.law):
        there = any(accepts(book, accepted, finding, subject.places) for finding in subject.found)
        if not there:
            at = subject.places.accepted(book, "findings", number)
            yield found(at, f"{accepted.check}: {accepted.about}")
