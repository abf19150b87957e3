"""A rule as its author wrote it: items with their places, before any reading is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field as Option

from engine.errors import Location
from engine.model.base import Model, Validity, Words

Operator = Literal["is", "before", "after", "on_or_before", "on_or_after", "at_least", "above", "at_most", "below"]
DATE_OPERATORS = ("before", "after", "on_or_before", "on_or_after")
NUMBER_OPERATORS = ("at_least", "above", "at_most", "below")


class Condition(Model):
    """A condition on one field: one of ``values``, or compared with another field or a threshold, by name."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()
    other: str | None = None
    at: Location


class LinkCondition(Model):
    """A ref field that must name the entry called ``name``."""

    field: str
    name: str
    at: Location


class Item(Model):
    """Anything that may stand in ``when`` or ``unless``; ``under`` names the readings it depends on."""

    at: Location
    under: dict[str, str] = Option(default_factory=dict)


class PatternItem(Item):
    """There is an entry, or a conclusion, of this template, such that …"""

    template: str
    name: str | None = None
    conditions: tuple[Condition | LinkCondition, ...] = ()


class HoldingItem(Item):
    """Anything that holds other items."""

    items: tuple[Item, ...]


class AnyItem(HoldingItem):
    """At least one of the items."""


class AllItem(HoldingItem):
    """Every one of the items."""


class NoItem(Item):
    """There is no such entry or conclusion."""

    pattern: PatternItem


class CountItem(HoldingItem):
    """At least ``minimum`` (a number or a threshold) different entries called ``counted``, such that …"""

    minimum: str
    counted: str


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """The items and all that they hold, outer ones before those inside them."""
    for item in items:
        yield item
        if isinstance(item, HoldingItem):
            yield from every_item(item.items)


class CarriedDate(Model):
    """A date counted in working days from a date field (the latest known of several) of a named entry."""

    attribute: str
    working_days: str
    fields: tuple[str, ...]
    of: str
    at: Location


class ConclusionItem(Model):
    """What follows: a conclusion with a name for each link and a value for each choice."""

    code: str
    names: dict[str, str]
    constants: dict[str, str]
    carries: tuple[CarriedDate, ...] = ()
    at: Location


class Rule(Model):
    """One provision as a rule: ``replaces`` names its earlier versions, ``text`` is how its author wrote it.

    ``pinned`` is the digest of the provision's text that its author had before them.
    """

    id: str
    rulebook: str
    provision: tuple[str, ...] = ()
    provision_of: tuple[str, str] | None = None
    quote: str | None = None
    pinned: str | None = None
    label: Words | None = None
    in_force: Validity = Validity()
    when: tuple[Item, ...]
    unless: tuple[Item, ...] = ()
    then: tuple[ConclusionItem, ...]
    overrides: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    text: str = ""
    at: Location

    def items(self) -> Iterator[Item]:
        """Every item of the rule, wherever it stands."""
        return every_item((*self.when, *self.unless))

    def patterns(self) -> Iterator[PatternItem]:
        """Every pattern of the rule, wherever it stands, also those that nothing may meet."""
        for item in self.items():
            if isinstance(item, PatternItem):
                yield item
            elif isinstance(item, NoItem):
                yield item.pattern
