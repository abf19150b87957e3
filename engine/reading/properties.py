"""From a tree to the properties of a rulebook (codes R260 to R275)."""

from __future__ import annotations

import re
from collections.abc import Mapping as Names
from pathlib import Path
from typing import cast

from engine.errors import Findings
from engine.model.base import Words
from engine.model.property import ONE_CASE, TWO_CASES, Property, PropertyKind
from engine.model.rule import PatternItem
from engine.model.rulebook import Conclusion, Manifest
from engine.model.vocabulary import Field, Vocabulary
from engine.reading.items import ItemReader
from engine.reading.records import read_record
from engine.reading.rule_text import with_text
from engine.reading.signatures import Signatures
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = ("id", "label", "provision", "readings")
KINDS = (*ONE_CASE, *TWO_CASES)
# What stands beside a kind: a premise, or what the change must not do (at least one of those).
BESIDE = {
    **dict.fromkeys(ONE_CASE, ("when",)),
    "raising": ("never_removes", "never_adds", "never_makes"),
    "changing": ("treats_alike",),
}
KEYS = (*_HEAD, *KINDS, "when", *BESIDE["raising"], *BESIDE["changing"])
RESULTS = "results"
# What gets worse, and better: what must not go and what must not appear, by what it weighs.
TURNS = {"worse": ("benefit", "burden"), "better": ("burden", "benefit")}


def read_properties(
    node: Node, path: Path, manifest: Manifest, vocabulary: Vocabulary, signatures: Signatures, findings: Findings
) -> dict[str, Property]:
    """The properties in that file of a rulebook, by id; what cannot be read is left out and reported."""
    listed = node.get("properties") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(listed, Sequence):
        findings.add("R260", node.at)
        return {}
    for key, _ in node:
        if key.text != "properties":
            findings.add("R201", key.at, given=key.text, known=["properties"])
    reader = _PropertyReader(manifest, vocabulary, signatures, findings)
    read = with_text([one for item in listed.items if (one := reader.property(item))], path)
    found: dict[str, Property] = {}
    for one in read:
        if one.id in found:
            findings.add("R275", one.at, property=one.id, other=str(found[one.id].at))
        found[one.id] = one
    return found


