"""JSON Schemas of one law, so that any editor completes, explains and validates what authors write."""

from __future__ import annotations

from engine.model.accepted import Accepted
from engine.model.json_text import json_text
from engine.model.rulebook import Law
from engine.reading.messages import read_messages
from engine.schema.assessment import assessment_schema
from engine.schema.case import case_schema
from engine.schema.form import Hover, Schema
from engine.schema.properties import properties_schema
from engine.schema.records import record_schema
from engine.schema.rulebook import coverage_schema, manifest_schema
from engine.schema.rules import rules_schema
from engine.schema.scenario import expected_schema
from engine.schema.vocabulary import catalogue_schema, vocabulary_schema

# Stands at the head of every schema written here, and of no file that a person wrote.
MARK = "chetai/schema/1"


def schemas(law: Law, language: str) -> dict[str, str]:
    """File name to JSON text of every schema: those of the whole law, and four for each rulebook.

    ``rulebook.schema.json`` is for a rulebook that is not there yet; ``rules.<id>``, ``coverage.<id>``,
    ``properties.<id>`` and ``rulebook.<id>`` know the provisions, and what rules may name, of that one.
    """
    hover = Hover(language, read_messages(language))
    found = {
        "case": case_schema(law, hover),
        "expected": expected_schema(law, hover),
        "vocabulary": vocabulary_schema(law, hover),
        "catalogue": catalogue_schema(law, hover),
        "rulebook": manifest_schema(law, None, hover),
        "assessment": assessment_schema(),
        "accepted": record_schema(Accepted, hover),
    }
    for book in law.rulebooks.values():
        found[f"rulebook.{book.id}"] = manifest_schema(law, book, hover)
        found[f"rules.{book.id}"] = rules_schema(law, book, hover)
        found[f"properties.{book.id}"] = properties_schema(law, book, hover)
        found[f"coverage.{book.id}"] = coverage_schema(book, hover)
    return {f"{name}.schema.json": json_text(_headed(schema, name)) for name, schema in found.items()}


def _headed(schema: Schema, name: str) -> Schema:
    head = {"$comment": f"{MARK}: written by `chetai new schemas`", "title": f"chetai {name}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **head, **schema}
