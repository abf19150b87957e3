"""A reading on which nothing depends."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L714"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Readings that no rule names, and choices that differ from another in nothing."""
    for book in subject.books():
        for name, reading in book.manifest.readings.items():
            if name not in subject.uses.readings:
                yield found(subject.places.manifest(book.id, "readings", name), name)
                continue
            nowhere = [choice for choice in reading.choices if (name, choice) not in subject.uses.choices]
            for choice in nowhere[1:]:  # one choice may stand for what is there without the others
                at = subject.places.manifest(book.id, "readings", name, "choices", choice)
                yield found(at, f"{name}={choice}")
