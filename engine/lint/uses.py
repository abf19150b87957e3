"""What rules use: fields, conclusions, readings and thresholds, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.errors import Location
from engine.model.rule import Condition, PatternItem, Rule
from engine.model.rulebook import Law
from engine.resolve.alternatives import readings_of
from engine.resolve.names import fields_of, names_in
from engine.resolve.thresholds import thresholds_of


@dataclass(slots=True)
class Uses:
    """Names used; a field stands with its template."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)
    thresholds: set[str] = field(default_factory=set)


def line_of(rule: Rule, at: Location) -> str:
    """The line of a rule at that place, without its dash: what an item is called wherever the rule comes to stand."""
    lines, number = rule.text.split("\n"), at.line - rule.at.line
    return lines[number].strip().removeprefix("- ") if 0 <= number < len(lines) else str(number)


def uses(rules: Iterable[Rule], law: Law) -> Uses:
    """What those rules use between them."""
    used = Uses()
    for rule in rules:
        used.readings.update(readings_of(rule))
        used.choices.update(choice for item in rule.items() for choice in item.under.items())
        used.thresholds.update(thresholds_of(rule, law))
        for pattern in rule.patterns():
            _pattern(pattern, law, used)
        names = names_in(rule, law)
        for conclusion in rule.then:
            for carried in conclusion.carries:
                used.fields.update((names.get(carried.of, ""), name) for name in carried.fields)
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
