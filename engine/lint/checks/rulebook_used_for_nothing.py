"""A rulebook says that it uses another and uses nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.lint.uses import uses

CODE = "L717"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Rulebooks named in uses of which no conclusion, reading or threshold is used."""
    for book in subject.books():
        own = uses(book.rules.values(), subject.law)
        for number, name in enumerate(book.manifest.uses):
            manifest = subject.law.rulebooks[name].manifest
            offered = {*manifest.conclusions, *manifest.readings, *manifest.thresholds}
            named = own.templates | own.readings | own.thresholds
            named |= {other for rule in book.rules.values() for other in (*rule.overrides, *rule.replaces)}
            if not named & (offered | set(subject.law.rulebooks[name].rules)):
                yield found(subject.places.manifest(book.id, "uses", number), f"{book.id}: {name}", used=name)
