"""What the shipped rulebooks' own bench says of them, written into ``docs/law.md``: ``make law``.

Exit code 1 where a scenario fails, a check finds something, or a share is below 100 %.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from engine.assess import Assessor
from engine.coverage import Coverage, answered, coverage, questions
from engine.decide import unconfirmed
from engine.lint import Scope, check
from engine.mutation import Mutation, mutation
from engine.mutation.killing import Rehearsals
from engine.mutation.mutants import mutants
from engine.reading.law import read_law
from engine.reading.scenario import Scenario, read_scenario, scenario_folders
from engine.rehearse import rehearse
from engine.report.coverage import said_of as said_of_point
from engine.report.mutation import said_of as said_of_mutant
from engine.report.progress import progress
from engine.report.words import Wording
from engine.staging import staged

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "law.md"
HEAD = (
    "# The law's own bench\n\n"
    "What `chetai check`, `chetai test --coverage` and `chetai test --mutate` say of the shipped rulebooks. Written by "
    "`make law`, which continuous integration runs and compares; do not edit by hand. What the measures mean: "
    "[the guide](guide.en.md#measuring-the-scenarios---coverage---mutate).\n"
)


def scenarios(assessor: Assessor) -> list[Scenario]:
    """Every shipped scenario."""
    return [read_scenario(folder, assessor.law) for folder in scenario_folders([ROOT / "scenarios"])]


def measured_coverage(assessor: Assessor, found: list[Scenario]) -> Coverage:
    """What the scenarios show of the shipped rulebooks."""
    stage = [staged(assessor, scenario) for scenario in found]
    return coverage(assessor.law, [answered(question, stage) for question in questions(assessor.law)])


def measured_mutation(assessor: Assessor, found: list[Scenario]) -> Mutation:
    """What the scenarios notice of the shipped rulebooks mutated."""
    tried = Assessor(assessor.law, unconfirmed)
    rehearsals = Rehearsals(tried, [staged(tried, scenario) for scenario in found])
    with progress(list(mutants(assessor.law)), "Mutants") as each:
        return mutation(assessor.law, [rehearsals.fate(mutant) for mutant in each])


def page(found: list[Scenario], shown: Coverage, noticed: Mutation) -> Iterator[str]:
    """The lines of the page."""
    law, wording = shown.law, Wording("en")
    yield HEAD
    yield "| rulebook | rules | points | shown | accepted | mutants | killed | no law | accepted |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for book in law.rulebooks.values():
        own = [one for one in shown.covered if one.point.rulebook == book.id]
        shows = sum(1 for one in own if one.scenario is not None)
        fates = Counter(fate.fate for fate in noticed.fates if fate.mutant.rulebook == book.id)
        accepted = sum(1 for one in own if one.accepted)
        yield (
            f"| {book.id} {book.manifest.version} | {len(book.rules)} | {len(own)} | {shows} | {accepted} "
            f"| {sum(fates.values())} | {fates['killed']} | {fates['refused']} | {fates['survived']} |"
        )
    yield ""
    yield f"Scenarios: {len(found)}. Findings of `chetai check`: none beyond those accepted."
    yield (
        f"Coverage: {wording.percent(shown.percent)} of {len(shown.asked)} points. "
        f"Mutation score: {wording.percent(noticed.percent)} of {noticed.killed + len(noticed.unexplained)} mutants."
    )
    yield from ("", "## What no scenario can show", "")
    for one in shown.covered:
        if one.accepted:
            yield f"- `{one.point.id}`: {said_of_point(one.point, wording)}. {one.accepted.because.en}"
    yield from ("", "## Mutants that no scenario need kill", "")
    for survivor in noticed.survivors:
        if survivor.accepted:
            mutant = survivor.fate.mutant
            yield f"- `{mutant.id}`: {said_of_mutant(mutant, wording)}. {survivor.accepted.because.en}"


def main() -> int:
    """Measure, write the page, say whether all is as it should be."""
    assessor = Assessor(read_law())
    found = scenarios(assessor)
    failing = [scenario.name for scenario in found if rehearse(assessor, scenario)]
    findings = check(Scope.of((), (), (ROOT / "scenarios",), ())).findings
    shown, noticed = measured_coverage(assessor, found), measured_mutation(assessor, found)
    PAGE.write_text("\n".join(page(found, shown, noticed)) + "\n", encoding="utf-8")
    clean = not (failing or findings or shown.missing or shown.stale or noticed.unexplained or noticed.stale)
    sys.stdout.write(
        f"{PAGE.relative_to(ROOT)}: {shown.percent:.1f} % shown, {noticed.percent:.1f} % killed; failing: {failing}\n"
    )
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
