"""A fact that can be missing and for which there is no question, or no label."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L723"


def find(subject: Subject) -> Iterator[Found]:
    """Fields, but free text, without a question, and fields without a label."""
    for name, template in subject.law.vocabulary.templates.items():
        for field, declared in template.fields.items():
            missing = ["label"] * (declared.label is None)
            missing += ["question"] * (declared.question is None and declared.type != "text")
            for part in missing:
                yield found(subject.places.template(name, "fields", field), f"{name}.{field}.{part}", missing=part)
