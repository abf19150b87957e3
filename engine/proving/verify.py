"""Everything that is asked of rulebooks without any case: their properties, and whether every rule can apply."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.errors import Findings, ResolutionError
from engine.model.property import ONE_CASE, Property
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.proving.guarded import GuardedLaw, guarded
from engine.proving.one_case import OneCase
from engine.proving.proof import Proof
from engine.proving.two_cases import TwoCases


@dataclass(frozen=True)
class Question:
    """One property of a rulebook, or (None) whether every rule of it can apply."""

    of: RulebookProofs
    about: Property | None

    def answer(self) -> Answer:
        """What comes of it. Raises EvaluationError (E504) where the engines do not confirm a counterexample."""
        if self.about is None:
            return self.of.idle()
        return self.of.proof(self.about)


@dataclass(frozen=True)
class IdleRules:
    """The rules of a rulebook that can never apply, of so many in force."""

    rulebook: str
    rules: tuple[Rule, ...]
    in_force: int


Answer = Proof | IdleRules


class RulebookProofs:
    """The proofs of one rulebook; what all of them need is made once."""

    def __init__(self, law: Law, book: Rulebook, as_of: datetime.date) -> None:
        self.law = law
        self.book = book
        self.as_of = as_of

    def proof(self, one: Property) -> Proof:
        """Whether the property holds of every case file."""
        if one.kind in ONE_CASE:
            return self._one_case.proof(one)
        return TwoCases(self.law, self.book.id, self._guarded, one, self.as_of).proof()

    def idle(self) -> IdleRules:
        """The rules that can never apply."""
        mine = {rule.id: rule for rule in self.book.rules.values() if rule.in_force.covers(self.as_of)}
        return IdleRules(self.book.id, tuple(mine[i] for i in self._one_case.idle(mine)), len(mine))

    @cached_property
    def _guarded(self) -> GuardedLaw:
        return guarded(self.law, [self.book.id], self.as_of)

    @cached_property
    def _one_case(self) -> OneCase:
        mine = [one for one in self.book.properties.values() if one.kind in ONE_CASE]
        return OneCase(self.law, self.book.id, mine, self.as_of)


def questions(law: Law, rulebooks: Collection[str], only: Collection[str], as_of: datetime.date) -> list[Question]:
    """What to ask of those rulebooks (all if none) that are in force: their properties, or those named.

    Raises ResolutionError: S320 no such rulebook, S324 no such property.
    """
    findings = Findings()
    findings.add_unknown("S320", rulebooks, law.rulebooks)
    findings.add_unknown("S324", only, law.properties())
    findings.raise_if_any(ResolutionError)
    return [
        question
        for book in law.selected(rulebooks)
        if book.manifest.in_force.covers(as_of)
        for question in _questions(RulebookProofs(law, book, as_of), only)
    ]


def _questions(of: RulebookProofs, only: Collection[str]) -> Iterator[Question]:
    for one in of.book.properties.values():
        if not only or one.id in only:
            yield Question(of, one)
    if not only:
        yield Question(of, None)
