"""What the shipped rulebooks' own bench says of them, written into ``docs/law.md``: ``make law``.

Exit code 1 where a scenario fails, a check finds something, a share is below 100 %, or something is not proved.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.assess import Assessor
from engine.coverage import Coverage, answered, coverage, questions
from engine.decide import unconfirmed
from engine.lint import Scope, check
from engine.model.rulebook import Law
from engine.mutation import Mutation, mutation
from engine.mutation.killing import Rehearsals
from engine.mutation.mutants import mutants
from engine.proving.proof import Proof
from engine.proving.verify import Answer, Idle
from engine.proving.verify import questions as asked_of
from engine.reading.law import read_law
from engine.reading.scenario import Scenario, read_scenario, scenario_folders
from engine.rehearse import rehearse
from engine.report.coverage import said_of as said_of_point
from engine.report.mutation import said_of as said_of_mutant
from engine.report.progress import progress
from engine.report.proofs import is_clean, sized
from engine.report.words import Wording
from engine.staging import staged

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "law.md"
HEAD = (
    "# The law's own bench\n\n"
    "What `chetai check`, `chetai test --coverage`, `chetai test --mutate` and `chetai verify` say of the shipped "
    "rulebooks. Written by `make law`, which continuous integration runs and compares; do not edit by hand. What the "
    "measures mean: [the guide](guide.en.md#measuring-the-scenarios---coverage---mutate); what a proof is: "
    "[proofs](proofs.md).\n"
)
# All three are in force, each with the rules it has today; another day would ask for another proof.
DAY = datetime.date(2026, 1, 1)


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


def measured_proofs(law: Law) -> list[Answer]:
    """What is proved of the shipped rulebooks."""
    with progress(asked_of(law, (), (), DAY), "Properties") as each:
        return [question.answer() for question in each]


def page(found: list[Scenario], shown: Coverage, noticed: Mutation, proved: Sequence[Answer]) -> Iterator[str]:
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
    yield from ("", "## What is proved of every case file", "", *proofs(law, proved, wording))


def proofs(law: Law, proved: Sequence[Answer], wording: Wording) -> Iterator[str]:
    """The properties of each rulebook, up to which size one need look, and the conditions let stand."""
    yield f"Of the law in force on {DAY.isoformat()}, under every combination of readings that a property leaves open."
    yield from ("", "| property | kind | outcome | files up to |", "| --- | --- | --- | --- |")
    for one in (answer for answer in proved if isinstance(answer, Proof)):
        enough = sized(one.enough.entries, law.vocabulary, wording) if one.enough.entries else "–"
        bound = enough if one.is_complete else f"{sized(one.size, law.vocabulary, wording)}, not known to be enough"
        yield f"| `{one.about.id}` ({one.about.rulebook}) | {one.about.kind} | {one.outcome} | {bound} |"
    yield from ("", "–: nothing need be looked at; what would refute it contradicts itself, or is not read at all.", "")
    idle = [answer for answer in proved if isinstance(answer, Idle)]
    able = sum(one.in_force - len(one.rules) for one in idle)
    yield (
        f"Rules in force that can apply: {able} of {sum(one.in_force for one in idle)}. Conditions, exceptions and "
        f"alternatives that matter in no case file: {sum(len(one.conditions) for one in idle)} beyond those let stand:"
    )
    yield ""
    for let_stand in (accepted for one in idle for accepted in one.accepted):
        yield f"- `{let_stand.condition}`. {let_stand.because.en}"


def main() -> int:
    """Measure, write the page, say whether all is as it should be."""
    assessor = Assessor(read_law())
    found = scenarios(assessor)
    failing = [scenario.name for scenario in found if rehearse(assessor, scenario)]
    findings = check(Scope.of((), (), (ROOT / "scenarios",), ())).findings
    shown, noticed = measured_coverage(assessor, found), measured_mutation(assessor, found)
    proved = measured_proofs(assessor.law)
    PAGE.write_text("\n".join(page(found, shown, noticed, proved)) + "\n", encoding="utf-8")
    clean = not (failing or findings or shown.missing or shown.stale or noticed.unexplained or noticed.stale)
    clean = clean and is_clean(proved)
    outcomes = Counter(answer.outcome for answer in proved if isinstance(answer, Proof))
    sys.stdout.write(
        f"{PAGE.relative_to(ROOT)}: {shown.percent:.1f} % shown, {noticed.percent:.1f} % killed, "
        f"properties: {dict(outcomes)}; failing: {failing}\n"
    )
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
