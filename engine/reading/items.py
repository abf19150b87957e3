"""From a tree to items: the grammar of conditions, wherever they stand (codes R212 to R230)."""

from __future__ import annotations

import re
from typing import cast

from engine.errors import Findings, Location
from engine.model.rule import (
    DATE_OPERATORS,
    NUMBER_OPERATORS,
    AllItem,
    AnyItem,
    Condition,
    CountItem,
    Item,
    LinkCondition,
    NoItem,
    Operator,
    PatternItem,
)
from engine.model.vocabulary import Field
from engine.reading.signatures import Signatures
from engine.reading.values import typed_choice
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

NAME = re.compile(r"[a-z][a-z0-9_]*")
_PATTERN_KEY = re.compile(r"(?P<no>no )?(?P<template>[a-z][a-z0-9_]*)(?: (?P<name>[a-z][a-z0-9_]*))?")
_COUNT_KEY = re.compile(r"at least (?P<minimum>\S+) (?P<counted>[a-z][a-z0-9_]*)")
_LITERAL = re.compile(r"[-+]?[0-9][0-9a-fA-FxX._-]*")  # a number or a date
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


class ItemReader:
    """Reads items; keeps the names of the law at hand and collects what is wrong."""

    def __init__(self, signatures: Signatures, findings: Findings) -> None:
        self.signatures = signatures
        self.findings = findings

    def text(self, node: Node | None) -> str:
        """The text of a scalar; nothing, and a fault, for anything else."""
        if isinstance(node, Scalar) and node.text:
            return node.text
        if node is not None:
            self.findings.add("R212", node.at)
        return ""

    def listed(self, node: Node | None) -> tuple[Node, ...]:
        """What a list holds; nothing, and a fault, for anything else."""
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.findings.add("R213", node.at)
        return ()

    def items(self, node: Node | None) -> tuple[Item, ...]:
        """The items of a list; what cannot be read is left out and reported."""
        return tuple(filter(None, (self._item(item) for item in self.listed(node))))

    def _item(self, node: Node) -> Item | None:
        if not isinstance(node, Mapping) or not node.pairs:
            self.findings.add("R214", node.at)
            return None
        under = self._under(node.get("under"))
        contents = [(key, value) for key, value in node if key.text != "under"]
        if not contents:
            self.findings.add("R214", node.at)
            return None
        if len(contents) != 1:
            self.findings.add("R215", node.at, keys=", ".join(key.text for key, _ in contents))
            return None
        key, value = contents[0]
        if key.text == "any":
            return AnyItem(items=self.items(value), under=under, at=key.at)
        if key.text == "all":
            return AllItem(items=self.items(value), under=under, at=key.at)
        if count := _COUNT_KEY.fullmatch(key.text):
            minimum, counted = count["minimum"], count["counted"]
            self._minimum(minimum, key.at)
            return CountItem(minimum=minimum, counted=counted, items=self.items(value), under=under, at=key.at)
        return self._pattern(key, value, under)

    def _minimum(self, text: str, at: Location) -> None:
        if _WHOLE_NUMBER.fullmatch(text):
            if int(text) < 1:
                self.findings.add("R216", at, given=text)
        else:
            self.threshold(text, "number", at)

    def threshold(self, name: str, kind: str, at: Location) -> None:
        """A threshold of that name, all of whose values are numbers, or dates."""
        threshold = self.signatures.thresholds.get(name)
        if threshold is None:
            self.findings.add("R217", at, given=name, known=self.signatures.thresholds)
        elif any(isinstance(value.value, int) != (kind == "number") for value in threshold.values):
            self.findings.add("R229", at, field=kind, other=name)

    def _under(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self.findings.add("R218", node.at)
            return {}
        return self.choices(node)

    def choices(self, node: Mapping) -> dict[str, str]:
        """Readings and their choices, without those that are not there."""
        chosen: dict[str, str] = {}
        for key, value in node:
            choice = self.text(value)
            reading = self.signatures.readings.get(key.text)
            if reading is None:
                self.findings.add("R219", key.at, given=key.text, known=self.signatures.readings)
            elif choice not in reading.choices:
                self.findings.add("R220", value.at, given=choice, known=reading.choices, reading=key.text)
            else:
                chosen[key.text] = choice
        return chosen

    def _pattern(self, key: Scalar, value: Node, under: dict[str, str]) -> Item | None:
        parts = _PATTERN_KEY.fullmatch(key.text)
        if parts is None:
            self.findings.add("R221", key.at, given=key.text, known=self.signatures.templates)
            return None
        template, name = parts["template"], parts["name"]
        fields = self.signatures.templates.get(template)
        if fields is None:
            self.findings.add("R222", key.at, given=template, known=self.signatures.templates)
            return None
        pattern = PatternItem(
            template=template, name=name, conditions=self._conditions(template, fields, value), under=under, at=key.at
        )
        return NoItem(pattern=pattern, under=under, at=key.at) if parts["no"] else pattern

    def _conditions(self, template: str, fields: dict[str, Field], node: Node) -> tuple[Condition | LinkCondition, ...]:
        if not isinstance(node, Mapping):
            self.findings.add("R223", node.at, template=template)
            return ()
        found: list[Condition | LinkCondition] = []
        for key, value in node:
            field = fields.get(key.text)
            if field is None:
                self.findings.add("R203", key.at, given=key.text, known=fields, template=template)
            elif field.type == "text":
                self.findings.add("R224", key.at, field=key.text)
            elif field.is_link:
                found.extend(self._link(key, value))
            elif isinstance(value, Mapping):
                found.extend(self._comparisons(key, field, fields, value))
            else:
                found.extend(self._values(key, field, value))
        return tuple(found)

    def _link(self, key: Scalar, value: Node) -> list[LinkCondition]:
        name = self.text(value)
        if name and not NAME.fullmatch(name):
            self.findings.add("R225", value.at, given=name, field=key.text)
            return []
        return [LinkCondition(field=key.text, name=name, at=key.at)]

    def _values(self, key: Scalar, field: Field, value: Node) -> list[Condition]:
        if field.type in ("date", "number"):
            self.findings.add("R226", value.at, field=key.text)
            return []
        nodes = value.items if isinstance(value, Sequence) else (value,)
        values = tuple(self.admitted(field, self.text(node), node.at, key.text) for node in nodes)
        return [Condition(field=key.text, operator="is", values=values, at=key.at)]

    def admitted(self, field: Field, text: str, at: Location, name: str) -> str:
        """The value as the field types it; the text itself, and a fault, where the field does not admit it."""
        value = typed_choice(field, text)
        if value is None:
            known = field.admitted()
            self.findings.add("R227", at, given=text, known=known, field=name, admitted=", ".join(known))
        return text if value is None else value

    def _comparisons(self, key: Scalar, field: Field, fields: dict[str, Field], node: Mapping) -> list[Condition]:
        operators = {"date": DATE_OPERATORS, "number": NUMBER_OPERATORS}.get(field.type, ())
        found = []
        for operator, value in node:
            other = self.text(value)
            compared = fields.get(other)
            if operator.text not in operators:
                self.findings.add("R228", operator.at, given=operator.text, known=operators, field=key.text)
            elif compared is not None and compared.type != field.type:
                self.findings.add("R229", value.at, field=key.text, other=other)
            elif compared is None and other not in self.signatures.thresholds:
                known = [*self.signatures.thresholds, *(n for n, f in fields.items() if f.type == field.type)]
                code = "R226" if _LITERAL.fullmatch(other) else "R230"
                self.findings.add(code, value.at, given=other, known=known, field=key.text)
            else:
                if compared is None:
                    self.threshold(other, field.type, value.at)
                found.append(Condition(field=key.text, operator=cast(Operator, operator.text), other=other, at=key.at))
        return found
