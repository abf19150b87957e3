"""The measures of a law by its scenarios, run, told, and their made-up scenarios kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from engine.assess import Assessor
from engine.coverage import Covered, answered, coverage, questions
from engine.coverage.showing import showing_case
from engine.decide import unconfirmed
from engine.errors import Findings, InputError
from engine.invention.keeping import keep
from engine.invention.search import Candidate
from engine.invention.seeds import Seeds
from engine.model.base import Words
from engine.model.rulebook import Law
from engine.mutation import mutation
from engine.mutation.journal import Journal
from engine.mutation.killing import Fate, Rehearsals
from engine.mutation.mutant import Mutant
from engine.mutation.mutants import mutants
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
        seeds = Seeds(Assessor(law, unconfirmed), stage)

        def wanted(one: Covered) -> _Wanted:
            return _Wanted(
                *(one.point.id, title_of_point(one.point), one.point.rule),
                is_told_by=lambda on: answered(one.question, (on,)).scenario is not None,
                made_up=lambda: showing_case(seeds, one.question),
            )

        told = self._keep_all(found.missing, wanted)
        note, as_json = coverage_note(found, told, self.wording), coverage_json(found, told)
        return Measured(note, as_json, found.percent, not found.stale)

    def mutation(self, journal: Path | None) -> Measured:
        """What the scenarios notice of the law mutated; for what they do not, a scenario that would is looked for."""
        tried = Assessor(self.assessor.law, unconfirmed)
        rehearsals = Rehearsals(tried, [staged(tried, scenario) for scenario in self.scenarios])
        memory = Journal(journal, self.assessor.law, rehearsals.stage) if journal is not None else None
        with self.steps(list(mutants(self.assessor.law, self.rulebooks)), self.wording.say("mutating")) as each:
            fates = [_fate(rehearsals, mutant, memory) for mutant in each]
        found = mutation(self.assessor.law, fates, self.rulebooks)
        seeds = Seeds(tried, rehearsals.stage)

        def wanted(one: Fate) -> _Wanted:
            mutant = one.mutant
            return _Wanted(
                *(mutant.id, title_of_mutant(mutant), mutant.owner),
                is_told_by=lambda on: rehearsals.notices(mutant, on),
                made_up=lambda: telling_case(rehearsals, seeds, mutant),
            )

        told = self._keep_all(found.unexplained, wanted)
        note, as_json = mutation_note(found, told, self.wording), mutation_json(found, told)
        return Measured(note, as_json, found.percent, not found.stale)

    def _keep_all(self, things: Sequence[Thing], wanted: Callable[[Thing], _Wanted]) -> dict[str, Path | None]:
        """The scenario kept for each thing, by its id, None where none was found; one may tell of several things."""
        told: dict[str, Path | None] = {}
        if self.kept is None:
            return told
        law, tried = self.assessor.law, Assessor(self.assessor.law, unconfirmed)
        made = [staged(tried, scenario) for scenario in _readable(self.kept, law)]
        with self.steps(things, self.wording.say("inventing")) as each:
            for one in map(wanted, each):
                teller = next((other for other in made if one.is_told_by(other)), None)
                candidate = one.made_up() if teller is None else None
                if candidate is not None:
                    rule = one.rule if one.rule in law.rules() else None
                    folder = keep(self.assessor, candidate, self.kept, one.id, one.title, rule)
                    teller = staged(tried, read_scenario(folder, law))
                    made.append(teller)
                told[one.id] = teller.scenario.folder if teller else None
        return told


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Something to have a scenario for: which scenarios do, and how one is made up."""

    id: str
    title: Words
    rule: str
    is_told_by: Callable[[Staged], bool]
    made_up: Callable[[], Candidate | None]


def _readable(folder: Path, law: Law) -> Iterator[Scenario]:
    """The scenarios that an earlier search has kept, as far as they can be read."""
    for file in sorted(folder.glob("*/expected.yaml")):
        with suppress(InputError):
            yield read_scenario(file.parent, law)


def _fate(rehearsals: Rehearsals, mutant: Mutant, memory: Journal | None) -> Fate:
    known = memory.recall(mutant) if memory is not None else None
    if known is not None:
        return known
    fate = rehearsals.fate(mutant)
    if memory is not None:
        memory.write(fate)
    return fate
