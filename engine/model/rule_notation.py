"""Items, conditions and conclusions as a rule file writes them, on one line."""

from __future__ import annotations

from engine.model.rule import AllItem, AnyItem, ConclusionItem, Condition, CountItem, Item, LinkCondition, NoItem
from engine.model.rule import PatternItem as Pattern


def written_condition(condition: Condition | LinkCondition) -> str:
    """``service: in_service``, ``group: [cadre, other]``, ``resigned_on: {before: detected_on}`` or ``person: p``."""
    if isinstance(condition, LinkCondition):
        return f"{condition.field}: {condition.name}"
    if condition.other is not None:
        return f"{condition.field}: {{{condition.operator}: {condition.other}}}"
    return f"{condition.field}: {_listed(condition.values)}"


def written_item(item: Item) -> str:
    """The item with everything in it and the readings it depends on."""
    under = f" under: {{{', '.join(f'{r}: {c}' for r, c in item.under.items())}}}" if item.under else ""
    match item:
        case Pattern():
            return _pattern(item) + under
        case NoItem():
            return f"no {_pattern(item.pattern)}{under}"
        case CountItem():
            return f"at least {item.minimum} {item.counted}: {_items(item.items)}{under}"
        case AnyItem():
            return f"any: {_items(item.items)}{under}"
        case AllItem():
            return f"all: {_items(item.items)}{under}"
    raise TypeError(type(item).__name__)


def written_conclusion(item: ConclusionItem) -> str:
    """``relief_ground: {person: p, unit: u, ground: remedy}``, without what it carries."""
    said = [f"{name}: {value}" for name, value in (item.names | item.constants).items()]
    return f"{item.code}: {{{', '.join(said)}}}"


def _pattern(item: Pattern) -> str:
    name = f" {item.name}" if item.name else ""
    return f"{item.template}{name}: {{{', '.join(map(written_condition, item.conditions))}}}"


def _items(items: tuple[Item, ...]) -> str:
    return f"[{'; '.join(map(written_item, items))}]"


def _listed(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"
