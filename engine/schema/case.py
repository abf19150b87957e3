"""The schema of case files: sections, entries and facts of one vocabulary, in every way a fact may be written."""

from __future__ import annotations

import json

from engine.model.base import in_any_case
from engine.model.case import FORMAT
from engine.model.rulebook import Law
from engine.model.vocabulary import Catalogue, Field, Template, Vocabulary
from engine.reading.values import ENTRY_ID, UNKNOWN
from engine.schema.form import FILLED, ISO_DAY, TEXT, Hover, Schema, closed, listed, one_of, value


def case_schema(law: Law, hover: Hover) -> Schema:
    """The schema of a case file over the law's vocabulary."""
    return _Case(law.vocabulary, hover).schema()


class _Case:
    """Gathers the definitions that fields share."""

    def __init__(self, vocabulary: Vocabulary, hover: Hover) -> None:
        self.vocabulary = vocabulary
        self.hover = hover
        self.definitions: Schema = {}
        self.named: dict[str, str] = {}

    def schema(self) -> Schema:
        head = {"format": {"const": FORMAT}, "id": FILLED, "title": TEXT, "as_of": ISO_DAY}
        properties = {key: self.hover.described(schema, f"Case.{key}") for key, schema in head.items()}
        for section, template in self.vocabulary.sections().items():
            properties[section] = self._section(template, self.vocabulary.templates[template])
        return closed(properties, ["format", "id"]) | {"$defs": self.definitions}

    def _section(self, template: str, declared: Template) -> Schema:
        entries = closed({}, patternProperties={f"^{ENTRY_ID.pattern}$": self._entry(template, declared)})
        words = {"title": self.hover.of(declared.label), "description": self.hover.key("Case.section")}
        return words | entries | {"type": ["object", "null"]}

    def _entry(self, template: str, declared: Template) -> Schema:
        fields = {name: self._fact(template, field) for name, field in declared.fields.items()}
        conditions = [
            condition
            for name, field in declared.fields.items()
            if field.to in self.vocabulary.catalogues
            for condition in _required_by_rows(name, self.vocabulary.catalogues[field.to])
        ]
        title = {"title": self.hover.of(declared.label)}
        return title | closed(fields) | {"type": ["object", "null"]} | ({"allOf": conditions} if conditions else {})

    def _fact(self, template: str, field: Field) -> Schema:
        catalogue = self.vocabulary.catalogues.get(field.to or "")
        codes = {code: self.hover.of(row.label) for code, row in catalogue.active().items()} if catalogue else None
        return self.hover.field(field, template) | {"$ref": self._shared(field.type, value(field, codes, self.hover))}

    def _shared(self, kind: str, admitted: Schema) -> str:
        """Where the fact with those admitted values is defined; each is defined once."""
        content = json.dumps(admitted)
        if content not in self.named:
            name = kind if kind not in self.definitions else f"{kind}.{len(self.named)}"
            self.named[content] = name
            # Not if and else: editors complete what may stand in an anyOf only.
            self.definitions[name] = {"anyOf": [{"$ref": f"#/$defs/{name}.value"}, self._told(name)]}
            self.definitions[f"{name}.value"] = admitted
        return f"#/$defs/{self.named[content]}"

    def _told(self, name: str) -> Schema:
        """A fact with what it rests on, or as each party tells it."""
        told = {"$ref": f"#/$defs/{name}.value"}
        keys: Schema = {
            "value": told,
            "claims": {"type": "object", "minProperties": 1, "additionalProperties": told},
            "evidence": {"anyOf": [TEXT, listed(TEXT)]},
            "because": TEXT,
            "by": TEXT,
        }
        said = {key: self.hover.described(schema, f"Fact.{key}") for key, schema in keys.items()}
        return closed(said, anyOf=[{"required": ["value"]}, {"required": ["claims"]}])


def _required_by_rows(link: str, catalogue: Catalogue) -> list[Schema]:
    """An entry that names such a row fills in the fields the row requires."""
    found = []
    for needed in sorted({name for row in catalogue.active().values() for name in row.requires}):
        codes = one_of({code: "" for code, row in catalogue.active().items() if needed in row.requires})
        code = {"enum": codes["enum"]}
        told = {"type": "object", "required": ["value"], "properties": {"value": code}}
        empty = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}, in_any_case(UNKNOWN)]}
        found.append(
            {
                "if": {"required": [link], "properties": {link: {"anyOf": [code, told]}}},
                "then": {"required": [needed], "properties": {needed: {"not": empty}}},
            }
        )
    return found
