"""One language's wording: messages filled in, facts and values as people say them."""

from __future__ import annotations

import re

from engine.errors import Problem
from engine.model.base import Words
from engine.model.explanation import FactRead
from engine.model.rulebook import Law, Rulebook
from engine.naming import Naming
from engine.reading.messages import read_messages

_READ = re.compile(r"(?P<path>[a-z_]+\.[^. *]+\.[a-z_]+) = (?P<value>[^,]+)(, (?P<other>[a-z_]+) = (?P<second>.+))?")
_SHORT = re.compile(r"at least (?P<number>\d+): not met")
_ABSENT = re.compile(r"(?P<section>[a-z_]+)(\.\*\.(?P<field>[a-z_]+)( = (?P<value>[^ ]+))?)?: none")


class Wording:
    """The product's words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.messages = read_messages(language)

    def say(self, key: str, **values: object) -> str:
        """The words under that key, filled in."""
        return self.messages["words"][key].format(**values)

    def of(self, words: Words) -> str:
        """The text in this language."""
        return words.in_language(self.language)

    def problem(self, problem: Problem) -> str:
        """A problem as one line: place, code, what is wrong, the nearest valid name."""
        values = {"syntax": "JSON" if problem.at and problem.at.file.endswith(".json") else "YAML"} | problem.values
        reason = self.messages["reasons"].get(values.get("reason", ""))
        if reason is not None:
            values["reason"] = reason.format_map(values)
        said = self.messages["problems"][problem.code].format_map(values)
        near = " " + self.say("nearest", name=problem.nearest) if problem.nearest else ""
        return f"{f'{problem.at}: ' if problem.at else ''}{problem.code} {said}{near}"

    def day(self, iso: str) -> str:
        """A date as the language writes it."""
        return "/".join(reversed(iso.split("-"))) if self.language == "vi" else iso


class FactWording:
    """How the facts of one case are said."""

    def __init__(self, wording: Wording, law: Law, naming: Naming) -> None:
        self.wording = wording
        self.law = law
        self.naming = naming

    def entry(self, place: str) -> str:
        """``persons.p1`` as people call it, its id beside the name."""
        template, entry_id = self._split(place)
        name = self.naming.entry(template, entry_id, self.wording.language)
        return name if name == entry_id else f"{name} [{entry_id}]"

    def fact(self, path: str) -> str:
        """What a fact is, without its value."""
        place, _, field = path.rpartition(".")
        return self.wording.say("fact", label=self._label(place, field), entry=self.entry(place))

    def question(self, path: str) -> str:
        """The question that asks for a fact."""
        place, _, field = path.rpartition(".")
        template, entry_id = self._split(place)
        declared = self.law.vocabulary.templates[template].fields[field]
        if declared.question is None:
            return self.fact(path)
        name = self.naming.entry(template, entry_id, self.wording.language)
        return self.wording.of(declared.question).replace("{" + template + "}", name)

    def value(self, path: str, value: str) -> str:
        """A value of a field as people say it."""
        place, _, field = path.rpartition(".")
        template, _ = self._split(place)
        declared = self.law.vocabulary.templates[template].fields[field]
        if value in ("unknown", "not_yet", "yes", "no"):
            return self.wording.say(value)
        if declared.type == "date":
            return self.wording.day(value)
        if declared.to is not None and value == "none":
            return self.wording.say("nothing_linked")
        named = self.naming.value(declared, value, self.wording.language)
        return f"{named} {self.wording.of(declared.unit)}" if declared.unit else named

    def read(self, text: str) -> str:
        """What an unmet condition read, ``persons.p1.service = retired``, as people say it."""
        parts = _READ.fullmatch(text)
        if parts is None:
            return self._absent(text)
        path = parts["path"]
        said = f"{self.fact(path)}: {self.value(path, parts['value'])}"
        if parts["other"]:
            other = f"{path.rpartition('.')[0]}.{parts['other']}"
            said += f"; {self.fact(other)}: {self.value(other, parts['second'])}"
        return said

    def _absent(self, text: str) -> str:
        """What was looked for and not there, ``acts: none`` or ``acts.*.by = p1: none``, as people say it."""
        if text.startswith("no such "):
            template = self.law.vocabulary.sections().get(text.removeprefix("no such "))
            label = self.wording.of(self.law.vocabulary.templates[template].label) if template else text
            return self.wording.say("none_such", template=label)
        if text.startswith("only "):
            return self.wording.say("only_this", what=text.removeprefix("only "))
        short = _SHORT.fullmatch(text)
        if short:
            return self.wording.say("count_short", number=short["number"])
        parts = _ABSENT.fullmatch(text)
        template = self.law.vocabulary.sections().get(parts["section"]) if parts else None
        if parts is None or template is None:
            return text
        declared = self.law.vocabulary.templates[template]
        called = self.wording.of(declared.label)
        if not parts["field"] or not parts["value"]:
            return self.wording.say("none_at_all", template=called)
        field = declared.fields[parts["field"]]
        label = self.wording.of(field.label) if field.label else parts["field"]
        value = self.naming.value(field, parts["value"], self.wording.language)
        return self.wording.say("none_linked", template=called, label=label, value=value)

    def full(self, fact: FactRead) -> str:
        """A fact with its value and everything it rests on."""
        place, _, field = fact.path.rpartition(".")
        value = self.value(fact.path, fact.value)
        if fact.open:
            value = (
                self.wording.say("could_be", value=value) if self._is_link(fact.path) else self.wording.say("unknown")
            )
        label, entry = self._label(place, field), self.entry(place)
        parts = [self.wording.say("fact_value", label=label, entry=entry, value=value)]
        if fact.claims:
            claims = [
                self.wording.say("claim", party=p, value=self.value(fact.path, v)) for p, v in fact.claims.items()
            ]
            parts.append(self.wording.say("disputed", claims="; ".join(claims)))
        if fact.evidence:
            parts.append(self.wording.say("evidence", list=", ".join(fact.evidence)))
        if fact.because:
            parts.append(self.wording.say("reason", text=fact.because))
        if fact.by:
            parts.append(self.wording.say("said_by", name=fact.by))
        return "; ".join(parts)

    def _is_link(self, path: str) -> bool:
        place, _, field = path.rpartition(".")
        return self.law.vocabulary.templates[self._split(place)[0]].fields[field].is_link

    def _label(self, place: str, field: str) -> str:
        label = self.law.vocabulary.templates[self._split(place)[0]].fields[field].label
        return self.wording.of(label) if label else field

    def _split(self, place: str) -> tuple[str, str]:
        section, _, entry_id = place.partition(".")
        return self.law.vocabulary.sections().get(section, section), entry_id


def cited(wording: Wording, book: Rulebook, provisions: list[str]) -> str:
    """Provisions with the short name of their rulebook, and whether its text is a paraphrase."""
    text = wording.say("provision", short=wording.of(book.manifest.short), provision=", ".join(provisions))
    return f"{text} {wording.say('paraphrase')}" if book.manifest.source.text == "paraphrase" else text
