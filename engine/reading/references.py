"""What rulebooks name in their texts, in each other and in themselves is there (codes R249 to R255, R275)."""

from __future__ import annotations

from collections.abc import Collection

from engine.errors import Findings
from engine.model.property import Property
from engine.model.rule import Rule
from engine.model.rulebook import Rulebook
from engine.reading.source import folded


def check_references(rulebooks: dict[str, Rulebook], findings: Findings) -> None:
    """Rule ids and the names of readings and thresholds are unique over the law; what is named elsewhere exists."""
    rules: dict[str, Rule] = {}
    for book in rulebooks.values():
        for rule in book.rules.values():
            if rule.id in rules:
                findings.add("R249", rule.at, rule=rule.id, other=str(rules[rule.id].at))
            rules[rule.id] = rule
            for provision in rule.provision:
                if provision not in book.source:
                    findings.add("R251", rule.at, given=provision, known=book.source)
            _check_quote(rule, book, findings)
    _check_properties(rulebooks, findings)
    for rule in rules.values():
        used = _used(rule.rulebook, rulebooks)
        known = [other.id for other in rules.values() if other.rulebook in used]
        for other in (*rule.overrides, *rule.replaces):
            if other not in known:
                findings.add("R252", rule.at, given=other, known=known)
    seen: dict[str, str] = {}
    for book in rulebooks.values():
        _check_manifest(book, rules, seen, findings)


def _check_properties(rulebooks: dict[str, Rulebook], findings: Findings) -> None:
    """Ids of properties are unique over the law; the provisions they name are in the text."""
    properties: dict[str, Property] = {}
    for book in rulebooks.values():
        for one in book.properties.values():
            if one.id in properties:
                findings.add("R275", one.at, property=one.id, other=str(properties[one.id].at))
            properties[one.id] = one
            for provision in one.provision:
                if provision not in book.source:
                    findings.add("R251", one.at, given=provision, known=book.source)


def _used(book: str, rulebooks: dict[str, Rulebook]) -> set[str]:
    """A rulebook and those it builds on, at whatever remove."""
    return {book}.union(*(_used(used, rulebooks) for used in rulebooks[book].manifest.uses))


def _check_quote(rule: Rule, book: Rulebook, findings: Findings) -> None:
    """The words stand under a provision of the rule; where a catalogue row gives it, anywhere in the text."""
    provisions = book.source if rule.provision_of else [p for p in rule.provision if p in book.source]
    if rule.quote and provisions and not any(folded(rule.quote) in folded(book.source[p]) for p in provisions):
        findings.add("R253", rule.at, rule=rule.id, provision=", ".join(rule.provision) or book.id)


def _check_manifest(book: Rulebook, rules: Collection[str], seen: dict[str, str], findings: Findings) -> None:
    """What the manifest and the coverage table name; ``seen`` are the readings and thresholds of the books before."""
    at, manifest = book.at, book.manifest
    named: list[tuple[str, str, Collection[str]]] = [
        *(("readings", reading.provision, book.source) for reading in manifest.readings.values()),
        *(("to_check", rule, rules) for check in manifest.to_check for rule in check.rules),
        *(("coverage", provision, book.source) for provision in book.coverage),
    ]
    for where, given, known in named:
        if given not in known:
            findings.add("R254", at, given=given, known=known, where=where)
    for name in (*manifest.readings, *manifest.thresholds):
        if name in seen:
            findings.add("R255", at, name=name, other=seen[name])
        seen[name] = book.id
