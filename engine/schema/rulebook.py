"""The schemas of ``rulebook.yaml`` and ``coverage.yaml``."""

from __future__ import annotations

from engine.model.rulebook import CoverageRow, Law, Manifest, Rulebook
from engine.schema.form import Hover, Schema, closed, listed, literal, spelled, suggested
from engine.schema.records import record_schema
from engine.schema.rules import provisions


def manifest_schema(law: Law, book: Rulebook | None, hover: Hover) -> Schema:
    """The schema of a rulebook's manifest; of one that is not there yet without ``book``."""
    made = record_schema(Manifest, hover)
    definitions = made["$defs"]
    templates = {name: hover.of(template.label) for name, template in law.vocabulary.templates.items()}
    others = {other.id: hover.of(other.manifest.title) for other in law.rulebooks.values() if other is not book}
    rules = {rule.id: hover.of(rule.label) for rule in law.rules().values()}
    _narrow(made, "uses", listed(suggested(others)))
    _narrow(definitions["Field"], "to", suggested(templates))
    _narrow(definitions["ToCheck"], "rules", listed(suggested(rules)))
    if book is not None:
        made["properties"]["id"]["enum"] = spelled(book.id)
        _narrow(definitions["Reading"], "provision", provisions(book))
    return made


def _narrow(schema: Schema, key: str, admitted: Schema) -> None:
    """Say what a key admits in this law; its words stay."""
    said = schema["properties"][key].get("description")
    schema["properties"][key] = ({"description": said} if said else {}) | admitted


def coverage_schema(book: Rulebook, hover: Hover) -> Schema:
    """The schema of a rulebook's coverage table."""
    row = record_schema(CoverageRow, hover)
    definitions = row.pop("$defs")
    rows = {provision: {"description": text, "$ref": "#/$defs/CoverageRow"} for provision, text in book.source.items()}
    # The YAML language server takes a plain number for a key that is no text, and finds it in patterns only.
    numbers = "|".join(literal(provision) for provision in book.source if len(spelled(provision)) > 1)
    numbered = {"patternProperties": {f"^({numbers})$": {"$ref": "#/$defs/CoverageRow"}}} if numbers else {}
    table = hover.described(closed(rows) | numbered, "Coverage.coverage")
    return closed({"coverage": table}, ["coverage"]) | {"$defs": definitions | {"CoverageRow": row}}
