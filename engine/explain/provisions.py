"""Which provisions a rule, or one derivation of it, encodes."""

from __future__ import annotations

from engine.evaluation import Derivation
from engine.model.rule import Condition, PatternItem, Rule
from engine.model.rulebook import Law
from engine.model.values import written


def provision_of(derivation: Derivation, rule: Rule, law: Law) -> tuple[str, ...]:
    """The provisions of one derivation: the rule's own, or the one that the catalogue row it names gives."""
    if rule.provision_of is None:
        return rule.provision
    name, field = rule.provision_of
    for catalogue in law.vocabulary.catalogues.values():
        row = catalogue.rows.get(derivation.binding[name])
        if row and field in row.values:
            return (written(row.values[field]),)
    return ()


def nominal_provisions(rule: Rule, law: Law) -> list[str]:
    """The provisions a rule may encode: its own, or those of every catalogue row it can name."""
    if rule.provision_of is None:
        return list(rule.provision)
    name, field = rule.provision_of
    patterns = [item for item in rule.when if isinstance(item, PatternItem) and item.name == name]
    found: list[str] = []
    for pattern in patterns[:1]:
        wanted = {c.field: c.values for c in pattern.conditions if isinstance(c, Condition) and c.operator == "is"}
        catalogue = law.vocabulary.catalogues.get(pattern.template)
        for row in catalogue.active().values() if catalogue else ():
            if field in row.values and all(row.values.get(f) in values for f, values in wanted.items()):
                found.append(written(row.values[field]))
    return sorted(set(found))
