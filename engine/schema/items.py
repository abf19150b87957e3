"""The grammar of conditions and conclusions as a schema: what ``reading.items`` and ``reading.rules`` read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.model.rule import DATE_OPERATORS, NUMBER_OPERATORS
from engine.model.rulebook import Conclusion, Law, Threshold
from engine.model.vocabulary import Field
from engine.reading.signatures import Signatures
from engine.schema.form import NAME, Hover, Schema, admitted, closed, listed, literal, one_of, yes_no

_ITEMS: Schema = {"$ref": "#/$defs/items"}
_NAMED: Schema = {"type": "string", "pattern": f"^{NAME}$"}
_YES_NO: Schema = {"$ref": "#/$defs/yes_no"}
_COMPARED = {"date": DATE_OPERATORS, "number": NUMBER_OPERATORS}


class Items:
    """Schemas of the items and conclusions that rules of one rulebook may be made of."""

    def __init__(self, law: Law, known: Signatures, hover: Hover) -> None:
        self.law = law
        self.known = known
        self.hover = hover
        # Others cannot be written in an item.
        self.templates = {name: fields for name, fields in known.templates.items() if re.fullmatch(NAME, name)}

    def definitions(self) -> Schema:
        """``items`` and ``conclusions``, with the patterns of every template they refer to."""
        patterns = {f"pattern.{name}": self._pattern(name, fields) for name, fields in self.templates.items()}
        conclusions = {code: self._conclusion(c) for code, c in self.known.conclusions.items()}
        return {
            "items": listed({"$ref": "#/$defs/item"}),
            "item": self._item(),
            "under": self._under(),
            "yes_no": yes_no(self.hover),
            "yes_no.listed": {"anyOf": [_YES_NO, listed(_YES_NO)]},
            "conclusions": listed(closed(conclusions, minProperties=1, maxProperties=1), minItems=1),
            **patterns,
        }

    def _item(self) -> Schema:
        grouped = {key: self.hover.described(_ITEMS, f"Item.{key}") for key in ("any", "all")}
        under = {"under": self.hover.described({"$ref": "#/$defs/under"}, "Item.under")}
        plain, named = {}, {}
        for name in self.templates:
            title = self._titled(name)
            pattern = {"title": title, "$ref": f"#/$defs/pattern.{name}"}
            plain[name] = pattern
            plain[f"no {name}"] = self.hover.described(pattern, "Item.no")
            named[f"^(no )?{name} {NAME}$"] = pattern
        minimum = "|".join(["0*[1-9][0-9]{0,8}", *(literal(n) for n, t in self._thresholds("number"))])
        named[f"^at least ({minimum}) {NAME}$"] = self.hover.described(_ITEMS, "Item.at_least")
        says_one_thing = {
            "if": {"required": ["under"]},
            "then": {"minProperties": 2, "maxProperties": 2},
            "else": {"minProperties": 1, "maxProperties": 1},
        }
        return closed(grouped | under | plain, patternProperties=named) | says_one_thing

    def _titled(self, name: str) -> str:
        declared = self.law.vocabulary.templates.get(name)
        return self.hover.of(declared.label if declared else self.known.conclusions[name].label)

    def _under(self) -> Schema:
        readings = {}
        for name, reading in self.known.readings.items():
            words = {"title": self.hover.of(reading.label), "description": self.hover.of(reading.because)}
            readings[name] = words | one_of({c: self.hover.of(said) for c, said in reading.choices.items()})
        return closed(readings)

    def _pattern(self, template: str, fields: dict[str, Field]) -> Schema:
        read = {name: field for name, field in fields.items() if field.type != "text"}
        said = {name: self._said(name, field, template) for name, field in read.items()}
        return closed({name: said[name] | self._condition(field, fields) for name, field in read.items()})

    def _said(self, name: str, field: Field, template: str) -> Schema:
        """What a field or argument is; an argument without a label is called as what it links to."""
        linked = self.law.vocabulary.templates.get(field.to or "")
        return {"title": self.hover.of(linked.label) if linked else name} | self.hover.field(field, template)

    def _condition(self, field: Field, fields: dict[str, Field]) -> Schema:
        if field.is_link:
            return _NAMED
        if field.type == "yes_no":
            return {"$ref": "#/$defs/yes_no.listed"}
        if field.type not in _COMPARED:
            value = admitted(field, self.hover)
            return {"anyOf": [value, listed(value)]}
        others = {name: self.hover.of(other.label) for name, other in fields.items() if other.type == field.type}
        # A field comes before a threshold of its name.
        thresholds = {name: self.hover.of(t.label) for name, t in self._thresholds(field.type) if name not in fields}
        compared = one_of(others | thresholds)
        operators = _COMPARED[field.type]
        return closed({operator: self.hover.described(compared, f"Operator.{operator}") for operator in operators})

    def _thresholds(self, kind: str) -> Iterable[tuple[str, Threshold]]:
        """The thresholds whose values are all numbers, or all dates."""
        for name, threshold in self.known.thresholds.items():
            if all(isinstance(value.value, int) == (kind == "number") for value in threshold.values):
                yield name, threshold

    def _conclusion(self, conclusion: Conclusion) -> Schema:
        arguments = {
            name: self._said(name, field, "") | (_NAMED if field.is_link else admitted(field, self.hover))
            for name, field in conclusion.fields.items()
        }
        carried = {
            name: {"title": self.hover.of(attribute.label)} | self._carried()
            for name, attribute in conclusion.carries.items()
            if name not in arguments
        }
        said = {"title": self.hover.of(conclusion.label), "description": self.hover.of(conclusion.caution)}
        return {k: v for k, v in said.items() if v} | closed(arguments | carried, list(arguments))

    def _carried(self) -> Schema:
        days = one_of({name: self.hover.of(threshold.label) for name, threshold in self._thresholds("number")})
        counted = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}, days]}
        templates = self.law.vocabulary.templates.values()
        dates = {
            name: self.hover.of(field.label)
            for template in templates
            for name, field in template.fields.items()
            if field.type == "date"
        }
        field = one_of(dates)
        several = self.hover.described({"anyOf": [field, listed(field)]}, "Carried.latest")
        latest = closed({"latest": several}, ["latest"])
        parts: Schema = {"working_days": counted, "after": {"anyOf": [field, latest]}, "of": _NAMED}
        return closed({key: self.hover.described(part, f"Carried.{key}") for key, part in parts.items()}, list(parts))
