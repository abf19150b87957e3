"""The measures of a law by its scenarios, run, told, and their made-up scenarios kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from engine.assess import Assessor
from engine.coverage import Coverage, answered, coverage, questions
from engine.coverage.showing import showing_case
from engine.decide import unconfirmed
from engine.errors import Findings, InputError
from engine.invention.keeping import keep
from engine.invention.search import Candidate
from engine.invention.seeds import Seeds
from engine.model.base import Words
from engine.mutation import Mutation, mutation
from engine.mutation.journal import Journal
from engine.mutation.killing import Fate, Rehearsals
from engine.mutation.mutants import Mutant, mutants
from engine.mutation.telling import telling_case
from engine.reading.scenario import Scenario, read_scenario
from engine.report.coverage import coverage_json, coverage_note
from engine.report.coverage import title_of as title_of_point
from engine.report.document import Document
from engine.report.mutation import mutation_json, mutation_note
from engine.report.mutation import title_of as title_of_mutant
from engine.report.words import Wording
from engine.staging import Staged, staged

Thing = TypeVar("Thing")


class Progress(Protocol):
    """Goes through things and shows how far it is, under a label."""

    def __call__(self, things: Sequence[Thing], label: str) -> AbstractContextManager[Iterator[Thing]]: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure told: for people and as JSON; how much, and whether all that is accepted is accepted of something."""

    document: Document
    json: str
    percent: float
    is_clean: bool


@dataclass(frozen=True)
class Bench:
    """Scenarios that pass, to measure the law by; ``kept`` is the folder for scenarios made up, None to keep none.

    Raises InputError (S320) where a rulebook named is not there.
    """

    assessor: Assessor
    scenarios: Sequence[Scenario]
    rulebooks: tuple[str, ...]
    kept: Path | None
    wording: Wording
    steps: Progress

    def __post_init__(self) -> None:
        findings = Findings()
        findings.add_unknown("S320", self.rulebooks, self.assessor.law.rulebooks)
        findings.raise_if_any(InputError)

    def coverage(self) -> Measured:
        """What the scenarios show of the rules; for each point they do not, a scenario looked for if any is kept."""
        law = self.assessor.law
        stage = [staged(self.assessor, scenario) for scenario in self.scenarios]
        with self.steps(questions(law, self.rulebooks), self.wording.say("covering")) as asked:
            found = coverage(law, [answered(question, stage) for question in asked], self.rulebooks)
        if self.kept is not None:
            self._show(found, stage)
        return Measured(coverage_note(found, self.wording), coverage_json(found), found.percent, not found.stale)

    def mutation(self, journal: Path | None) -> Measured:
        """What the scenarios notice of the law mutated; for what they do not, a scenario that would is looked for."""
        tried = Assessor(self.assessor.law, unconfirmed)
        rehearsals = Rehearsals(tried, [staged(tried, scenario) for scenario in self.scenarios])
        memory = Journal(journal, self.assessor.law, rehearsals.stage) if journal is not None else None
        with self.steps(list(mutants(self.assessor.law, self.rulebooks)), self.wording.say("mutating")) as each:
            fates = [_fate(rehearsals, mutant, memory) for mutant in each]
        found = mutation(self.assessor.law, fates, self.rulebooks)
        told = self._tell(found, rehearsals) if self.kept is not None else {}
        return Measured(
            mutation_note(found, told, self.wording), mutation_json(found, told), found.percent, not found.stale
        )

    def _show(self, found: Coverage, stage: list[Staged]) -> None:
        """Keep scenarios that show what is missing; one may show several points."""
        made, seeds = self._kept(self.assessor), Seeds(Assessor(self.assessor.law, unconfirmed), stage)
        with self.steps(found.missing, self.wording.say("inventing")) as missing:
            for one in missing:
                if not any(one.question.shows(other) for other in made if self._is_asked(one.point.rule, other)):
                    case = showing_case(seeds, one.question)
                    folder = self._keep(case, one.point.id, title_of_point(one.point), one.point.rule)
                    made += [staged(self.assessor, read_scenario(folder, self.assessor.law))] if folder else []

    def _tell(self, found: Mutation, rehearsals: Rehearsals) -> dict[str, Path | None]:
        """Keep scenarios that tell the survivors; one may tell several."""
        made, seeds = self._kept(rehearsals.assessor), Seeds(rehearsals.assessor, rehearsals.stage)
        told: dict[str, Path | None] = {}
        with self.steps(found.unexplained, self.wording.say("inventing")) as surviving:
            for mutant in (fate.mutant for fate in surviving):
                trial = rehearsals.under(mutant)
                killer = next((one for one in made if rehearsals.notices(trial, mutant, one)), None)
                if killer is not None:
                    told[mutant.id] = killer.scenario.folder
                    continue
                case = telling_case(rehearsals, seeds, mutant)
                folder = self._keep(case, mutant.id, title_of_mutant(mutant), mutant.owner)
                told[mutant.id] = folder
                made += [staged(rehearsals.assessor, read_scenario(folder, self.assessor.law))] if folder else []
        return told

    def _kept(self, assessor: Assessor) -> list[Staged]:
        """The scenarios that an earlier search has kept, as far as they can be read."""
        made: list[Staged] = []
        for file in sorted(self.kept.glob("*/expected.yaml")) if self.kept else ():
            with suppress(InputError):
                made.append(staged(assessor, read_scenario(file.parent, assessor.law)))
        return made

    def _is_asked(self, rule: str, on: Staged) -> bool:
        return not rule or rule in on.decision.resolution.rules

    def _keep(self, candidate: Candidate | None, about: str, title: Words, rule: str) -> Path | None:
        if candidate is None or self.kept is None:
            return None
        return keep(
            self.assessor, candidate, self.kept, about, title, rule if rule in self.assessor.law.rules() else None
        )


def _fate(rehearsals: Rehearsals, mutant: Mutant, memory: Journal | None) -> Fate:
    known = memory.recall(mutant) if memory is not None else None
    if known is not None:
        return known
    fate = rehearsals.fate(mutant)
    if memory is not None:
        memory.write(fate)
    return fate
