"""What the scenarios show of the law: for each rule, has each condition alone decided, both ways?

A condition decides in a scenario where the rule with that condition negated would conclude otherwise. It decides one
way where the rule applies and would not (``applies``), the other where it does not and would (``stops``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from engine.coverage.points import Point, Shows, points
from engine.coverage.readings import reading_points
from engine.explain.provisions import nominal_provisions
from engine.model.accepted import AcceptedPoint
from engine.model.rulebook import Law
from engine.staging import Staged, Trial


@dataclass(frozen=True, slots=True)
class Question:
    """A point, and how to ask a scenario whether it shows it."""

    point: Point
    shows: Shows


@dataclass(frozen=True, slots=True)
class Covered:
    """A question, the first scenario that answers it with yes, and otherwise the reason given why none can."""

    question: Question
    scenario: str | None
    accepted: AcceptedPoint | None = None

    @property
    def point(self) -> Point:
        """The point asked about."""
        return self.question.point


@dataclass(frozen=True)
class Coverage:
    """Every point of the rulebooks asked about; ``stale`` are acceptances of points that are shown, or are none."""

    law: Law
    covered: tuple[Covered, ...]
    stale: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Covered, ...]:
        """The points that count: all but those that no scenario can show, for a reason given."""
        return tuple(one for one in self.covered if one.accepted is None)

    @property
    def missing(self) -> tuple[Covered, ...]:
        """The points that count and no scenario shows, by place."""
        return tuple(sorted((o for o in self.asked if o.scenario is None), key=lambda o: (o.point.at, o.point.id)))

    @property
    def percent(self) -> float:
        """How much of what counts the scenarios show; 100 where nothing counts."""
        return 100 * (1 - len(self.missing) / len(self.asked)) if self.asked else 100.0

    def by_provision(self) -> dict[tuple[str, str], tuple[int, int]]:
        """For each rulebook and provision, in the order of the text: points shown, and all that count."""
        rules = self.law.rules()
        own: dict[tuple[str, str], list[Covered]] = {}
        for one in self.asked:
            point = one.point
            for provision in point.provision or nominal_provisions(rules[point.rule], self.law):
                own.setdefault((point.rulebook, provision), []).append(one)
        return {
            (book.id, provision): (sum(1 for o in found if o.scenario is not None), len(found))
            for book in self.law.rulebooks.values()
            for provision in book.source
            if (found := own.get((book.id, provision)))
        }


def questions(law: Law, rulebooks: Collection[str] = ()) -> list[Question]:
    """Everything that scenarios should show of those rulebooks, of all when none is named."""
    trial = Trial(law)
    found: list[Question] = []
    for book in law.selected(rulebooks):
        found.extend(Question(*asked) for rule in book.rules.values() for asked in points(rule, law, trial))
        found.extend(Question(*asked) for asked in reading_points(book))
    return found


def answered(question: Question, stage: Sequence[Staged]) -> Covered:
    """The question with the first scenario that shows its point; those in which its rule derives are asked first."""
    rule = question.point.rule
    asked = [one for one in stage if not rule or one.has_in_force(rule)]
    likely_first = sorted(asked, key=lambda one: rule not in one.deriving)
    return Covered(question, next((one.scenario.name for one in likely_first if question.shows(one)), None))


def coverage(law: Law, covered: Iterable[Covered], rulebooks: Collection[str] = ()) -> Coverage:
    """What was answered, beside what the rulebooks accept that no scenario can show."""
    accepted = {a.point: a for book in law.selected(rulebooks) for a in book.accepted.points}
    found = tuple(
        Covered(one.question, None, accepted[one.point.id])
        if one.scenario is None and one.point.id in accepted
        else one
        for one in covered
    )
    used = {one.accepted.point for one in found if one.accepted}
    return Coverage(law, found, tuple(sorted(accepted.keys() - used)))
