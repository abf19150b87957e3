"""From a tree to rules: the grammar of items, conditions and conclusions (codes R21x)."""

from __future__ import annotations

import re
from typing import cast

from engine.errors import Findings, Location
from engine.model.base import Validity, Words
from engine.model.rule import (
    DATE_OPERATORS,
    NUMBER_OPERATORS,
    AllItem,
    AnyItem,
    CarriedDate,
    ConclusionItem,
    Condition,
    CountItem,
    Item,
    LinkCondition,
    NoItem,
    Operator,
    PatternItem,
    Rule,
)
from engine.model.vocabulary import Field
from engine.reading.records import read_record
from engine.reading.signatures import Signatures
from engine.reading.values import typed_choice
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PATTERN_KEY = re.compile(r"(?P<no>no )?(?P<template>[a-z][a-z0-9_]*)(?: (?P<name>[a-z][a-z0-9_]*))?")
_COUNT_KEY = re.compile(r"at least (?P<minimum>\S+) (?P<counted>[a-z][a-z0-9_]*)")
_LITERAL = re.compile(r"[-+]?[0-9][0-9a-fA-FxX._-]*")  # a number or a date
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
_RULE_KEYS = (
    *("id", "provision", "quote", "pinned", "label", "in_force"),
    *("when", "unless", "then", "overrides", "replaces"),
)


def read_rules(node: Node, rulebook: str, signatures: Signatures, findings: Findings) -> list[Rule]:
    """The rules of one file; what cannot be read is left out and reported."""
    listed = node.get("rules") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(listed, Sequence):
        findings.add("R210", node.at)
        return []
    for key, _ in node:
        if key.text != "rules":
            findings.add("R201", key.at, given=key.text, known=["rules"])
    return [rule for item in listed.items if (rule := _RuleReader(signatures, findings).rule(item, rulebook))]


