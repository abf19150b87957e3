"""A label or question with a place in braces that nothing fills, or that one language lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.errors import Location
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.base import Words
from engine.reading.records import STAND_IN

CODE = "L722"


def find(subject: Subject) -> Iterator[Found]:
    """Placeholders of labels and questions that are no arguments, differ between languages, or are missing."""
    for book in subject.books():
        for code, conclusion in book.manifest.conclusions.items():
            at = subject.places.manifest(book.id, "conclusions", code, "label")
            yield from _wrong(at, f"{code}.label", conclusion.label, set(conclusion.fields))
    for name, template in subject.law.vocabulary.templates.items():
        for field, declared in template.fields.items():
            if declared.question is not None:
                at = subject.places.template(name, "fields", field, "question")
                yield from _wrong(at, f"{name}.{field}.question", declared.question, {name})
                if template.section and not any(_places(text) for text in (declared.question.vi, declared.question.en)):
                    yield found(at, f"{name}.{field}.question", reason="entry_not_named", name=name)


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", text))


def _wrong(at: Location, about: str, words: Words, known: set[str]) -> Iterator[Found]:
    in_vi, in_en = _places(words.vi), _places(words.en)
    for name in sorted((in_vi | in_en) - known):
        yield found(at, f"{about}: {{{name}}}", reason="nothing_fills", given=name, known=known)
    there = not {words.vi.strip(), words.en.strip()} & {"", STAND_IN}  # a text that is missing is told as such
    for name in sorted((in_vi ^ in_en) & known) if there else ():
        yield found(at, f"{about}: {{{name}}}", reason="in_one_language", name=name)
