"""Everything that is asked of rulebooks without any case: their properties, and whether every rule can apply."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.errors import Findings, ResolutionError
from engine.model.accepted import AcceptedCondition
from engine.model.property import ONE_CASE, Property
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.proving.guarded import GuardedLaw, guarded
from engine.proving.mattering import Mattering
from engine.proving.one_case import OneCase
from engine.proving.proof import Proof
from engine.proving.two_cases import TwoCases
from engine.variants.dropping import Dropped


@dataclass(frozen=True)
class Question:
    """One property of a rulebook, or (None) whether every rule and condition of it does anything."""

    of: RulebookProofs
    about: Property | None

    def answer(self) -> Answer:
        """What comes of it. Raises EvaluationError (E504) where the engines do not confirm a counterexample."""
        if not self.of.is_in_force:
            return NotInForce(self.of.book.id)
        if self.about is None:
            return self.of.idle()
        return self.of.proof(self.about)


@dataclass(frozen=True)
class Idle:
    """What is idle in a rulebook: rules that can never apply, of so many in force, and conditions that never matter.

    ``accepted`` are conditions that its authors let stand, ``stale`` acceptances of what does matter, or is nothing.
    """

    rulebook: str
    in_force: int
    rules: tuple[Rule, ...]
    conditions: tuple[Dropped, ...]
    accepted: tuple[AcceptedCondition, ...]
    stale: tuple[str, ...]


@dataclass(frozen=True)
class NotInForce:
    """A rulebook of which nothing can be asked: it is not in force on that day."""

    rulebook: str


Answer = Proof | Idle | NotInForce


class RulebookProofs:
    """The proofs of one rulebook; what all of them need is made once."""

    def __init__(self, law: Law, book: Rulebook, as_of: datetime.date) -> None:
        self.law = law
        self.book = book
        self.as_of = as_of
        self.is_in_force = book.manifest.in_force.covers(as_of)

    def proof(self, one: Property) -> Proof:
        """Whether the property holds of every case file."""
        if one.kind in ONE_CASE:
            return self._one_case.proof(one)
        return TwoCases(self.law, self.book.id, self._guarded, one, self.as_of).proof()

    def idle(self) -> Idle:
        """The rules that can never apply, and the conditions that never matter in those that can."""
        mine = {rule.id: rule for rule in self.book.rules.values() if rule.in_force.covers(self.as_of)}
        never = [mine[i] for i in self._one_case.idle(mine)]
        found = {one.id: one for one in Mattering(self.law, self.book, self._guarded, self.as_of).idle()}
        accepted = {one.condition: one for one in self.book.accepted.conditions}
        left = [one for i, one in found.items() if i not in accepted and mine[one.rule.id] not in never]
        return Idle(
            self.book.id,
            len(mine),
            tuple(never),
            tuple(one for one in left if not any(one.is_part_of(other) for other in found.values())),
            tuple(one for i, one in accepted.items() if i in found),
            tuple(sorted(accepted.keys() - found)),
        )

    @cached_property
    def _guarded(self) -> GuardedLaw:
        return guarded(self.law, [self.book.id], self.as_of)

    @cached_property
    def _one_case(self) -> OneCase:
        mine = [one for one in self.book.properties.values() if one.kind in ONE_CASE]
        return OneCase(self.law, self.book.id, mine, self.as_of)


def questions(law: Law, rulebooks: Collection[str], only: Collection[str], as_of: datetime.date) -> list[Question]:
    """What to ask of those rulebooks (all if none): their properties, or those named.

    Raises ResolutionError: S320 no such rulebook, S324 no such property, S325 one of another rulebook.
    """
    findings = Findings()
    findings.add_unknown("S320", rulebooks, law.rulebooks)
    findings.add_unknown("S324", only, law.properties())
    findings.raise_if_any(ResolutionError)
    for one in (law.properties()[name] for name in only):
        if rulebooks and one.rulebook not in rulebooks:
            findings.add("S325", None, given=one.id, rulebook=one.rulebook)
    findings.raise_if_any(ResolutionError)
    made = (RulebookProofs(law, book, as_of) for book in law.selected(rulebooks))
    return [question for of in made for question in _questions(of, only)]


def _questions(of: RulebookProofs, only: Collection[str]) -> Iterator[Question]:
    asked = [one for one in of.book.properties.values() if not only or one.id in only]
    if of.is_in_force:
        yield from (Question(of, one) for one in asked)
    if not only or (asked and not of.is_in_force):
        yield Question(of, None)
