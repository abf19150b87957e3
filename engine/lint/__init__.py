"""The drafter's lint: everything that can be said against a law before any case meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from engine.errors import Findings, InputError, Problem, ResolutionError
from engine.lint.accepting import accepting, accepts
from engine.lint.checks import CHECKS
from engine.lint.doubting import Doubt, partly_read
from engine.lint.finding import Check, Finding
from engine.lint.resolving import resolution_faults, without
from engine.lint.subject import Subject
from engine.model.base import Words
from engine.reading.law import FoundLaw, find_law, law_folders, shown
from engine.reading.places import Places
from engine.reading.scenario import Expectation, read_expectation, scenario_folders

_SCENARIOS = Path("scenarios")


@dataclass(frozen=True)
class Checked:
    """What is wrong: ``faults`` of reading and resolution, ``findings`` of the checks, in order of their places.

    ``accepted`` are findings let stand, each with why; ``withheld`` the names of checks some of whose findings a rule
    that could not be read may explain: they are not told.
    """

    faults: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Words], ...]
    withheld: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 3 faults among them."""
        return 3 if self.faults else 1 if self.findings else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What to check: rulebooks by id, folders of them, or all; over which law; with which scenarios.

    ``repin`` names rules whose provisions a person has read again.
    """

    ids: tuple[str, ...]
    own: tuple[Path, ...]
    folders: tuple[Path, ...]
    scenarios: tuple[Path, ...]
    repin: frozenset[str] = frozenset()

    @staticmethod
    def of(
        names: Iterable[str], folders: Iterable[Path], scenarios: Iterable[Path], repin: Iterable[str] = ()
    ) -> Asked:
        """What is asked with those words: a name that is a folder is read as one of rulebooks."""
        own = tuple(Path(name) for name in names if Path(name).is_dir())
        ids = tuple(name for name in names if not Path(name).is_dir())
        standing = (_SCENARIOS,) if next(_SCENARIOS.rglob("expected.yaml"), None) else ()
        return Asked(ids, own, (*folders, *own), tuple(scenarios) or standing, frozenset(repin))


def check(asked: Asked) -> Checked:
    """Check a law and the scenarios over it: every fault, and the findings on the rulebooks asked for.

    Raises InputError: S320 no such rulebook, U501 no such rule, Y120 no scenario in a folder.
    """
    law = find_law(law_folders(asked.folders))
    only = _only(asked, law)
    scenarios = asked.scenarios
    read = Findings()
    read.problems.extend(law.problems)
    expectations = [e for f in scenario_folders(list(scenarios)) if (e := read_expectation(f, read)) is not None]
    subject = Subject(law.law, Places(law), tuple(expectations), partly_read(law))
    faults = [*read.problems, *resolution_faults(without(law.law, subject.faulty))]
    doubt = Doubt(law, subject.places)
    found = [finding for one in CHECKS if not one.after_all for finding in _findings(one, subject)]
    findings = [finding for finding in found if not doubt.about(finding)]
    withheld = frozenset(finding.check for finding in found if finding not in findings)
    after = replace(subject, found=tuple(found))
    findings += [finding for one in CHECKS if one.after_all for finding in _findings(one, after)]
    lines = list(accepting(law.law))
    accepted = {id(f): line.because for f in findings for b, _, line in lines if accepts(b, line, f, subject.places)}
    told = sorted(_within(findings, law, only, expectations), key=lambda f: (f.at, f.problem.code, f.about))
    return Checked(
        faults=tuple(sorted({str(p): p for p in faults}.values(), key=lambda p: (str(p.at or ""), p.code))),
        findings=tuple(finding for finding in told if id(finding) not in accepted),
        accepted=tuple((finding, accepted[id(finding)]) for finding in told if id(finding) in accepted),
        withheld=tuple(sorted(withheld)),
    )


def _only(asked: Asked, found: FoundLaw) -> frozenset[Path]:
    """The folders whose files are asked about; none where all are."""
    findings = Findings()
    for name in asked.ids:
        if name not in found.folders:
            findings.add("S320", None, given=name, known=found.folders)
    findings.raise_if_any(ResolutionError)
    rules = found.law.rules()
    for name in sorted(asked.repin - set(rules)):
        findings.add("U501", None, given=name, known=rules)
    findings.raise_if_any(InputError)
    inside = [folder for folder in found.folders.values() if {folder, folder.parent} & set(asked.own)]
    return frozenset((*asked.own, *inside, *(found.folders[name] for name in asked.ids)))


def _findings(one: Check, subject: Subject) -> Iterator[Finding]:
    for came in one.find(subject):
        yield Finding(one.name, came.about, Problem(one.code, came.at, came.values, came.nearest), came.edit)


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
