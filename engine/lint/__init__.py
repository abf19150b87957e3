"""The drafter's lint: everything that can be said against a law before any case meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from engine.errors import Findings, Problem, ResolutionError
from engine.lint.accepting import accepting, accepts
from engine.lint.checks import CHECKS
from engine.lint.finding import Check, Finding
from engine.lint.resolving import resolution_faults, without
from engine.lint.subject import Subject
from engine.model.base import Words
from engine.reading.law import FoundLaw, find_law, law_folders, shown
from engine.reading.places import Places
from engine.reading.scenario import Expectation, read_expectation, scenario_folders

_SCENARIOS = Path("scenarios")
# Faults of reading after which the law is there all the same: what it names elsewhere is not.
_HARMLESS = frozenset({"R249", "R251", "R252", "R253", "R254", "R255"})


@dataclass(frozen=True)
class Checked:
    """What is wrong: ``faults`` of reading and resolution, ``findings`` of the checks, in order of their places.

    ``accepted`` are findings let stand, each with why; ``not_run`` the checks that faults of reading leave no ground.
    """

    faults: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Words], ...]
    not_run: tuple[Check, ...]

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 3 faults among them."""
        return 3 if self.faults else 1 if self.findings else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What to check: rulebooks by id, folders of them, or all; over which law; with which scenarios."""

    ids: tuple[str, ...]
    own: tuple[Path, ...]
    folders: tuple[Path, ...]
    scenarios: tuple[Path, ...]

    @staticmethod
    def of(names: Iterable[str], folders: Iterable[Path], scenarios: Iterable[Path]) -> Asked:
        """What is asked with those words: a name that is a folder is read as one of rulebooks."""
        own = tuple(Path(name) for name in names if Path(name).is_dir())
        ids = tuple(name for name in names if not Path(name).is_dir())
        standing = tuple(path for path in (_SCENARIOS,) if path.is_dir())
        return Asked(ids, own, (*folders, *own), tuple(scenarios) or standing)


def check(asked: Asked) -> Checked:
    """Check a law and the scenarios over it: every fault, and the findings on the rulebooks asked for.

    Raises InputError: S320 no such rulebook, Y120 no scenario in a folder.
    """
    law = find_law(law_folders(asked.folders))
    only = _only(asked, law)
    scenarios = asked.scenarios
    read = Findings()
    read.problems.extend(law.problems)
    expectations = [e for f in scenario_folders(list(scenarios)) if (e := read_expectation(f, read)) is not None]
    subject = _subject(law, tuple(expectations))
    faults = [*read.problems, *resolution_faults(without(law.law, subject.faulty))]
    whole = all(problem.code in _HARMLESS for problem in law.problems)
    run = [one for one in CHECKS if whole or not one.every_rule]
    not_run = tuple(one for one in CHECKS if one not in run)
    findings = [finding for one in run if not one.after_all for finding in _findings(one, subject)]
    after = replace(subject, found=tuple(findings), not_run=frozenset(one.name for one in not_run))
    findings += [finding for one in run if one.after_all for finding in _findings(one, after)]
    lines = list(accepting(law.law))
    accepted = {id(f): line.because for f in findings for b, _, line in lines if accepts(b, line, f, subject.places)}
    told = sorted(_within(findings, law, only, expectations), key=lambda f: (f.at, f.problem.code, f.about))
    return Checked(
        faults=tuple(sorted({str(p): p for p in faults}.values(), key=lambda p: (str(p.at or ""), p.code))),
        findings=tuple(finding for finding in told if id(finding) not in accepted),
        accepted=tuple((finding, accepted[id(finding)]) for finding in told if id(finding) in accepted),
        not_run=not_run,
    )


def _only(asked: Asked, found: FoundLaw) -> frozenset[Path]:
    """The folders whose files are asked about; none where all are."""
    findings = Findings()
    for name in asked.ids:
        if name not in found.folders:
            findings.add("S320", None, given=name, known=found.folders)
    findings.raise_if_any(ResolutionError)
    inside = [folder for folder in found.folders.values() if {folder, folder.parent} & set(asked.own)]
    return frozenset((*asked.own, *inside, *(found.folders[name] for name in asked.ids)))


def _findings(one: Check, subject: Subject) -> Iterator[Finding]:
    for came in one.find(subject):
        yield Finding(one.name, came.about, Problem(one.code, came.at, came.values, came.nearest), came.edit)


def _subject(found: FoundLaw, scenarios: tuple[Expectation, ...]) -> Subject:
    """What the checks look at; a rule with a fault in its lines is not judged, nor any where names may mean nothing."""
    rules = sorted(found.law.rules().values(), key=lambda rule: rule.at)
    faulty: set[str] = set()
    for problem in found.problems:
        beside = [rule for rule in rules if problem.at and rule.at.file == problem.at.file]
        if problem.code in _HARMLESS or problem.at is None:
            continue
        if not beside and not problem.at.file.endswith(("coverage.yaml", "accepted.yaml")):
            faulty.update(rule.id for rule in rules)
        faulty.update(rule.id for rule in [r for r in beside if r.at <= problem.at][-1:])
    return Subject(found.law, Places(found), scenarios, frozenset(faulty))


def _within(
    findings: list[Finding], found: FoundLaw, only: frozenset[Path], scenarios: list[Expectation]
) -> Iterator[Finding]:
    """The findings in the files of those folders, and in scenarios that are assessed under a rulebook of them."""
    folders = {PurePosixPath(shown(folder)) for folder in only}
    books = {name for name, folder in found.folders.items() if folder in only}
    asked = {(s.folder / "expected.yaml").as_posix(): set(s.expected.assess.rulebooks) for s in scenarios}
    for finding in findings:
        at = PurePosixPath(finding.at.file)
        if not only or at.parent in folders or asked.get(at.as_posix(), set()) & books:
            yield finding
