"""The drafter's lint: everything that can be said against a law before any case meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from engine.errors import Findings, InputError, Location, Problem, ResolutionError
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
class Scope:
    """What to check: rulebooks by id, folders of them, or all; over which law; with which scenarios.

    ``all_scenarios`` says that each is asked about, whatever rulebooks it names; ``repin`` names rules whose provisions
    a person has read again.
    """

    ids: tuple[str, ...]
    own: tuple[Path, ...]
    folders: tuple[Path, ...]
    scenarios: tuple[Path, ...]
    all_scenarios: bool = False
    repin: frozenset[str] = frozenset()

    @staticmethod
    def of(
        names: Iterable[str], folders: Iterable[Path], scenarios: Iterable[Path], repin: Iterable[str] = ()
    ) -> Scope:
        """What those words ask for: a name that is a folder is read as one of rulebooks."""
        own = tuple(Path(name) for name in names if Path(name).is_dir())
        ids = tuple(name for name in names if not Path(name).is_dir())
        named = tuple(scenarios)
        standing = (_SCENARIOS,) if next(_SCENARIOS.rglob("expected.yaml"), None) else ()
        return Scope(ids, own, (*folders, *own), named or standing, bool(named), frozenset(repin))


def check(scope: Scope) -> Checked:
    """Check a law and the scenarios over it: every fault, and the findings on the rulebooks asked for.

    Raises InputError: S320 no such rulebook, U501 no such rule, Y120 no scenario in a folder.
    """
    law = find_law(law_folders(scope.folders))
    only = _only(scope, law)
    read = Findings()
    read.problems.extend([*law.problems, *_without_rulebook(scope, law)])
    folders = scenario_folders(list(scope.scenarios))
    expectations = [e for folder in folders if (e := read_expectation(folder, read)) is not None]
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
    within = _within(findings, law, only, [] if scope.all_scenarios else expectations)
    told = sorted(within, key=lambda finding: (finding.at, finding.problem.code, finding.about))
    return Checked(
        faults=tuple(sorted({str(p): p for p in faults}.values(), key=lambda p: (str(p.at or ""), p.code))),
        findings=tuple(finding for finding in told if id(finding) not in accepted),
        accepted=tuple((finding, accepted[id(finding)]) for finding in told if id(finding) in accepted),
        withheld=tuple(sorted(withheld)),
    )


def _without_rulebook(scope: Scope, found: FoundLaw) -> Iterator[Problem]:
    """A folder that was named and holds no rulebook (R243)."""
    held = {*found.folders.values(), *found.left_out}
    for own in scope.own:
        if not held & {own, *own.iterdir()}:
            yield Problem("R243", Location(shown(own)))


def _only(scope: Scope, found: FoundLaw) -> frozenset[Path]:
    """The folders whose files are asked about; none where all are. A name may be that of what could not be read."""
    findings = Findings()
    if found.problems:
        known = [found.folders[name] for name in scope.ids if name in found.folders]
        return frozenset((*scope.own, *_inside(scope, found), *known))
    findings.add_unknown("S320", scope.ids, found.folders)
    findings.raise_if_any(ResolutionError)
    findings.add_unknown("U501", sorted(scope.repin), found.law.rules())
    findings.raise_if_any(InputError)
    return frozenset((*scope.own, *_inside(scope, found), *(found.folders[name] for name in scope.ids)))


def _inside(scope: Scope, found: FoundLaw) -> list[Path]:
    """The folders of rulebooks in those that were named."""
    return [folder for folder in found.folders.values() if {folder, folder.parent} & set(scope.own)]


def _findings(one: Check, subject: Subject) -> Iterator[Finding]:
    for came in one.find(subject):
        yield Finding(one.name, came.about, Problem(one.code, came.at, came.values, came.nearest), came.edit)


def _within(
    findings: list[Finding], found: FoundLaw, only: frozenset[Path], scenarios: list[Expectation]
) -> Iterator[Finding]:
    """The findings in the files of those folders, and in scenarios, of those given only under a rulebook of theirs."""
    folders = {PurePosixPath(shown(folder)) for folder in only}
    books = {name for name, folder in found.folders.items() if folder in only}
    asked = {(s.folder / "expected.yaml").as_posix(): set(s.expected.assess.rulebooks) for s in scenarios}
    for finding in findings:
        at = PurePosixPath(finding.at.file)
        scenario = at.name == "expected.yaml" and asked.get(at.as_posix(), books) & books
        if not only or at.parent in folders or scenario:
            yield finding
