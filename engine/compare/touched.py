"""Which rules two laws do not have in common: changed themselves, or by a threshold or reading they depend on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from engine.compare.sides import Side
from engine.compare.structure import Change
from engine.resolve.alternatives import readings_of
from engine.resolve.thresholds import thresholds_of


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """Why a rule works differently: it is changed, added or removed, or it depends on a name that is."""

    by: Literal["added", "removed", "changed", "threshold", "reading"]
    name: str


@dataclass(frozen=True, slots=True)
class Touched:
    """Every rule that works differently, with why."""

    rules: dict[str, tuple[Touch, ...]]

    def among(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Those of the rules that work differently."""
        return tuple(sorted(rule for rule in rules if rule in self.rules))


def touched(old: Side, new: Side, changes: Iterable[Change]) -> Touched:
    """The rules of either law that the other does not have so."""
    found: dict[str, set[Touch]] = {}
    thresholds: set[str] = set()
    readings = {n for n in {*old.readings, *new.readings} if old.choice(n) != new.choice(n)}
    for change in changes:
        if change.kind == "rule":
            found.setdefault(change.name, set()).add(Touch(change.how, change.name))
        elif change.kind == "threshold" and change.how == "changed":
            thresholds.add(change.name)
        elif change.kind == "reading" and old.choice(change.name) != new.choice(change.name):
            readings.add(change.name)
    for law in (old.law, new.law):
        for rule in law.rules().values():
            touches = {Touch("threshold", name) for name in thresholds_of(rule, law) & thresholds}
            touches |= {Touch("reading", name) for name in readings_of(rule) & readings}
            if touches:
                found.setdefault(rule.id, set()).update(touches)
    return Touched({rule: tuple(sorted(touches)) for rule, touches in sorted(found.items())})
