"""A heading of the report under which nothing can stand."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L716"


def find(subject: Subject) -> Iterator[Found]:
    """Groups that no conclusion is in."""
    for book in subject.books():
        filled = {conclusion.group for conclusion in book.manifest.conclusions.values() if not conclusion.internal}
        for name in book.manifest.groups:
            if name not in filled:
                yield found(subject.places.manifest(book.id, "groups", name), f"{book.id}.{name}", group=name)
