"""From a tree to rules: what a rule is made of, its conditions and conclusions (codes R210 to R235)."""

from __future__ import annotations

from engine.errors import Findings
from engine.model.base import Validity, Words
from engine.model.rule import CarriedDate, ConclusionItem, Rule
from engine.reading.items import NAME, ItemReader
from engine.reading.records import read_record
from engine.reading.signatures import Signatures
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

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


class _RuleReader(ItemReader):
    """Reads one rule."""

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
            id=self.text(node.get("id")),
            rulebook=rulebook,
            provision=provision,
            provision_of=provision_of,
            quote=self.text(quote) if quote else None,
            pinned=self.text(pinned) if pinned else None,
            label=read_record(Words, label, self.findings) if label else None,
            in_force=(read_record(Validity, validity, self.findings) if validity else None) or Validity(),
            when=self.items(node.get("when")),
            unless=self.items(node.get("unless")),
            then=tuple(filter(None, (self._conclusion(item) for item in self.listed(node.get("then"))))),
            overrides=tuple(self.text(item) for item in self.listed(node.get("overrides"))),
            replaces=tuple(self.text(item) for item in self.listed(node.get("replaces"))),
            at=node.at,
        )

    def _provision(self, node: Node | None) -> tuple[tuple[str, ...], tuple[str, str] | None]:
        if isinstance(node, Sequence):
            return tuple(self.text(item) for item in node.items), None
        text = self.text(node)
        name, _, field = text.partition(".")
        if NAME.fullmatch(name) and NAME.fullmatch(field):
            return (), (name, field)
        return (text,), None

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
                names[field_key.text] = self.text(value)
            else:
                constants[field_key.text] = self.admitted(field, self.text(value), value.at, field_key.text)
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
        names = tuple(self.text(f) for f in (fields.items if isinstance(fields, Sequence) else (fields,)))
        if not (count := self.text(days)).isascii() or not count.isdecimal():
            self.threshold(count, "number", days.at)
        return CarriedDate(attribute=key.text, working_days=count, fields=names, of=self.text(entry), at=key.at)
