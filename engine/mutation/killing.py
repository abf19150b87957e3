"""Whether the scenarios notice a mutant: one that fails under it kills it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from engine.assess import Assessor
from engine.decide import unconfirmed
from engine.errors import ResolutionError
from engine.flips import evaluated_again
from engine.invention.seeds import day_in_force
from engine.model.assessment import ConclusionResult
from engine.model.rule import Rule
from engine.mutation.mutant import Mutant
from engine.rehearse import rehearse, requested
from engine.rehearse.differences import differing_conclusions
from engine.resolve.alternatives import readings_of, single_choices
from engine.staging import Staged

FateName = Literal["killed", "refused", "survived"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the scenario that killed it, refused because it is no law, or survived."""

    mutant: Mutant
    fate: FateName
    by: str | None = None


class Rehearsals:
    """The scenarios that pass under a law, to be held against mutants of it."""

    def __init__(self, assessor: Assessor, scenarios: Iterable[Staged]) -> None:
        self.assessor = assessor
        self.stage = tuple(scenarios)
        self._expected: dict[int, list[ConclusionResult]] = {}

    def fate(self, mutant: Mutant) -> Fate:
        """What becomes of the mutant; scenarios in which its rule has a say come first."""
        trial = self.under(mutant)
        if not _is_law(trial, mutant):
            return Fate(mutant, "refused")
        # What is concluded is compared first: it costs least, and most mutants show there.
        for notices in (self._concludes_otherwise, self._fails) if mutant.rules else (self._fails,):
            for one in self._likely_first(mutant):
                if notices(trial, one):
                    return Fate(mutant, "killed", one.scenario.name)
        return Fate(mutant, "survived")

    def under(self, mutant: Mutant) -> Assessor:
        """An assessor of the mutated law, by the reference evaluator alone."""
        law = mutant.applied(self.assessor.law)
        return Assessor(law, unconfirmed, self.assessor.resolver.amended(law, mutant.rules))

    def notices(self, mutant: Mutant, on: Staged) -> bool:
        """Whether the scenario fails under the mutated law, or there is no such law on the scenario's day."""
        return self._fails(self.under(mutant), on)

    def _fails(self, trial: Assessor, on: Staged) -> bool:
        try:
            return bool(rehearse(trial, on.scenario))
        except ResolutionError:
            return True

    def _concludes_otherwise(self, trial: Assessor, on: Staged) -> bool:
        """Whether something else is concluded than the scenario expects; quicker than rehearsing it whole."""
        request = requested(on.scenario)
        try:
            resolution = trial.resolver.resolve(request.as_of, request.readings, request.rulebooks)
        except ResolutionError:
            return True
        evaluation = evaluated_again(on.decision, resolution.program)
        decision = replace(on.decision, resolution=resolution, evaluation=evaluation)
        came = trial.conclusions(request, decision)
        if id(on) not in self._expected:
            self._expected[id(on)] = self.assessor.conclusions(request, on.decision)
        # Only what differs from the law as it stands can differ from what the scenario expects of it.
        return came != self._expected[id(on)] and any(differing_conclusions(on.scenario.expected, came))

    def _likely_first(self, mutant: Mutant) -> list[Staged]:
        if not isinstance(mutant.changed, Rule):
            return list(self.stage)
        rule = mutant.changed.id
        in_force = [one for one in self.stage if one.has_in_force(rule)]
        return sorted(in_force, key=lambda one: rule not in one.deriving)


def _is_law(trial: Assessor, mutant: Mutant) -> bool:
    """Whether names still fit together and nothing goes in circles, under the defaults and each other choice."""
    own = trial.law.rulebooks[mutant.rulebook].rules
    rule = own.get(mutant.owner) or next(iter(own.values()))
    mentioned = trial.law.readings() if isinstance(mutant.changed, Rule) else {}
    try:
        for chosen in single_choices(mentioned, readings_of(rule) & mentioned.keys()):
            trial.resolver.resolve(day_in_force(trial.law, rule), chosen)
    except ResolutionError:
        return False
    return True
