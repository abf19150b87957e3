"""What an evaluator answers: every conclusion that may hold, its status, and the derivations it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.program import Clause, Gathering, Match, Support
from engine.rows import Row


class Status(StrEnum):
    """Must hold; may hold and may not; cannot hold."""

    HOLDS = "holds"
    UNDETERMINED = "undetermined"
    DOES_NOT_HOLD = "does_not_hold"


@dataclass(frozen=True, slots=True)
class Derivation:
    """One clause met by one choice of rows; it must hold when nothing about it is open.

    ``unsettled`` are the ids of its gatherings that are open.
    """

    clause: Clause
    matched: tuple[Match, ...]
    binding: Mapping[str, str]
    open: frozenset[Support]
    unsettled: frozenset[str] = frozenset()

    def entries(self) -> tuple[str, ...]:
        """What it rests on, by place, in the author's order."""
        return tuple(match.place for match in self.matched)


@dataclass(frozen=True, slots=True)
class Defeat:
    """A derivation that an exception or an override defeats, by these auxiliary conclusions."""

    derivation: Derivation
    by: Gathering
    members: tuple[str, ...]


@dataclass(slots=True)
class Concluded:
    """A conclusion that may hold."""

    row: Row
    derivations: list[Derivation] = field(default_factory=list)


# A conclusion's answer, comparable between evaluators: status, and (rule, entries) of what must and of what may.
Grounds = frozenset[tuple[str, tuple[str, ...]]]
Answer = Mapping[str, tuple[Status, Grounds, Grounds]]


@dataclass(frozen=True)
class Evaluation:
    """Conclusions by key, auxiliary ones among them, and what was defeated."""

    conclusions: Mapping[str, Concluded]
    defeats: tuple[Defeat, ...]

    def status(self, key: str) -> Status:
        """The status of any conclusion."""
        found = self.conclusions.get(key)
        if found is None:
            return Status.DOES_NOT_HOLD
        return Status.HOLDS if found.row.must else Status.UNDETERMINED

    def answer(self) -> Answer:
        """The evaluation as another evaluator would have to give it."""
        return {
            key: (
                self.status(key),
                frozenset((d.clause.rule, tuple(sorted(d.entries()))) for d in found.derivations if not d.open),
                frozenset((d.clause.rule, tuple(sorted(d.entries()))) for d in found.derivations),
            )
            for key, found in self.conclusions.items()
        }
