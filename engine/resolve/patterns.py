"""Pattern items to patterns: those that name one entry merged, values typed, thresholds as of the day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from engine.errors import Findings
from engine.model.rule import Condition, PatternItem
from engine.model.rulebook import Law
from engine.program import Operand, Pattern, Shape, Step, Test
from engine.resolve.names import fields_of


def merged(items: Iterable[PatternItem]) -> list[list[PatternItem]]:
    """The items grouped so that those naming one entry are together, at the place of the first."""
    groups: list[list[PatternItem]] = []
    by_name: dict[str, list[PatternItem]] = {}
    for item in items:
        if item.name in by_name:
            by_name[item.name].append(item)
        else:
            groups.append([item])
            if item.name:
                by_name[item.name] = groups[-1]
    return groups


def pattern_of(items: list[PatternItem], law: Law, as_of: datetime.date, findings: Findings) -> Pattern:
    """The one pattern that those items, all of one entry, make together."""
    tests: list[Test] = []
    links: list[tuple[str, str]] = []
    steps: list[Step] = []
    for item in items:
        steps.append(Step(None, item.name, item.at))
        for condition in item.conditions:
            if isinstance(condition, Condition):
                made = test_of(condition, item.template, law, as_of, findings)
                tests.append(made)
                steps.append(Step(made, None, condition.at))
            else:
                links.append((condition.field, condition.name))
                steps.append(Step(condition.field, condition.name, condition.at))
    links = sorted(dict.fromkeys(links))
    unique = tuple(sorted(dict.fromkeys(tests), key=repr))
    shape = Shape(items[0].template, tuple(field for field, _ in links), unique)
    return Pattern(shape, items[0].name, tuple(name for _, name in links), tuple(steps))


def test_of(condition: Condition, template: str, law: Law, as_of: datetime.date, findings: Findings) -> Test:
    """The condition with its threshold, if it names one, as of that day (S308 if it has no value then)."""
    if condition.other is None:
        return Test(condition.field, condition.operator, tuple(sorted(set(condition.values))))
    if condition.other in fields_of(template, law):
        return Test(condition.field, condition.operator, other=condition.other)
    operand = threshold(condition.other, law, as_of)
    if operand is None:
        findings.add("S308", condition.at, threshold=condition.other, day=str(as_of))
        operand = Decimal(0)
    return Test(condition.field, condition.operator, (operand,))


def threshold(name: str, law: Law, as_of: datetime.date) -> Operand | None:
    """The value of a threshold on that day, or None."""
    named = law.thresholds().get(name)
    value = named.on(as_of) if named else None
    return Decimal(value) if isinstance(value, int) else value
