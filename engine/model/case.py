"""A case file as its author wrote it: entries of facts, each with its evidence, reasons and disputes."""

from __future__ import annotations

import datetime

from pydantic import Field as Option

from engine.errors import Location
from engine.model.base import Model
from engine.model.values import Open, Value

FORMAT = "chetai/case/1"


class Fact(Model):
    """One field as given: a value, or the claims of the parties to a dispute; with what it rests on."""

    value: Value | None = None
    claims: dict[str, Value] = Option(default_factory=dict)
    evidence: tuple[str, ...] = ()
    because: str | None = None
    by: str | None = None
    at: Location

    def as_told_by(self, party: str | None) -> Value:
        """The value: that party's claim where it makes one, else the settled value, else unknown."""
        if party is not None and party in self.claims:
            return self.claims[party]
        return Open.UNKNOWN if self.value is None else self.value

    def is_disputed_for(self, party: str | None) -> bool:
        """Whether only claims stand against each other here."""
        return self.value is None and bool(self.claims) and party not in self.claims


class Entry(Model):
    """One entry of a section."""

    id: str
    facts: dict[str, Fact]
    at: Location


class Case(Model):
    """A case file: entries by template and id."""

    id: str
    title: str | None = None
    as_of: datetime.date | None = None
    entries: dict[str, dict[str, Entry]]
    digest: str
    at: Location

    def parties(self) -> set[str]:
        """Everyone who claims anything in it."""
        return {
            party
            for entries in self.entries.values()
            for entry in entries.values()
            for fact in entry.facts.values()
            for party in fact.claims
        }
