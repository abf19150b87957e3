"""A step of the reasoning that leads nowhere: internal, and no rule builds on it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L713"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Internal conclusions that no rule uses."""
    for book in subject.books():
        for code, conclusion in book.manifest.conclusions.items():
            if conclusion.internal and code not in subject.uses.templates:
                yield found(subject.places.manifest(book.id, "conclusions", code), code)
