"""A reading that does not say why the text is open."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L724"


def find(subject: Subject) -> Iterator[Found]:
    """Readings whose reason is empty or only repeats the label, a choice or the quote."""
    for book in subject.books():
        for name, reading in book.manifest.readings.items():
            said = [reading.label, *reading.choices.values()]
            others = {_plain(words.in_language(language)) for words in said for language in ("vi", "en")}
            others |= {"", _plain(reading.quote or "")}
            if {_plain(reading.because.vi), _plain(reading.because.en)} & others:
                yield found(subject.places.manifest(book.id, "readings", name, "because"), name)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(".…“”\"'-–— ")
