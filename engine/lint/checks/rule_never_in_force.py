"""A rule in force on no day on which its rulebook is."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.days import overlap
from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L732"


def find(subject: Subject) -> Iterator[Found]:
    """Rules whose validity and that of their rulebook have no day in common."""
    for book, rule in subject.rules():
        if overlap([rule.in_force], [book.manifest.in_force]) is None:
            yield found(subject.places.rule(rule, "in_force"), rule.id, book=book.id)
