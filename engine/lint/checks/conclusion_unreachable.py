"""A conclusion, or one choice of it, that no rule in force on any day comes to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.rule import ConclusionItem, Rule

CODE = "L712"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Conclusions and choices of their arguments that nothing concludes."""
    reached = {(item.code, *constant) for rule in _some_day(subject) for item in rule.then for constant in _parts(item)}
    for book in subject.books():
        for code, conclusion in book.manifest.conclusions.items():
            if (code,) not in reached:
                yield found(subject.places.manifest(book.id, "conclusions", code), code)
                continue
            for argument, field in conclusion.fields.items():
                for choice in field.choices:
                    if (code, argument, choice) not in reached:
                        steps = ("conclusions", code, "fields", argument, "choices", choice)
                        yield found(subject.places.manifest(book.id, *steps), f"{code}.{argument}={choice}")


def _some_day(subject: Subject) -> list[Rule]:
    return [rule for _, rule in subject.rules() if subject.days_in_force(rule)]


def _parts(item: ConclusionItem) -> Iterator[tuple[str, ...]]:
    """The conclusion as such, and each choice it is made with."""
    yield ()
    yield from item.constants.items()
