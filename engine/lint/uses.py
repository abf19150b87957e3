"""What rules use: fields, conclusions, readings and thresholds, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.errors import Findings, Location
from engine.model.rule import AllItem, AnyItem, Condition, CountItem, Item, NoItem, PatternItem, Rule
from engine.model.rulebook import Law
from engine.resolve.names import bound_by, fields_of


@dataclass(slots=True)
class Uses:
    """Names used; a field stands with its template."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)
    thresholds: set[str] = field(default_factory=set)


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """The items and everything in them."""
    for item in items:
        yield item
        if isinstance(item, (AnyItem, AllItem, CountItem)):
            yield from every_item(item.items)
        elif isinstance(item, NoItem):
            yield item.pattern


def line_of(rule: Rule, at: Location) -> str:
    """The line of a rule at that place, without its dash: what an item is called wherever the rule comes to stand."""
    lines, number = rule.text.split("\n"), at.line - rule.at.line
    return lines[number].strip().removeprefix("- ") if 0 <= number < len(lines) else str(number)


def patterns(rule: Rule) -> list[PatternItem]:
    """Every pattern of a rule, wherever it stands."""
    return [item for item in every_item((*rule.when, *rule.unless)) if isinstance(item, PatternItem)]


def uses(rules: Iterable[Rule], law: Law) -> Uses:
    """What those rules use between them."""
    used = Uses()
    for rule in rules:
        for item in every_item((*rule.when, *rule.unless)):
            used.readings.update(item.under)
            used.choices.update(item.under.items())
            if isinstance(item, CountItem) and not item.minimum.isdecimal():
                used.thresholds.add(item.minimum)
        for pattern in patterns(rule):
            _pattern(pattern, law, used)
        names = bound_by(patterns(rule), law, Findings())
        for conclusion in rule.then:
            for carried in conclusion.carries:
                used.fields.update((names.get(carried.of, ""), name) for name in carried.fields)
                used.thresholds.update({carried.working_days} if not carried.working_days.isdecimal() else ())
        if rule.provision_of:
            used.fields.add((names.get(rule.provision_of[0], ""), rule.provision_of[1]))
    return used


def _pattern(pattern: PatternItem, law: Law, used: Uses) -> None:
    used.templates.add(pattern.template)
    for condition in pattern.conditions:
        used.fields.add((pattern.template, condition.field))
        other = condition.other if isinstance(condition, Condition) else None
        if other in fields_of(pattern.template, law):
            used.fields.add((pattern.template, str(other)))
        elif other is not None:
            used.thresholds.add(other)