class _RuleReader:
    """Reads one rule; keeps the vocabulary at hand and collects what is wrong."""

    def __init__(self, signatures: Signatures, findings: Findings) -> None:
        self.signatures = signatures
        self.findings = findings

    def rule(self, node: Node, rulebook: str) -> Rule | None:
        if not isinstance(node, Mapping):
            self.findings.add("R211", node.at)
            return None
        for key, _ in node:
            if key.text not in _RULE_KEYS:
                self.findings.add("R201", key.at, given=key.text, known=_RULE_KEYS)
        missing = [key for key in ("id", "provision", "when", "then") if node.get(key) is None]
        for name in missing:
            self.findings.add("R202", node.at, key=name)
        for name in ("provision", "then"):
            listed = node.get(name)
            if isinstance(listed, Sequence) and not listed.items:
                self.findings.add("R235", listed.at, key=name)
                missing.append(name)
        if missing:
            return None
        provision, provision_of = self._provision(node.get("provision"))
        quote, pinned, label, validity = (node.get(key) for key in ("quote", "pinned", "label", "in_force"))
        return Rule(
            id=self._text(node.get("id")),
            rulebook=rulebook,
            provision=provision,
            provision_of=provision_of,
            quote=self._text(quote) if quote else None,
            pinned=self._text(pinned) if pinned else None,
            label=read_record(Words, label, self.findings) if label else None,
            in_force=(read_record(Validity, validity, self.findings) if validity else None) or Validity(),
            when=self._items(node.get("when")),
            unless=self._items(node.get("unless")),
            then=tuple(filter(None, (self._conclusion(item) for item in self._list(node.get("then"))))),
            overrides=tuple(self._text(item) for item in self._list(node.get("overrides"))),
            replaces=tuple(self._text(item) for item in self._list(node.get("replaces"))),
            at=node.at,
        )

    def _provision(self, node: Node | None) -> tuple[tuple[str, ...], tuple[str, str] | None]:
        if isinstance(node, Sequence):
            return tuple(self._text(item) for item in node.items), None
        text = self._text(node)
        name, _, field = text.partition(".")
        if _NAME.fullmatch(name) and _NAME.fullmatch(field):
            return (), (name, field)
        return (text,), None

    def _text(self, node: Node | None) -> str:
        if isinstance(node, Scalar) and node.text:
            return node.text
        if node is not None:
            self.findings.add("R212", node.at)
        return ""

    def _list(self, node: Node | None) -> tuple[Node, ...]:
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.findings.add("R213", node.at)
        return ()

    def _items(self, node: Node | None) -> tuple[Item, ...]:
        return tuple(filter(None, (self._item(item) for item in self._list(node))))

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
            return AnyItem(items=self._items(value), under=under, at=key.at)
        if key.text == "all":
            return AllItem(items=self._items(value), under=under, at=key.at)
        if count := _COUNT_KEY.fullmatch(key.text):
            minimum, counted = count["minimum"], count["counted"]
            self._minimum(minimum, key.at)
            return CountItem(minimum=minimum, counted=counted, items=self._items(value), under=under, at=key.at)
        return self._pattern(key, value, under)

    def _minimum(self, text: str, at: Location) -> None:
        if _WHOLE_NUMBER.fullmatch(text):
            if int(text) < 1:
                self.findings.add("R216", at, given=text)
        else:
            self._threshold(text, "number", at)

    def _threshold(self, name: str, kind: str, at: Location) -> None:
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
        chosen: dict[str, str] = {}
        for key, value in node:
            choice = self._text(value)
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
        name = self._text(value)
        if name and not _NAME.fullmatch(name):
            self.findings.add("R225", value.at, given=name, field=key.text)
            return []
        return [LinkCondition(field=key.text, name=name, at=key.at)]

    def _values(self, key: Scalar, field: Field, value: Node) -> list[Condition]:
        if field.type in ("date", "number"):
            self.findings.add("R226", value.at, field=key.text)
            return []
        nodes = value.items if isinstance(value, Sequence) else (value,)
        values = tuple(self._admitted(field, self._text(node), node.at, key.text) for node in nodes)
        return [Condition(field=key.text, operator="is", values=values, at=key.at)]

    def _admitted(self, field: Field, text: str, at: Location, name: str) -> str:
        value = typed_choice(field, text)
        if value is None:
            known = field.admitted()
            self.findings.add("R227", at, given=text, known=known, field=name, admitted=", ".join(known))
        return text if value is None else value

    def _comparisons(self, key: Scalar, field: Field, fields: dict[str, Field], node: Mapping) -> list[Condition]:
        operators = {"date": DATE_OPERATORS, "number": NUMBER_OPERATORS}.get(field.type, ())
        found = []
        for operator, value in node:
            other = self._text(value)
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
                    self._threshold(other, field.type, value.at)
                found.append(Condition(field=key.text, operator=cast(Operator, operator.text), other=other, at=key.at))
        return found

    def _conclusion(self, node: Node) -> ConclusionItem | None:
        if not isinstance(node, Mapping) or len(node.pairs) != 1 or not isinstance(node.pairs[0][1], Mapping):
            self.findings.add("R231", node.at)
            return None
        key, body = node.pairs[0]
        declared = self.signatures.conclusions.get(key.text)
        if declared is None or not isinstance(body, Mapping):
            self.findings.add("R232", key.at, given=key.text, known=self.signatures.conclusions)
            return None
        names: dict[str, str] = {}
        constants: dict[str, str] = {}
        carried: list[CarriedDate] = []
        for field_key, value in body:
            field = declared.fields.get(field_key.text)
            if field is None and field_key.text in declared.carries:
                carried.extend(filter(None, [self._carried(field_key, value)]))
            elif field is None:
                self.findings.add(
                    "R203",
                    field_key.at,
                    given=field_key.text,
                    known=[*declared.fields, *declared.carries],
                    template=key.text,
                )
            elif field.is_link:
                names[field_key.text] = self._text(value)
            else:
                constants[field_key.text] = self._admitted(field, self._text(value), value.at, field_key.text)
        for name in declared.fields:
            if name not in names and name not in constants:
                self.findings.add("R233", key.at, code=key.text, argument=name)
        return ConclusionItem(code=key.text, names=names, constants=constants, carries=tuple(carried), at=key.at)

    def _carried(self, key: Scalar, node: Node) -> CarriedDate | None:
        parts = {part: node.get(part) for part in ("working_days", "after", "of")} if isinstance(node, Mapping) else {}
        after, days, entry = parts.get("after"), parts.get("working_days"), parts.get("of")
        fields = after.get("latest") if isinstance(after, Mapping) else after
        if after is None or days is None or entry is None or fields is None:
            self.findings.add("R234", key.at, attribute=key.text)
            return None
        names = tuple(self._text(f) for f in (fields.items if isinstance(fields, Sequence) else (fields,)))
        if not (count := self._text(days)).isascii() or not count.isdecimal():
            self._threshold(count, "number", days.at)
        return CarriedDate(attribute=key.text, working_days=count, fields=names, of=self._text(entry), at=key.at)
