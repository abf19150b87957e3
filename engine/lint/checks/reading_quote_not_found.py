"""The words that a reading is about do not stand in its provision."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.reading.source import folded

CODE = "L708"


def find(subject: Subject) -> Iterator[Found]:
    """Readings whose quote is not in the source."""
    for book in subject.books():
        for name, reading in book.manifest.readings.items():
            text = book.source.get(reading.provision)
            if reading.quote is not None and text is not None and folded(reading.quote) not in folded(text):
                at = subject.places.manifest(book.id, "readings", name, "quote")
                yield found(at, name, provision=reading.provision)
