"""A provision of the text of which nothing says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.row import row_line
from engine.lint.subject import Subject

CODE = "L703"


def find(subject: Subject) -> Iterator[Found]:
    """Provisions that stand in no row of the coverage table."""
    for book in subject.books():
        encoded = subject.encoded(book)
        first = next((p for p in book.source if p not in book.coverage and p in encoded), None)
        for provision in book.source:
            if provision not in book.coverage and not subject.places.has_row(book.id, provision):
                rules = ", ".join(rule.id for rule in encoded.get(provision, []))
                at = subject.places.source(book.id, provision)
                if rules:
                    edit = row_line(book, provision, subject, first=provision == first)
                    yield found(at, provision, edit=edit, reason="row_missing", rules=rules)
                else:
                    yield found(at, provision, reason="provision_left_out")
