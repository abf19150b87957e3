"""Every pair of texts for people in a law, with its place and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import BaseModel

from engine.errors import Location
from engine.lint.subject import Subject
from engine.model.base import Words
from engine.reading.places import Steps

Text = tuple[str, Location, Words]


def texts(subject: Subject) -> Iterator[Text]:
    """Every pair: what it is of, its place, and the pair itself."""
    own = {name for book in subject.books() for name in book.manifest.templates}
    vocabulary = subject.law.vocabulary
    for name, template in vocabulary.templates.items():
        if name not in own:
            yield from _told(template, name, lambda *steps, n=name: subject.places.template(n, *steps))
    for name, catalogue in vocabulary.catalogues.items():
        yield from _told(catalogue, name, lambda *steps, n=name: subject.places.catalogue(n, *steps))
    for book in subject.books():
        yield from _told(book.manifest, book.id, lambda *steps, b=book.id: subject.places.manifest(b, *steps))
        for provision, row in book.coverage.items():
            about = f"{book.id}.coverage.{provision}"
            yield from _told(row, about, lambda *steps, b=book.id, p=provision: subject.places.coverage(b, p, *steps))
        for rule in book.rules.values():
            yield from _told(rule, rule.id, lambda *steps, r=rule: subject.places.rule(r, *steps))
        for one in book.properties.values():
            yield from _told(one, one.id, lambda *steps, p=one: subject.places.property(p, *steps))
    for book_id, accepted in [(None, subject.law.accepted), *((b.id, b.accepted) for b in subject.books())]:
        yield from _told(accepted, "accepted", lambda *steps, b=book_id: subject.places.accepted(b, *steps))


def _told(model: BaseModel, about: str, at: Callable[..., Location]) -> Iterator[Text]:
    for steps, words in _inside(model, ()):
        yield ".".join(map(str, (about, *steps))), at(*steps), words


def _inside(value: object, steps: Steps) -> Iterator[tuple[Steps, Words]]:
    if isinstance(value, Words):
        yield steps, value
    elif isinstance(value, BaseModel):
        for name, part in value:
            yield from _inside(part, (*steps, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _inside(part, (*steps, str(name)))
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            yield from _inside(part, (*steps, number))
