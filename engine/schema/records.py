"""From a model of a file to its schema: pydantic knows the keys and types, the authors' spellings are added."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from engine.model.rulebook import Conclusion, CoverageRow
from engine.model.vocabulary import CatalogueRow, Field, Template
from engine.schema.form import TEXT, Hover, Schema


class _Written(GenerateJsonSchema):
    """What an author writes: any scalar is a text, an option is left out and not null, no key but those named."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        limits = {"minLength": schema.get("min_length"), "pattern": schema.get("pattern")}
        return TEXT | {name: limit for name, limit in limits.items() if limit is not None}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def record_schema(model: type[BaseModel], hover: Hover) -> Schema:
    """The schema of a model's file, with ``$defs`` for the models in it and the words for every key."""
    made = model.model_json_schema(schema_generator=_Written)
    definitions = made.setdefault("$defs", {})
    for name, schema in [*definitions.items(), (model.__name__, made)]:
        _say(schema, name, hover)
    for whole, condition in _WHOLES.items():
        schema = made if whole is model else definitions.get(whole.__name__)
        if schema is not None:
            schema |= condition
    return made


def _say(schema: Schema, name: str, hover: Hover) -> None:
    """Put the words of this language in the place of names and notes meant for programmers."""
    for own in ("title", "description"):
        schema.pop(own, None)
    for key, part in schema.get("properties", {}).items():
        schema["properties"][key] = hover.described(part, f"{name}.{key}")


def _when(key: str, value: str, then: Schema, otherwise: Schema) -> Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then, "else": otherwise}


_HAS_CHOICES = {"required": ["choices"], "properties": {"choices": {"minProperties": 1}}}
_ARGUMENT: Schema = {
    "allOf": [{"$ref": "#/$defs/Field"}, {"properties": {"type": {"enum": ["ref", "choice", "yes_no"]}}}]
}

# What a model's own checks ask of a record as a whole, as far as a schema can say it.
_WHOLES: dict[type[BaseModel], Schema] = {
    Field: {
        "allOf": [
            _when("type", "ref", {"required": ["to"]}, {"not": {"required": ["to"]}}),
            _when("type", "choice", _HAS_CHOICES, {"properties": {"choices": {"maxProperties": 0}}}),
        ]
    },
    Template: {"oneOf": [{"required": ["section"]}, {"required": ["catalogue"]}]},
    Conclusion: {"allOf": [{"properties": {"fields": {"additionalProperties": _ARGUMENT}}}]},
    CoverageRow: _when("status", "encoded", {}, {"required": ["because"]}),
    CatalogueRow: {
        "if": {"required": ["inactive"]},
        "then": {"required": ["instead"]},
        "else": {"not": {"required": ["instead"]}},
    },
}
