"""What the scenarios show of the law: for each rule, has each condition alone decided, both ways?

A condition decides in a scenario where the rule with that condition negated would conclude otherwise. It decides one
way where the rule applies and would not (``applies``), the other where it does not and would (``stops``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.coverage.points import Point, points
from engine.coverage.readings import reading_points
from engine.explain.provisions import nominal_provisions
from engine.model.rulebook import Law
from engine.staging import Staged, Trial


@dataclass(frozen=True, slots=True)
class Covered:
    """A point, and the first scenario that shows it, or None."""

    point: Point
    scenario: str | None


@dataclass(frozen=True)
class Coverage:
    """Every point of the rulebooks asked about."""

    law: Law
    covered: tuple[Covered, ...]

    @property
    def shown(self) -> int:
        """How many points a scenario shows."""
        return sum(1 for one in self.covered if one.scenario is not None)

    @property
    def percent(self) -> float:
        """How much of the law the scenarios show, 100 where there is nothing to show."""
        return 100 * self.shown / len(self.covered) if self.covered else 100.0

    def missing(self) -> list[Point]:
        """The points no scenario shows, by place."""
        return sorted((one.point for one in self.covered if one.scenario is None), key=lambda point: point.at)

    def by_provision(self) -> dict[tuple[str, str], tuple[int, int]]:
        """For each rulebook and provision, in the order of the text: points shown, and all of them."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        rules = self.law.rules()
        for book in self.law.rulebooks.values():
            for provision in book.source:
                own = [
                    one
                    for one in self.covered
                    if one.point.rulebook == book.id
                    and provision in (one.point.provision or nominal_provisions(rules[one.point.rule], self.law))
                ]
                if own:
                    found[book.id, provision] = (sum(1 for one in own if one.scenario is not None), len(own))
        return found


def covered(law: Law, scenarios: Iterable[Staged], rulebooks: Iterable[str] = ()) -> Iterator[Covered]:
    """Every point of those rulebooks (all when none is named), with the scenario that shows it, as it is found."""
    stage = tuple(scenarios)
    trial = Trial(law)
    wanted = set(rulebooks) or set(law.rulebooks)
    for book in law.rulebooks.values():
        if book.id not in wanted:
            continue
        for rule in book.rules.values():
            on = _likely_first(rule.id, [one for one in stage if one.has_in_force(rule)])
            for point, shows in points(rule, law, trial):
                yield Covered(point, next((one.scenario.name for one in on if shows(one)), None))
        for point, shows in reading_points(book):
            yield Covered(point, next((one.scenario.name for one in stage if shows(one)), None))


def _likely_first(rule: str, stage: list[Staged]) -> list[Staged]:
    """The scenarios in which the rule has a derivation before the others."""
    return sorted(stage, key=lambda one: rule not in one.deriving)
