"""Which thresholds a rule names: in comparisons, in counts and in carried dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.model.rule import AllItem, AnyItem, Condition, CountItem, Item, NoItem, PatternItem, Rule
from engine.model.rulebook import Law
from engine.resolve.names import fields_of


def thresholds_of(rule: Rule, law: Law) -> set[str]:
    """Every threshold that the rule names."""
    carried = {date.working_days for item in rule.then for date in item.carries}
    named = {*_named((*rule.when, *rule.unless), law), *carried}
    return {name for name in named if not name.isdigit()}


def _named(items: Iterable[Item], law: Law) -> Iterator[str]:
    for item in items:
        match item:
            case PatternItem():
                own = fields_of(item.template, law)
                for condition in item.conditions:
                    if isinstance(condition, Condition) and condition.other is not None and condition.other not in own:
                        yield condition.other
            case NoItem():
                yield from _named((item.pattern,), law)
            case CountItem():
                yield item.minimum
                yield from _named(item.items, law)
            case AnyItem() | AllItem():
                yield from _named(item.items, law)
