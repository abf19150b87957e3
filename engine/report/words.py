"""One language's wording: messages filled in, facts and values as people say them."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.errors import Problem
from engine.model.base import Words
from engine.model.explanation import FactRead
from engine.model.obstacle import Obstacle
from engine.model.rulebook import Law, Rulebook
from engine.naming import Naming
from engine.reading.messages import read_messages


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

    def percent(self, number: float) -> str:
        """A percentage with one decimal, rounded down: 100 is said only where nothing is missing."""
        text = f"{math.floor(number * 10) / 10:.1f}"
        return self.say("percentage", number=text.replace(".", ",") if self.language == "vi" else text)

    def day(self, iso: str) -> str:
        """A date as the language writes it."""
        return "/".join(reversed(iso.split("-"))) if self.language == "vi" else iso


def in_both(said: Callable[[Wording], str]) -> Words:
    """What is said, in both languages."""
    vi, en = (said(Wording(language)) for language in ("vi", "en"))
    return Words(vi=vi, en=en)


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
        if declared.to is not None:
            ids = [] if value == "none" else value.split(", ")
            names = ", ".join(self.naming.entry(declared.to, i, self.wording.language) for i in ids)
            return names or self.wording.say("nothing_linked")
        named = self.naming.value(declared, value, self.wording.language)
        return f"{named} {self.wording.of(declared.unit)}" if declared.unit else named

    def obstacle(self, obstacle: Obstacle) -> str:
        """What stands in the way of a rule, as people say it."""
        said = self._obstacle(obstacle)
        return self.wording.say(f"standing_{obstacle.standing}", what=said) if obstacle.standing else said

    def _obstacle(self, obstacle: Obstacle) -> str:
        match obstacle.kind:
            case "read":
                return "; ".join(f"{self.fact(path)}: {self.value(path, value)}" for path, value in obstacle.facts)
            case "open":
                return self.fact(obstacle.what)
            case "none":
                return self.wording.say("none_at_all", template=self._called(obstacle.what))
            case "none_such":
                return self.wording.say("none_such", template=self._called(obstacle.what))
            case "none_linked":
                path, value = obstacle.facts[0]
                label = self._label(*path.rsplit(".", 1))
                linked = self.value(path, value)
                return self.wording.say("none_linked", template=self._called(obstacle.what), label=label, value=linked)
            case "none_concluded":
                return self.wording.say("none_concluded", code=self.named(obstacle.what))
            case "only":
                return self.wording.say("only_this", what=self.named(obstacle.what))
            case "too_few":
                return self.wording.say("count_short", number=obstacle.number)
            case "rule":
                return self.wording.say("override_defeats", rule=obstacle.what)
            case _:
                return self.named(obstacle.what)

    def setting(self, path: str, value: str) -> str:
        """A fact set to a value."""
        return f"{self.fact(path)}: {self.value(path, value)}"

    def _called(self, section: str) -> str:
        template = self.law.vocabulary.sections().get(section)
        return self.wording.of(self.law.vocabulary.templates[template].label) if template else section

    def named(self, what: str) -> str:
        """An entry or a conclusion by what it is called; anything else as it is written."""
        code, _, inner = what.partition("(")
        declared = self.law.declared().get(code)
        if declared is None:
            return self.entry(what) if what.partition(".")[0] in self.law.vocabulary.sections() else what
        fields = declared[1].fields
        args = dict(zip(fields, inner.removesuffix(")").split(", "), strict=False))
        if "*" in args.values() or len(args) < len(fields):
            return what
        return self.wording.of(self.naming.filled(declared[1].label, fields, args))

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
            parts.append(self.wording.say("disputed" if fact.open else "told", claims="; ".join(claims)))
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
