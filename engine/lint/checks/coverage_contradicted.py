"""The coverage table says one thing of a provision and the rules another."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L704"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Rows that say encoded where no rule is, or not encoded where one is."""
    for book in subject.books():
        encoded = subject.encoded(book)
        for provision, row in book.coverage.items():
            rules = ", ".join(rule.id for rule in encoded.get(provision, []))
            at = subject.places.coverage(book.id, provision)
            if row.status == "encoded" and not rules:
                yield found(at, provision, reason="encoded_by_nothing")
            elif row.status in ("duty_without_consequence", "not_normative") and rules:
                yield found(at, provision, reason="encoded_after_all", rules=rules, status=row.status)
