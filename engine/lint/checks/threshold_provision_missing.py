"""A threshold rests on a provision that the text does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L709"


def find(subject: Subject) -> Iterator[Found]:
    """Thresholds whose provision is not in the source."""
    for book in subject.books():
        for name, threshold in book.manifest.thresholds.items():
            if threshold.provision is not None and threshold.provision not in book.source:
                at = subject.places.manifest(book.id, "thresholds", name, "provision")
                yield found(at, name, given=threshold.provision, known=book.source)
