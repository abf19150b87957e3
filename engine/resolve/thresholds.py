"""Which thresholds a rule names: in comparisons, in counts and in carried dates."""

from __future__ import annotations

from engine.model.rule import Condition, CountItem, Rule
from engine.model.rulebook import Law
from engine.resolve.names import fields_of


def thresholds_of(rule: Rule, law: Law) -> set[str]:
    """Every threshold that the rule names."""
    numbers = {carried.working_days for item in rule.then for carried in item.carries}
    numbers |= {item.minimum for item in rule.items() if isinstance(item, CountItem)}
    compared = {
        condition.other
        for pattern in rule.patterns()
        for condition in pattern.conditions
        if isinstance(condition, Condition) and condition.other not in (None, *fields_of(pattern.template, law))
    }
    return {name for name in numbers if not name.isdecimal()} | {name for name in compared if name is not None}
