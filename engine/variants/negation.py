"""A rule with one condition negated: what it would conclude where exactly that condition is otherwise."""

from __future__ import annotations

from engine.model.rule import AllItem, Condition, LinkCondition, NoItem, Operator, PatternItem, Rule
from engine.model.rulebook import Law
from engine.model.vocabulary import Field
from engine.resolve.names import fields_of
from engine.variants.names import any_of, fresh_name, names_of, used_elsewhere
from engine.variants.parts import Part, with_condition, with_item

OPPOSITE: dict[Operator, Operator] = {
    "before": "on_or_after",
    "on_or_after": "before",
    "after": "on_or_before",
    "on_or_before": "after",
    "below": "at_least",
    "at_least": "below",
    "above": "at_most",
    "at_most": "above",
}


def others(condition: Condition, field: Field) -> tuple[str, ...]:
    """The admitted values that the condition does not name."""
    return tuple(value for value in field.admitted() if value not in condition.values)


def negated_item(rule: Rule, part: Part, law: Law) -> Rule | None:
    """The rule where the pattern of that item is not met, or, for a ``no``, is; None where there is no pattern."""
    pattern = part.pattern
    if pattern is None:
        return None
    if isinstance(part.item, NoItem):
        return with_item(rule, part.path, pattern.model_copy(update={"under": part.item.under}))
    names = names_of(pattern, law)
    kept = any_of(names, set(names) & used_elsewhere(rule, part), law, pattern.at)
    absent = NoItem(pattern=pattern.model_copy(update={"under": {}}), at=pattern.at)
    return with_item(rule, part.path, AllItem(items=(*kept, absent), under=pattern.under, at=pattern.at))


def negated_condition(rule: Rule, part: Part, number: int, law: Law) -> Rule | None:
    """The rule where that condition of the item's pattern is not met and all else is; None where no rule can say so."""
    pattern = part.pattern
    if pattern is None:
        return None
    condition = pattern.conditions[number]
    if isinstance(condition, LinkCondition):
        return None if isinstance(part.item, NoItem) else _unlinked(rule, part, pattern, condition, law)
    if condition.operator == "is":
        left = others(condition, fields_of(pattern.template, law)[condition.field])
        changed = condition.model_copy(update={"values": left}) if left else None
    else:
        changed = condition.model_copy(update={"operator": OPPOSITE[condition.operator]})
    return with_item(rule, part.path, with_condition(part, number, changed)) if changed else None


def _unlinked(rule: Rule, part: Part, pattern: PatternItem, link: LinkCondition, law: Law) -> Rule:
    """The rule where the entry does not link there: it has no such link, or one to something else."""
    name = pattern.name or fresh_name(rule)
    rest = tuple(c for c in pattern.conditions if c != link)
    entry = pattern.model_copy(update={"name": name, "under": {}, "conditions": rest})
    absent = PatternItem(template=pattern.template, name=name, conditions=(link,), at=link.at)
    lost = set(names_of(pattern, law)) & {link.name} & used_elsewhere(rule, part)
    kept = any_of(names_of(pattern, law), lost, law, link.at)
    return with_item(
        rule,
        part.path,
        AllItem(items=(entry, *kept, NoItem(pattern=absent, at=link.at)), under=pattern.under, at=pattern.at),
    )
