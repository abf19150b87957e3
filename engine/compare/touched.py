"""Which rules two laws do not have in common: changed themselves, or by a threshold or reading they depend on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from engine.compare.sides import Side
from engine.compare.structure import Change, plain
from engine.model.rule import Rule


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
    for rule in (*old.law.rules().values(), *new.law.rules().values()):
        for by, name in _named(rule):
            if name in (thresholds if by == "threshold" else readings):
                found.setdefault(rule.id, set()).add(Touch(by, name))
    return Touched({rule: tuple(sorted(touches)) for rule, touches in sorted(found.items())})


def _named(rule: Rule) -> Iterator[tuple[Literal["threshold", "reading"], str]]:
    """The thresholds and readings that a rule may name."""
    for part in (rule.when, rule.unless, rule.then):
        yield from _in(plain(part))


def _in(value: Any) -> Iterator[tuple[Literal["threshold", "reading"], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("other", "minimum", "working_days") and isinstance(inner, str):
                yield "threshold", inner
            elif key == "under":
                yield from (("reading", name) for name in inner)
            yield from _in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _in(inner)
