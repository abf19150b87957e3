"""Which names the parts of a rule use, and patterns that keep a name bound when what bound it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.errors import Location
from engine.model.rule import CountItem, LinkCondition, PatternItem, Rule
from engine.model.rulebook import Law
from engine.resolve.names import Names, fields_of
from engine.variants.parts import Part, parts


def names_of(pattern: PatternItem, law: Law) -> Names:
    """The names of a pattern with the template each stands for."""
    fields = fields_of(pattern.template, law)
    linked = {c.name: fields[c.field].to or "" for c in pattern.conditions if isinstance(c, LinkCondition)}
    return ({pattern.name: pattern.template} if pattern.name else {}) | linked


def used_elsewhere(rule: Rule, part: Part) -> set[str]:
    """Every name that the rule uses outside the part."""
    used = {name for item in rule.then for name in (*item.names.values(), *(c.of for c in item.carries))}
    if rule.provision_of:
        used.add(rule.provision_of[0])
    for other in parts(rule):
        if other.path[: len(part.path)] != part.path:
            used.update(_names(other))
    return used


def _names(part: Part) -> Iterator[str]:
    if isinstance(part.item, CountItem):
        yield part.item.counted
    if part.pattern:
        yield from [part.pattern.name] if part.pattern.name else []
        yield from (c.name for c in part.pattern.conditions if isinstance(c, LinkCondition))


def any_of(names: Names, wanted: Iterable[str], law: Law, at: Location) -> list[PatternItem]:
    """A pattern that any entry meets for each wanted name of an entry of the case or of a catalogue."""
    return [
        PatternItem(template=names[name], name=name, at=at)
        for name in sorted(wanted)
        if names.get(name) in law.vocabulary.templates
    ]


def fresh_name(rule: Rule) -> str:
    """A name that the rule does not use."""
    used = {name for part in parts(rule) for name in _names(part)}
    return next(name for number in range(1, len(used) + 2) if (name := f"x{number}") not in used)
