"""A reading on which nothing depends."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L714"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Readings, or choices of one, that no rule names."""
    for book in subject.books():
        for name in book.manifest.readings:
            if name not in subject.uses.readings:
                yield found(subject.places.manifest(book.id, "readings", name), name)
