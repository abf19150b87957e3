"""The law changed on purpose, one small step at a time: which changes would the scenarios notice?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.model.accepted import AcceptedSurvivor
from engine.model.rulebook import Law
from engine.mutation.killing import Fate


@dataclass(frozen=True)
class Survivor:
    """A mutant that no scenario kills, and the reason given why none need."""

    fate: Fate
    accepted: AcceptedSurvivor | None


@dataclass(frozen=True)
class Mutation:
    """What became of every mutant; ``stale`` are acceptances of mutants that are killed, refused or none."""

    fates: tuple[Fate, ...]
    survivors: tuple[Survivor, ...]
    stale: tuple[str, ...]

    @property
    def killed(self) -> int:
        """How many mutants a scenario kills."""
        return sum(1 for fate in self.fates if fate.fate == "killed")

    @property
    def refused(self) -> int:
        """How many mutants are no law."""
        return sum(1 for fate in self.fates if fate.fate == "refused")

    @property
    def unexplained(self) -> tuple[Fate, ...]:
        """Survivors for which no reason is given."""
        return tuple(survivor.fate for survivor in self.survivors if survivor.accepted is None)

    @property
    def percent(self) -> float:
        """The share killed of those that are law and for whose living no reason is given; 100 where there are none."""
        counted = self.killed + len(self.unexplained)
        return 100 * self.killed / counted if counted else 100.0


def mutation(law: Law, fates: Iterable[Fate], rulebooks: Collection[str] = ()) -> Mutation:
    """The fates, beside what the rulebooks accept."""
    accepted = {a.mutant: a for book in law.selected(rulebooks) for a in book.accepted.survivors}
    found = tuple(fates)
    survivors = tuple(Survivor(f, accepted.get(f.mutant.id)) for f in found if f.fate == "survived")
    used = {survivor.fate.mutant.id for survivor in survivors}
    return Mutation(found, survivors, tuple(sorted(accepted.keys() - used)))
