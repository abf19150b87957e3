"""The schemas of ``vocabulary.yaml`` and of the catalogues."""

from __future__ import annotations

from engine.model.rulebook import Law
from engine.model.vocabulary import ROW_KEYS, CatalogueRow, Vocabulary
from engine.reading.values import ENTRY_ID
from engine.schema.form import Hover, Schema, closed, listed, one_of, suggested, value
from engine.schema.records import record_schema


def vocabulary_schema(law: Law, hover: Hover) -> Schema:
    """The schema of a vocabulary."""
    made = record_schema(Vocabulary, hover)
    del made["properties"]["catalogues"], made["$defs"]["Catalogue"], made["$defs"]["CatalogueRow"]
    templates = {name: hover.of(template.label) for name, template in law.vocabulary.templates.items()}
    to = made["$defs"]["Field"]["properties"]["to"]
    made["$defs"]["Field"]["properties"]["to"] = {"description": to["description"]} | suggested(templates)
    return made


def catalogue_schema(law: Law, hover: Hover) -> Schema:
    """The schema of a catalogue, whichever of the law's templates it is for."""
    record = record_schema(CatalogueRow, hover)
    definitions = record.pop("$defs")
    own = {key: schema for key, schema in record["properties"].items() if key in ROW_KEYS}
    names, rows = {}, []
    for name, catalogue in law.vocabulary.catalogues.items():
        template = law.vocabulary.templates[name]
        names[name] = hover.of(template.label)
        codes = suggested({code: hover.of(row.label) for code, row in catalogue.active().items()})
        required = {
            field_name: hover.of(field.label)
            for linking in law.vocabulary.templates.values()
            if any(field.to == name for field in linking.fields.values())
            for field_name, field in linking.fields.items()
        }
        fields = {
            field_name: hover.field(field, name) | value(field, None, hover)
            for field_name, field in template.fields.items()
        }
        named = {"instead": own["instead"] | codes, "requires": own["requires"] | listed(suggested(required))}
        whole = {key: record[key] for key in ("if", "then", "else")}
        row = closed(fields | own | named, ["label"]) | whole
        rows.append(
            {
                "if": {"properties": {"template": {"const": name}}},
                "then": {"properties": {"rows": closed({}, patternProperties={f"^{ENTRY_ID.pattern}$": row})}},
            }
        )
    keys = {"template": one_of(names), "rows": {"type": "object"}}
    said = {key: hover.described(schema, f"Catalogue.{key}") for key, schema in keys.items()}
    return closed(said, ["template", "rows"], allOf=rows) | {"$defs": definitions}
