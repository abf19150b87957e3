"""How people call things: an entry by its name if it has one, a choice by its label."""

from __future__ import annotations

from collections.abc import Mapping

from engine.facts import Facts
from engine.model.base import Words, filled
from engine.model.rulebook import Law
from engine.model.vocabulary import Field


class Naming:
    """Names for the entries of one case."""

    def __init__(self, facts: Facts, law: Law) -> None:
        self.given = facts.given
        self.vocabulary = law.vocabulary

    def entry(self, template: str, entry_id: str, language: str) -> str:
        """What an entry is called: the text of its ``shown_by`` field, a catalogue row's label, or its id."""
        catalogue = self.vocabulary.catalogues.get(template)
        if catalogue and entry_id in catalogue.rows:
            return catalogue.rows[entry_id].label.in_language(language)
        declared = self.vocabulary.templates[template]
        fact = self.given.get(f"{declared.section}.{entry_id}.{declared.shown_by}") if declared.shown_by else None
        text = fact.value if fact and isinstance(fact.value, str) else ""
        return text.strip() or entry_id

    def value(self, field: Field, value: str, language: str) -> str:
        """What an argument or a link or a choice is called."""
        if field.to is not None:
            return self.entry(field.to, value, language)
        words = field.choices.get(value)
        return words.in_language(language) if words else value

    def filled(self, words: Words, fields: Mapping[str, Field], args: Mapping[str, str]) -> Words:
        """A text in both languages with each ``{argument}`` as people call it."""
        return Words(vi=self._filled(words.vi, fields, args, "vi"), en=self._filled(words.en, fields, args, "en"))

    def _filled(self, text: str, fields: Mapping[str, Field], args: Mapping[str, str], language: str) -> str:
        return filled(text, {name: self.value(fields[name], value, language) for name, value in args.items()})
