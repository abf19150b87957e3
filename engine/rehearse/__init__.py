"""Scenarios against the law: the whole result compared, and recorded anew when asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.assess import Assessed, Assessor, Examine, Request
from engine.errors import CaseError, InputError, Location, Problem
from engine.model.assessment import Assessment
from engine.model.explanation import Failure
from engine.reading.scenario import Scenario, read_scenario
from engine.rehearse.differences import Difference, differences
from engine.rehearse.recording import recorded
from engine.writing import write_whole


@dataclass(frozen=True)
class Rehearsal:
    """A scenario, what its assessment said, and where the two differ; ``left`` is what could not be recorded."""

    scenario: Scenario
    assessed: Assessed
    differences: tuple[Difference, ...]
    updated: bool = False
    left: tuple[Difference, ...] = ()

    def why_not(self, difference: Difference) -> list[Failure]:
        """What each rule lacks that was expected to conclude what does not come; empty where nothing is to be said."""
        wanted = self.scenario.expected.conclusions.get(difference.about)
        if difference.part != "status" or wanted is None or wanted.status == "does_not_hold":
            return []
        try:
            failures = self.assessed.explain(difference.about).conclusion.failures
        except CaseError:  # the expectation names a conclusion or an entry that is not there
            return []
        rules = self.rules_expected(difference)
        return [failure for failure in failures if failure.rule in rules] or failures

    def rules_expected(self, difference: Difference) -> list[str]:
        """The rules that the scenario gives as reasons of the conclusion."""
        wanted = self.scenario.expected.conclusions.get(difference.about)
        return sorted({rule for because in wanted.because for rule in because}) if wanted else []


@dataclass(frozen=True)
class Outcome:
    """Scenarios rehearsed, in the order given, and what keeps the others from being so, by their folder."""

    rehearsals: tuple[Rehearsal, ...]
    unreadable: dict[str, tuple[Problem, ...]]

    @property
    def failed(self) -> tuple[Rehearsal, ...]:
        """Those that do not come out as expected, recorded anew or not."""
        return tuple(r for r in self.rehearsals if r.differences)

    @property
    def is_settled(self) -> bool:
        """Whether every scenario that could be read now expects what comes."""
        return not any(r.left if r.updated else r.differences for r in self.rehearsals)

    @property
    def problems(self) -> list[Problem]:
        """Everything that keeps a scenario from being rehearsed."""
        return [problem for problems in self.unreadable.values() for problem in problems]


def rehearse_all(
    assessor: Assessor, folders: Iterable[Path], *, update: bool = False, examine: Examine = Assessor.examine
) -> Outcome:
    """Rehearse the scenario of every folder; with ``update`` record anew those that differ.

    ``examine`` assesses. One that cannot be read hides none of the others. Raises EvaluationError where no assessment
    may be issued, and InputError (Y122) where a file cannot be written.
    """
    rehearsals: list[Rehearsal] = []
    unreadable: dict[str, tuple[Problem, ...]] = {}
    for folder in folders:
        try:
            rehearsal = rehearsed(assessor, read_scenario(folder, assessor.law), whole=update, examine=examine)
        except InputError as error:
            unreadable[folder.as_posix()] = tuple(_placed(problem, folder) for problem in error.problems)
            continue
        rehearsals.append(_updated(rehearsal) if update and rehearsal.differences else rehearsal)
    return Outcome(tuple(rehearsals), unreadable)


def rehearsed(
    assessor: Assessor, scenario: Scenario, *, whole: bool = False, examine: Examine = Assessor.examine
) -> Rehearsal:
    """The scenario beside its assessment; with ``whole``, what it leaves uncompared differs too."""
    examined = examine(assessor, scenario.case, requested(scenario))
    return Rehearsal(scenario, examined, tuple(differences(scenario.expected, examined.assessment, whole=whole)))


def rehearse(assessor: Assessor, scenario: Scenario) -> list[Difference]:
    """Every difference between what the scenario expects and what the assessment says; none when it passes."""
    return list(differences(scenario.expected, assessed(assessor, scenario)))


def first_recorded(assessor: Assessor, scenario: Scenario) -> str:
    """``expected.yaml`` of a scenario that expects nothing yet, as the law says it; raises what assessing raises."""
    rehearsal = rehearsed(assessor, scenario, whole=True)
    return recorded(scenario, rehearsal.assessed.assessment, rehearsal.differences)


def assessed(assessor: Assessor, scenario: Scenario) -> Assessment:
    """The assessment a scenario asks for."""
    return assessor.assess(scenario.case, requested(scenario))


def requested(scenario: Scenario) -> Request:
    """How the scenario's case is to be assessed."""
    asked = scenario.expected.assess
    return Request(scenario.as_of, asked.readings, tuple(asked.rulebooks), asked.as_claimed_by)


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with a place: what the scenario asks for is wrong in its file, not on the command line."""
    at = problem.at or Location((folder / "expected.yaml").as_posix())
    return Problem(problem.code, at, problem.values, problem.nearest)


def _updated(rehearsal: Rehearsal) -> Rehearsal:
    """The scenario recorded anew; a verdict of a rule that says nothing about that entry cannot be."""
    scenario = rehearsal.scenario
    text = recorded(scenario, rehearsal.assessed.assessment, rehearsal.differences)
    write_whole((scenario.folder / "expected.yaml").resolve(), text.encode())
    left = tuple(d for d in rehearsal.differences if d.part == "verdict" and d.actual is None)
    return Rehearsal(scenario, rehearsal.assessed, rehearsal.differences, updated=True, left=left)
