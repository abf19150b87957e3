"""A cross-reference speaks of a provision or of words that the text does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.reading.source import folded

CODE = "L707"


def find(subject: Subject) -> Iterator[Found]:
    """Cross-references whose provisions or words are not in the source."""
    for book in subject.books():
        for number, reference in enumerate(book.manifest.cross_references):
            at = subject.places.manifest(book.id, "cross_references", number)
            about = f"{reference.provision}: {reference.written}"
            for provision in (reference.provision, reference.stands_for):
                if provision not in book.source:
                    yield found(at, about, reason="no_such_provision", given=provision, known=book.source)
            text = book.source.get(reference.provision)
            if text is not None and folded(reference.written) not in folded(text):
                yield found(
                    at, about, reason="words_not_there", written=reference.written, provision=reference.provision
                )
