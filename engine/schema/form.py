"""How what an author writes looks to an editor: every spelling that ``engine.reading`` takes for the same thing.

An editor reads YAML 1.2 before a schema sees it: ``true`` and ``30`` come as what JSON has for them, ``yes`` and
``2024-09-01`` as text. Quoted, they are all text. A schema admits both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model.base import ISO_DATE, NO, YES, Words, in_any_case
from engine.model.vocabulary import Field
from engine.reading.values import ENTRY_ID, NOT_YET, UNKNOWN

Schema = dict[str, Any]

# Any scalar: the reader takes it as the text that was written.
TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
FILLED: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
ISO_DAY: Schema = {"type": "string", "pattern": ISO_DATE}
NAME = "[a-z][a-z0-9_]*"
LINK: Schema = {"type": "string", "pattern": f"^{ENTRY_ID.pattern}$"}
_NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"}
_COMMON = {"yes", "no", "true", "false"}
_TRUTH = {"true": True, "false": False}
_YAML_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True)
class Hover:
    """The words an editor shows, in one language; ``messages`` are those of the product."""

    language: str
    messages: Mapping[str, Mapping[str, str]]

    def of(self, words: Words | None) -> str:
        """The text in this language, or nothing."""
        return words.in_language(self.language) if words else ""

    def key(self, name: str) -> str:
        """What a key of a file says, or nothing where there are no words for it."""
        return self.messages["keys"].get(name, "")

    def word(self, name: str) -> str:
        """A word of the product."""
        return self.messages["words"][name]

    def described(self, schema: Schema, name: str) -> Schema:
        """The schema with the words for that key."""
        said = self.key(name)
        return {"description": said, **schema} if said else schema

    def field(self, field: Field, template: str) -> Schema:
        """Title and description of a field: what it is, how it is asked for, what its choices mean."""
        parts = [self.of(field.question).replace("{" + template + "}", "…")]
        parts += [self.key("Fact.judgement")] if field.judgement else []
        parts += ["; ".join(f"{choice}: {self.of(words)}" for choice, words in field.choices.items())]
        parts += [self.of(field.unit)]
        said = {"title": self.of(field.label), "description": " ".join(part for part in parts if part)}
        return {name: text for name, text in said.items() if text}


def closed(properties: Schema, required: Sequence[str] = (), **more: Any) -> Schema:
    """A mapping with these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False, **more}


def listed(items: Schema, **more: Any) -> Schema:
    """A list."""
    return {"type": "array", "items": items, **more}


def spelled(text: str) -> list[Any]:
    """What an editor may have read where an author wrote that text: the text, a truth value, a number."""
    if text.lower() in _TRUTH:
        return [text, _TRUTH[text.lower()]]
    if _YAML_NUMBER.fullmatch(text):
        return [text, int(text) if re.fullmatch("[-+]?[0-9]{1,15}", text) else float(text)]
    return [text]


def one_of(names: Mapping[str, str]) -> Schema:
    """One of these names, each with what it means."""
    values = [(value, said) for name, said in names.items() for value in spelled(name)]
    return {"enum": [value for value, _ in values], "enumDescriptions": [said for _, said in values]}


def suggested(names: Mapping[str, str]) -> Schema:
    """One of these names, or another that is not there yet."""
    return {"anyOf": [one_of(names), FILLED]} if names else FILLED


def literal(text: str) -> str:
    """A regular expression, as JSON Schema knows them, of that text alone."""
    return re.sub(r"([\\^$.*+?()\[\]{}|/])", r"\\\1", text)


def yes_no(hover: Hover) -> Schema:
    """Yes or no, in every spelling."""
    said = {
        value: hover.word("yes" if value in YES else "no") for value in ("yes", "no", *sorted((YES | NO) - _COMMON))
    }
    shown = {"enum": [*said, True, False], "enumDescriptions": [*said.values(), said["yes"], said["no"]]}
    return {"anyOf": [shown, in_any_case(YES | NO)]}


def admitted(field: Field, hover: Hover) -> Schema:
    """A value that a yes_no or choice field admits."""
    if field.type == "yes_no":
        return yes_no(hover)
    return one_of({choice: hover.of(words) for choice, words in field.choices.items()})


def value(field: Field, codes: Mapping[str, str] | None, hover: Hover) -> Schema:
    """A value of a field of an entry, or that it is unknown; ``codes`` are those of the catalogue it links to."""
    unknown = in_any_case(UNKNOWN)
    open_value = {"unknown": hover.word("unknown")}
    match field.type:
        case "text":
            return TEXT
        case "yes_no":
            return {"anyOf": [*yes_no(hover)["anyOf"], one_of(open_value), unknown]}
        case "choice":
            return {"anyOf": [one_of({c: hover.of(w) for c, w in field.choices.items()} | open_value), unknown]}
        case "date":
            open_value["not_yet"] = hover.word("not_yet")
            day = ISO_DAY | {"patternErrorMessage": hover.messages["reasons"]["not_a_date"]}
            return {"anyOf": [day, one_of(open_value), in_any_case(UNKNOWN | NOT_YET)]}
        case "number":
            bounds = {"minimum": field.at_least, "maximum": field.at_most}
            number = {"type": "number", **{name: bound for name, bound in bounds.items() if bound is not None}}
            return {"anyOf": [number, _NUMBER, one_of(open_value), unknown]}
        case _:
            return {"anyOf": [LINK if codes is None else one_of({**codes, **open_value}), unknown]}
