"""A rule as its author wrote it: items with their places, before any reading is chosen."""

from __future__ import annotations

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


class AnyItem(Item):
    """At least one of the items."""

    items: tuple[Item, ...]


class AllItem(Item):
    """Every one of the items."""

    items: tuple[Item, ...]


class NoItem(Item):
    """There is no such entry or conclusion."""

    pattern: PatternItem


class CountItem(Item):
    """At least ``minimum`` (a number or a threshold) different entries called ``counted``, such that …"""

    minimum: str
    counted: str
    items: tuple[Item, ...]


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
