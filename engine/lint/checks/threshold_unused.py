"""A threshold that no rule compares with."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L715"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Thresholds that no rule names."""
    for book in subject.books():
        for name in book.manifest.thresholds:
            if name not in subject.uses.thresholds:
                yield found(subject.places.manifest(book.id, "thresholds", name), name)
