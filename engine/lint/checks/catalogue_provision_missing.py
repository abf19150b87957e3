"""A row of a catalogue gives a rule a provision that the text does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.explain.provisions import nominal_provisions
from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L706"


def find(subject: Subject) -> Iterator[Found]:
    """Provisions that rules take from catalogue rows and that are not in the source."""
    for book, rule in subject.rules():
        for provision in nominal_provisions(rule, subject.law) if rule.provision_of else ():
            if provision not in book.source:
                about = f"{rule.id}: {provision}"
                yield found(rule.at, about, given=provision, known=book.source, rule=rule.id)
