"""The schema of what a scenario expects: the conclusions, rules and readings of one law."""

from __future__ import annotations

from engine.model.rulebook import Conclusion, Law
from engine.model.scenario import FORMAT, Expected
from engine.model.vocabulary import Field
from engine.reading.values import ENTRY_ID
from engine.schema.form import Hover, Schema, closed, listed, literal, one_of
from engine.schema.records import record_schema


def expected_schema(law: Law, hover: Hover) -> Schema:
    """The schema of ``expected.yaml``."""
    made = record_schema(Expected, hover)
    definitions = made["$defs"]
    rules = {rule.id: hover.of(rule.label) for rule in law.rules().values()}
    readings = law.readings()
    made["properties"]["format"] = {"const": FORMAT, **_said(made, "format")}
    keys = {
        _key(code, conclusion): {"title": hover.of(conclusion.label), "$ref": "#/$defs/ExpectedConclusion"}
        for code, (_, conclusion) in law.declared().items()
    }
    made["properties"]["conclusions"] = _said(made, "conclusions") | closed({}, patternProperties=keys)
    asked, conclusion, verdict = (definitions[name] for name in ("Asked", "ExpectedConclusion", "ExpectedVerdict"))
    books = {book.id: hover.of(book.manifest.title) for book in law.rulebooks.values()}
    asked["properties"]["rulebooks"] = _said(asked, "rulebooks") | listed(one_of(books))
    asked["properties"]["readings"] = _said(asked, "readings") | closed(
        {
            name: {"title": hover.of(reading.label)} | one_of({c: hover.of(w) for c, w in reading.choices.items()})
            for name, reading in readings.items()
        }
    )
    matched = listed(conclusion["properties"]["needs"]["items"])
    derivation = closed({rule: {"title": label, **matched} for rule, label in rules.items()}, minProperties=1)
    conclusion["properties"]["because"] = _said(conclusion, "because") | listed(derivation)
    statuses = conclusion["properties"]["status"]["enum"]
    turns = {
        f"{n}={c}": {"title": hover.of(w), "enum": statuses} for n, r in readings.items() for c, w in r.choices.items()
    }
    conclusion["properties"]["turns_on"] = _said(conclusion, "turns_on") | closed(turns)
    verdict["properties"]["rule"] = _said(verdict, "rule") | one_of(rules)
    return made


def _said(schema: Schema, key: str) -> Schema:
    said = schema["properties"][key].get("description")
    return {"description": said} if said else {}


def _key(code: str, conclusion: Conclusion) -> str:
    """How the keys of that conclusion look: the code and its arguments in order."""
    return rf"^{code}\({', '.join(map(_argument, conclusion.fields.values()))}\)$"


def _argument(field: Field) -> str:
    return ENTRY_ID.pattern if field.is_link else f"({'|'.join(map(literal, field.admitted()))})"
