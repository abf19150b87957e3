"""Which names the patterns of a rule bind, to entries of which template."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from engine.errors import Findings
from engine.model.rule import LinkCondition, PatternItem, Rule
from engine.model.rulebook import Law
from engine.model.vocabulary import Field

Names = dict[str, str]


def fields_of(template: str, law: Law) -> dict[str, Field]:
    """The fields of a template of the vocabulary or of a conclusion."""
    declared = law.vocabulary.templates.get(template)
    return declared.fields if declared else law.conclusion(template).fields


def bound_by(patterns: Iterable[PatternItem], law: Law, findings: Findings) -> Names:
    """Every name in those patterns with its template; S301 where one name would be two things."""
    names: Names = {}
    for pattern in patterns:
        uses = [(pattern.name, pattern.template, pattern.at)] if pattern.name else []
        declared = fields_of(pattern.template, law)
        for condition in pattern.conditions:
            if isinstance(condition, LinkCondition):
                uses.append((condition.name, declared[condition.field].to or "", condition.at))
        for name, template, at in uses:
            if names.setdefault(name, template) != template:
                findings.add("S301", at, name=name, template=template, other=names[name])
    return names


def names_in(rule: Rule, law: Law) -> Names:
    """Every name of the rule's patterns with its template; the first where one name would be two things."""
    return bound_by(rule.patterns(), law, Findings())


def apart(names: Names) -> tuple[tuple[str, str], ...]:
    """Pairs of names of one template: two different things."""
    return tuple((a, b) for a, b in combinations(sorted(names), 2) if names[a] == names[b])
