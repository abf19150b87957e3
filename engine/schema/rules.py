"""The schema of a rulebook's rule files."""

from __future__ import annotations

from engine.model.base import Validity, Words
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.reading.signatures import signatures
from engine.schema.form import FILLED, NAME, TEXT, Hover, Schema, closed, listed, one_of, suggested
from engine.schema.items import Items
from engine.schema.records import record_schema

# What the model of a rule has that its author does not write under that name.
_NOT_WRITTEN = {"rulebook", "provision_of", "text", "at"}
_REQUIRED = ["id", "provision", "when", "then"]


def rules_schema(law: Law, book: Rulebook, hover: Hover) -> Schema:
    """The schema of the files that hold rules of that rulebook."""
    used = law.with_used([book.id])
    known = signatures(law.vocabulary, [one.manifest for one in used])
    ids = suggested({rule.id: hover.of(rule.label) for one in used for rule in one.rules.values()})
    catalogued = sorted({name for code in law.vocabulary.catalogues for name in law.vocabulary.templates[code].fields})
    provision = {"$ref": "#/$defs/provision"}
    given = {"type": "string", "pattern": rf"^{NAME}\.({'|'.join(catalogued)})$"}
    written: Schema = {
        "id": FILLED,
        "provision": {"anyOf": [provision, listed(provision, minItems=1), *([given] if catalogued else [])]},
        "quote": FILLED,
        "label": {"$ref": "#/$defs/Words"},
        "in_force": {"$ref": "#/$defs/Validity"},
        "when": {"$ref": "#/$defs/items"},
        "unless": {"$ref": "#/$defs/items"},
        "then": {"$ref": "#/$defs/conclusions"},
        "overrides": listed(ids),
        "replaces": listed(ids),
    }
    keys = [key for key in Rule.model_fields if key not in _NOT_WRITTEN]
    rule = closed({key: hover.described(written.get(key, TEXT), f"Rule.{key}") for key in keys}, _REQUIRED)
    definitions = {
        "rule": rule,
        "provision": provisions(book),
        **Items(law, known, hover).definitions(),
        "Words": record_schema(Words, hover),
        "Validity": record_schema(Validity, hover),
    }
    rules = hover.described(listed({"$ref": "#/$defs/rule"}), "Rules.rules")
    return closed({"rules": rules}, ["rules"]) | {"$defs": definitions}


def provisions(book: Rulebook) -> Schema:
    """A provision of the rulebook's text, each with its words."""
    return one_of(dict(book.source))
