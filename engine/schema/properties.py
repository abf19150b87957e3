"""The schema of a rulebook's ``properties.yaml``."""

from __future__ import annotations

from engine.model.base import Words
from engine.model.rulebook import Law, Rulebook
from engine.reading.properties import BESIDE, ID, KINDS, RESULTS, TURNS
from engine.reading.signatures import signatures
from engine.schema.form import Hover, Schema, closed, listed, one_of
from engine.schema.items import Items
from engine.schema.records import record_schema
from engine.schema.rules import provisions

_SEVERAL: Schema = {"$ref": "#/$defs/several"}
# Of what an item may be, only a pattern.
_PATTERN: Schema = {"$ref": "#/$defs/item", "propertyNames": {"not": {"pattern": "^((any|all)$|no |at least )"}}}


def properties_schema(law: Law, book: Rulebook, hover: Hover) -> Schema:
    """The schema of the file that holds the properties of that rulebook."""
    known = signatures(law.vocabulary, [one.manifest for one in law.with_used([book.id])])
    items = Items(law, known, hover).definitions()
    del items["conclusions"]
    provision = {"$ref": "#/$defs/provision"}
    codes = {code: hover.of(conclusion.label) for code, conclusion in known.conclusions.items()}
    named = one_of({RESULTS: hover.key("Property.results"), **codes})
    concluded: Schema = {"anyOf": [{"const": RESULTS}, listed(named, minItems=1)]}
    written: Schema = {
        "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
        "label": {"$ref": "#/$defs/Words"},
        "provision": {"anyOf": [provision, listed(provision)]},
        "readings": {"anyOf": [{"const": "default"}, {"$ref": "#/$defs/under"}]},
        "when": {"$ref": "#/$defs/items"},
        **dict.fromkeys(("always", "never", "decides"), _SEVERAL),
        "exclusive": listed(_PATTERN, minItems=2),
        "raising": _fields(law, hover, ("yes_no",)),
        "changing": _fields(law, hover, ("yes_no", "choice", "date", "number", "ref")),
        "never_makes": {"enum": list(TURNS)},
        **dict.fromkeys(("never_removes", "never_adds", "treats_alike"), concluded),
    }
    one = closed({key: hover.described(part, f"Property.{key}") for key, part in written.items()}, ["id", "label"])
    definitions = {
        "property": one | {"oneOf": [{"required": [kind]} for kind in KINDS], "allOf": [_beside(k) for k in KINDS]},
        "several": listed({"$ref": "#/$defs/item"}, minItems=1),
        "provision": provisions(book),
        **items,
        "Words": record_schema(Words, hover),
    }
    properties = hover.described(listed({"$ref": "#/$defs/property"}), "Properties.properties")
    return closed({"properties": properties}, ["properties"]) | {"$defs": definitions}


def _fields(law: Law, hover: Hover, types: tuple[str, ...]) -> Schema:
    """Fields of these types, by template of a case file."""
    found: Schema = {}
    for name, template in law.vocabulary.templates.items():
        fields = {field: hover.of(said.label) for field, said in template.fields.items() if said.type in types}
        if template.section is not None and fields:
            found[name] = {"title": hover.of(template.label)} | listed(one_of(fields), minItems=1)
    return closed(found, minProperties=1)


def _beside(kind: str) -> Schema:
    """What may, and must, stand beside that kind."""
    others = sorted({key for keys in BESIDE.values() for key in keys} - set(BESIDE[kind]))
    then: Schema = {"not": {"anyOf": [{"required": [key]} for key in others]}}
    if "when" not in BESIDE[kind]:
        then |= {"anyOf": [{"required": [key]} for key in BESIDE[kind]]}
    return {"if": {"required": [kind]}, "then": then}
