"""Which fields of a case the rules in force read, under whatever reading."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.rule import Condition, Rule
from engine.model.rulebook import Law
from engine.resolve.names import fields_of, names_in

Read = dict[str, set[str]]


def fields_read(rules: Iterable[Rule], law: Law) -> Read:
    """Template to the fields of its entries that those rules read, with what links lead to and names are shown by."""
    read: Read = {}
    for rule in rules:
        _read_by(rule, law, read)
    _implied(law, read)
    _linked(law, read)
    templates = law.vocabulary.templates
    for template in read:
        shown = {templates[template].shown_by} - {None}
        read[template].update(name for name in shown if name)
        read[template].update(_required(template, law, read[template]))
    return read


def _read_by(rule: Rule, law: Law, read: Read) -> None:
    for pattern in rule.patterns():
        declared = fields_of(pattern.template, law)
        fields = {condition.field for condition in pattern.conditions}
        fields |= {c.other for c in pattern.conditions if isinstance(c, Condition) and c.other in declared}
        if pattern.template in law.vocabulary.templates:
            read.setdefault(pattern.template, set()).update(fields)
    names = names_in(rule, law)
    for conclusion in rule.then:
        for carried in conclusion.carries:
            read.setdefault(names[carried.of], set()).update(carried.fields)


def _implied(law: Law, read: Read) -> None:
    """What implies entries of a template that is read is asked for too."""
    for name, template in law.vocabulary.templates.items():
        for source, links in template.one_per.items() if name in read else ():
            read[name].update(links)
            read.setdefault(source, set()).update(links)


def _linked(law: Law, read: Read) -> None:
    """Where a link is read, the entries it can lead to are there."""
    for name in list(read):
        declared = law.vocabulary.templates[name].fields
        for field in list(read[name]):
            if (target := declared[field].to) is not None:
                read.setdefault(target, set())


def _required(template: str, law: Law, fields: set[str]) -> set[str]:
    """The fields that rows of a catalogue require of the entry that names them."""
    declared = law.vocabulary.templates[template].fields
    catalogues = (law.vocabulary.catalogues.get(declared[field].to or "") for field in fields)
    rows = (row for catalogue in catalogues if catalogue for row in catalogue.active().values())
    return {name for row in rows for name in row.requires if name in declared}
