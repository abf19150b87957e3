"""The schema of an assessment as JSON."""

from __future__ import annotations

from engine.model.assessment import FORMAT, Assessment
from engine.schema.form import Schema, listed


def assessment_schema() -> Schema:
    """What ``assess --format json`` prints: one assessment, or a list of several; for programs, so not in words."""
    made = Assessment.model_json_schema(mode="serialization")
    definitions = made.pop("$defs")
    made["properties"]["format"] = {"const": FORMAT}
    one = {"$ref": "#/$defs/Assessment"}
    return {"anyOf": [one, listed(one)], "$defs": definitions | {"Assessment": made}}
