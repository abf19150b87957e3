"""From a file to a case (codes C40x to C42x): strict, everything reported, nothing guessed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from engine.errors import CaseError, Findings
from engine.model.base import iso_date
from engine.model.case import FORMAT, Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Value
from engine.model.vocabulary import Catalogue, Field, Vocabulary
from engine.reading.records import plain
from engine.reading.values import ENTRY_ID, UNKNOWN, read_value
from engine.reading.yaml import Mapping, Node, Scalar, Sequence, parse, read_tree, tree_of

HEAD = ("format", "id", "title", "as_of")
_FACT_KEYS = ("value", "claims", "evidence", "because", "by")


def read_case(path: Path, law: Law) -> Case:
    """The case in that file; CaseError with every fault otherwise."""
    findings = Findings()
    return _checked(read_tree(path, path.as_posix(), findings), law, findings)


def case_of(raw: bytes, path: Path, law: Law) -> Case:
    """The case in what that file holds, or would hold; CaseError with every fault otherwise."""
    findings = Findings()
    return _checked(tree_of(raw, path, path.as_posix(), findings), law, findings)


def case_from_text(text: str, law: Law, shown: str = "case") -> Case:
    """The case written in that YAML text; CaseError with every fault otherwise."""
    findings = Findings()
    return _checked(parse(text, shown, findings), law, findings)


def _checked(tree: Node | None, law: Law, findings: Findings) -> Case:
    case = _CaseReader(law, findings).case(tree) if tree is not None else None
    findings.raise_if_any(CaseError)
    if case is None:
        raise AssertionError("a case that cannot be read has problems")
    return case


class _CaseReader:
    """Reads one case file against the vocabulary of the law."""

    def __init__(self, law: Law, findings: Findings) -> None:
        self.vocabulary = law.vocabulary
        self.findings = findings

    def case(self, tree: Node) -> Case | None:
        if not isinstance(tree, Mapping):
            self.findings.add("C401", tree.at)
            return None
        head = {key: self._head(tree, key) for key in HEAD}
        for required in ("format", "id"):
            if tree.get(required) is None:
                self.findings.add("C402", tree.at, key=required)
        if head["format"] and head["format"].text != FORMAT:
            self.findings.add("C403", head["format"].at, given=head["format"].text, known=[FORMAT])
        as_of = None
        if head["as_of"]:
            try:
                as_of = iso_date(head["as_of"].text)
            except ValueError:
                self.findings.add("C423", head["as_of"].at, given=head["as_of"].text, field="as_of")
        sections = self.vocabulary.sections()
        entries: dict[str, dict[str, Entry]] = {}
        for key, node in tree:
            if key.text in sections:
                entries[sections[key.text]] = self._section(sections[key.text], key.text, node)
            elif key.text not in HEAD:
                self.findings.add("C404", key.at, given=key.text, known=[*sections, *HEAD])
        check_links(entries, self.vocabulary, self.findings)
        return Case(
            id=head["id"].text if head["id"] else "",
            title=head["title"].text if head["title"] else None,
            as_of=as_of,
            entries=entries,
            digest=_digest(tree),
            at=tree.at,
        )

    def _head(self, tree: Mapping, key: str) -> Scalar | None:
        node = tree.get(key)
        if node is None or (isinstance(node, Scalar) and (node.text or key == "title")):
            return node
        self.findings.add("C405", node.at, key=key)
        return None

    def _section(self, template: str, section: str, node: Node) -> dict[str, Entry]:
        if isinstance(node, Scalar) and not node.text:
            return {}
        if not isinstance(node, Mapping):
            self.findings.add("C406", node.at, section=section)
            return {}
        found: dict[str, Entry] = {}
        for key, value in node:
            if not ENTRY_ID.fullmatch(key.text):
                self.findings.add("C407", key.at, given=key.text, section=section)
            facts = self._entry(template, f"{section}.{key.text}", value)
            found[key.text] = Entry(id=key.text, facts=facts, at=key.at)
        return found

    def _entry(self, template: str, place: str, node: Node) -> dict[str, Fact]:
        if isinstance(node, Scalar) and not node.text:
            return {}
        if not isinstance(node, Mapping):
            self.findings.add("C408", node.at, place=place)
            return {}
        fields = self.vocabulary.templates[template].fields
        facts: dict[str, Fact] = {}
        for key, value in node:
            if key.text not in fields:
                self.findings.add("C409", key.at, given=key.text, known=fields, template=template)
            elif (fact := self._fact(fields[key.text], key.text, value)) is not None:
                facts[key.text] = fact
        return facts

    def _fact(self, field: Field, name: str, node: Node) -> Fact | None:
        if isinstance(node, Scalar):
            value = read_value(field, name, node, self.findings)
            return None if value is None else Fact(value=value, at=node.at)
        if not isinstance(node, Mapping):
            self.findings.add("C410", node.at, field=name)
            return None
        for key, _ in node:
            if key.text not in _FACT_KEYS:
                self.findings.add("C411", key.at, given=key.text, known=_FACT_KEYS)
        written, claims = node.get("value"), node.get("claims")
        if written is None and claims is None:
            self.findings.add("C412", node.at, field=name)
            return None
        value = None
        if isinstance(written, Scalar):
            value = read_value(field, name, written, self.findings)
        elif written is not None:
            self.findings.add("C410", written.at, field=name)
        return Fact(
            value=value,
            claims=self._claims(field, name, claims),
            evidence=self._texts(node.get("evidence")),
            because=self._text(node.get("because")),
            by=self._text(node.get("by")),
            at=node.at,
        )

    def _claims(self, field: Field, name: str, node: Node | None) -> dict[str, Value]:
        if node is None:
            return {}
        if not isinstance(node, Mapping) or not node.pairs:
            self.findings.add("C413", node.at, field=name)
            return {}
        claims: dict[str, Value] = {}
        for party, value in node:
            if not isinstance(value, Scalar):
                self.findings.add("C410", value.at, field=name)
            elif (claimed := read_value(field, name, value, self.findings)) is not None:
                claims[party.text] = claimed
        return claims

    def _text(self, node: Node | None) -> str | None:
        if node is None or isinstance(node, Scalar):
            return node.text if node else None
        self.findings.add("C414", node.at)
        return None

    def _texts(self, node: Node | None) -> tuple[str, ...]:
        nodes = node.items if isinstance(node, Sequence) else (node,) if node else ()
        return tuple(text for item in nodes if (text := self._text(item)) is not None)


def check_links(entries: dict[str, dict[str, Entry]], vocabulary: Vocabulary, findings: Findings) -> None:
    """Every link names an entry that is there (C415) or a catalogue row that may be used (C416 to C418)."""
    for template, found in entries.items():
        declared = vocabulary.templates[template]
        for entry in found.values():
            for name, fact in entry.facts.items():
                target = declared.fields[name].to
                values = {v for v in (fact.value, *fact.claims.values()) if isinstance(v, str)} if target else set()
                for value in sorted(values):
                    if target in vocabulary.catalogues:
                        _check_row(vocabulary.catalogues[target], value, entry, fact, findings)
                    elif target is not None and value not in entries.get(target, {}):
                        known, section = entries.get(target, {}), vocabulary.section_of(target)
                        findings.add("C415", fact.at, given=value, known=known, field=name, section=section)


def _check_row(catalogue: Catalogue, code: str, entry: Entry, fact: Fact, findings: Findings) -> None:
    row = catalogue.rows.get(code)
    if row is None:
        findings.add("C416", fact.at, given=code, known=catalogue.active(), template=catalogue.template)
    elif row.inactive is not None:
        why = {"why_vi": row.inactive.vi, "why_en": row.inactive.en}
        findings.add("C417", fact.at, code=code, instead=row.instead or "", **why)
    else:
        for needed in row.requires:
            if not is_filled_in(entry, needed):
                findings.add("C418", fact.at, code=code, field=needed)


def is_filled_in(entry: Entry, name: str) -> bool:
    """Whether the entry says something in that field of words, as a catalogue's row may require."""
    given = entry.facts.get(name)
    text = given.value.strip() if given and isinstance(given.value, str) else ""
    return bool(text) and text.lower() not in UNKNOWN


def _digest(tree: Mapping) -> str:
    """A digest of what the file says, whatever the order of its sections, entries and fields."""
    canonical = json.dumps(plain(tree), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
