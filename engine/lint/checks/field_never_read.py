"""A case file is asked for a fact that decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject

CODE = "L711"
EVERY_RULE = True


def find(subject: Subject) -> Iterator[Found]:
    """Fields, but free text, that no rule reads."""
    read = subject.uses.fields
    for name, template in subject.law.vocabulary.templates.items():
        linked = {link for other in subject.law.vocabulary.templates.values() for link in other.one_per.get(name, ())}
        linked |= {link for links in template.one_per.values() for link in links}
        for field, declared in template.fields.items():
            if declared.type != "text" and field not in linked and (name, field) not in read:
                yield found(subject.places.template(name, "fields", field), f"{name}.{field}")