class _PropertyReader(ItemReader):
    """Reads the properties of one rulebook."""

    def __init__(self, manifest: Manifest, vocabulary: Vocabulary, signatures: Signatures, findings: Findings) -> None:
        super().__init__(signatures, findings)
        self.manifest = manifest
        self.entries = {name: t.fields for name, t in vocabulary.templates.items() if t.section is not None}

    def property(self, node: Node) -> Property | None:
        """One property, or None where it does not say what it is."""
        if not isinstance(node, Mapping):
            self.findings.add("R261", node.at)
            return None
        for key, _ in node:
            if key.text not in KEYS:
                self.findings.add("R201", key.at, given=key.text, known=KEYS)
        missing = [name for name in ("id", "label") if node.get(name) is None]
        for name in missing:
            self.findings.add("R202", node.at, key=name)
        kind = self._kind(node)
        label_node = node.get("label")
        label = read_record(Words, label_node, self.findings) if label_node else None
        found = self._content(node, kind, label) if kind and label else None
        return found if found and not missing else None

    def _kind(self, node: Mapping) -> PropertyKind | None:
        """What kind of property it is; None, and a fault, where it is none or several."""
        kinds = [key for key, _ in node if key.text in KINDS]
        if len(kinds) != 1:
            code = "R263" if kinds else "R262"
            self.findings.add(code, kinds[1].at if kinds else node.at, keys=", ".join(key.text for key in kinds))
            return None
        kind = kinds[0].text
        for key, _ in node:
            if key.text in KEYS and key.text not in (*_HEAD, kind, *BESIDE[kind]):
                self.findings.add("R264", key.at, key=key.text, kind=kind, beside=", ".join(BESIDE[kind]))
        if kind in TWO_CASES and all(node.get(key) is None for key in BESIDE[kind]):
            self.findings.add("R265", kinds[0].at, kind=kind, keys=", ".join(BESIDE[kind]))
            return None
        return cast(PropertyKind, kind)

    def _content(self, node: Mapping, kind: PropertyKind, label: Words) -> Property:
        body = node.get(kind)
        one_case = kind in ONE_CASE
        items = self.items(body) if one_case else ()
        if isinstance(body, Sequence) and not body.items:
            self.findings.add("R235", body.at, key=kind)
        elif kind == "exclusive" and (len(items) < 2 or not all(isinstance(item, PatternItem) for item in items)):
            self.findings.add("R266", body.at if body else node.at)
        removes, adds = self._never(node)
        choices = node.get("readings")
        return Property(
            id=self._id(node.get("id")),
            rulebook=self.manifest.id,
            label=label,
            provision=self._provisions(node.get("provision")),
            kind=kind,
            readings=self._readings(choices),
            defaults_only=isinstance(choices, Scalar) and choices.text == "default",
            when=self.items(node.get("when")),
            items=items,
            fields={} if one_case else self._fields(kind, body),
            removes=removes,
            adds=adds,
            alike=self._codes("treats_alike", node.get("treats_alike")),
            at=node.at,
        )

    def _id(self, node: Node | None) -> str:
        text = self.text(node)
        if node is not None and text and not ID.fullmatch(text):
            self.findings.add("R267", node.at, given=text)
        return text

    def _provisions(self, node: Node | None) -> tuple[str, ...]:
        if isinstance(node, Sequence):
            return tuple(self.text(item) for item in node.items)
        return (self.text(node),) if node is not None else ()

    def _readings(self, node: Node | None) -> dict[str, str]:
        if isinstance(node, Mapping):
            return self.choices(node)
        if node is not None and not (isinstance(node, Scalar) and node.text == "default"):
            self.findings.add("R268", node.at)
        return {}

    def _fields(self, kind: str, node: Node | None) -> dict[str, tuple[str, ...]]:
        """The fields that differ between the two cases, by template."""
        if not isinstance(node, Mapping) or not node.pairs:
            self.findings.add("R269", node.at if node else None, kind=kind)
            return {}
        found = {}
        for key, value in node:
            fields = self.entries.get(key.text)
            if fields is None:
                self.findings.add("R270", key.at, given=key.text, known=self.entries)
            elif isinstance(value, Sequence) and not value.items:
                self.findings.add("R235", value.at, key=key.text)
            else:
                found[key.text] = tuple(self._field(kind, key.text, fields, item) for item in self.listed(value))
        return found

    def _field(self, kind: str, template: str, fields: Names[str, Field], node: Node) -> str:
        name = self.text(node)
        field = fields.get(name)
        if field is None:
            self.findings.add("R203", node.at, given=name, known=fields, template=template)
        elif field.type == "text":
            self.findings.add("R224", node.at, field=name)
        elif kind == "raising" and field.type != "yes_no":
            yes_no = [other for other, declared in fields.items() if declared.type == "yes_no"]
            self.findings.add("R271", node.at, given=name, known=yes_no, template=template)
        return name

    def _never(self, node: Mapping) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The conclusions that must not go, and those that must not appear."""
        removes = self._codes("never_removes", node.get("never_removes"))
        adds = self._codes("never_adds", node.get("never_adds"))
        turn = node.get("never_makes")
        if turn is None:
            return removes, adds
        weights = TURNS.get(self.text(turn))
        if weights is None:
            self.findings.add("R272", turn.at, given=self.text(turn))
            return removes, adds
        kept, barred = ([code for code, c in self._results().items() if c.weighs == weight] for weight in weights)
        if not kept and not barred:
            self.findings.add("R274", turn.at, key="never_makes")
        return tuple(dict.fromkeys([*removes, *kept])), tuple(dict.fromkeys([*adds, *barred]))

    def _results(self) -> dict[str, Conclusion]:
        """The conclusions of this rulebook that are no mere steps of the reasoning."""
        return {code: c for code, c in self.manifest.conclusions.items() if not c.internal}

    def _codes(self, key: str, node: Node | None) -> tuple[str, ...]:
        """Codes of conclusions; ``results`` stands for every one that is no mere step of the reasoning."""
        if node is None:
            return ()
        alone = isinstance(node, Scalar) and node.text == RESULTS
        if isinstance(node, Sequence) and not node.items:
            self.findings.add("R235", node.at, key=key)
        codes: list[str] = []
        for item in (node,) if alone else self.listed(node):
            code = self.text(item)
            if code == RESULTS:
                codes.extend(self._results())
            elif code in self.signatures.conclusions:
                codes.append(code)
            elif code:
                self.findings.add("R273", item.at, given=code, known=self.signatures.conclusions)
            if code == RESULTS and not self._results():
                self.findings.add("R274", item.at, key=key)
        return tuple(dict.fromkeys(codes))
