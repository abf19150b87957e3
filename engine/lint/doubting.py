"""What faults of reading leave open: which rules were read in part, and which findings they may explain."""

from __future__ import annotations

import re

from engine.errors import Problem
from engine.lint.checks import CHECKS
from engine.lint.finding import Finding
from engine.reading.law import FoundLaw
from engine.reading.places import Places

# Faults of reading after which the law is there all the same: what it names elsewhere is not.
_HARMLESS = frozenset({"R251", "R252", "R253", "R254", "R255"})
# Files on which no rule builds.
_TABLES = ("coverage.yaml", "accepted.yaml", "properties.yaml")


def partly_read(found: FoundLaw) -> frozenset[str]:
    """The rules that could be read only in part, and every rule where a name of the law may mean nothing."""
    rules = sorted(found.law.rules().values(), key=lambda rule: rule.at)
    faulty: set[str] = set()
    for problem in _grave(found):
        beside = [rule for rule in rules if problem.at and rule.at.file == problem.at.file]
        left_out = problem.at is not None and not beside and _is_rulebook_left_out(problem, found)
        if not beside and not left_out:
            faulty.update(rule.id for rule in rules)
        faulty.update(rule.id for rule in [r for r in beside if problem.at and r.at <= problem.at][-1:])
    return frozenset(faulty)


def _grave(found: FoundLaw) -> list[Problem]:
    """The faults after which something that rules build on, or a rule, is not there."""
    there = {book.at.file for book in found.law.rulebooks.values()}
    filled = {"vocabulary.yaml", *(t.catalogue for t in found.law.vocabulary.templates.values() if t.catalogue)}
    return [
        problem
        for problem in found.problems
        if problem.code not in _HARMLESS
        and not (problem.at and problem.at.file.endswith(_TABLES))
        # A text that is missing has a stand-in; anything else that is missing leaves the whole file out.
        and not (
            problem.code == "R202"
            and problem.at
            and (problem.at.file in there or problem.at.file.rpartition("/")[2] in filled)
        )
    ]


def _is_rulebook_left_out(problem: Problem, found: FoundLaw) -> bool:
    folder = problem.at.file.rpartition("/")[0] if problem.at else ""
    return any(path.as_posix().endswith(folder) for path in found.left_out)


class Doubt:
    """Whether a finding that nothing does this or that may be the fault of a rule that could not be read."""

    def __init__(self, found: FoundLaw, places: Places) -> None:
        grave = _grave(found)
        self._text = places.written({p.at.file for p in grave if p.at}) if grave or found.left_out else ""
        self._every_rule = {check.name for check in CHECKS if check.every_rule}

    def about(self, finding: Finding) -> bool:
        """Whether what the finding is about is named where something could not be read."""
        if finding.check not in self._every_rule or not self._text:
            return False
        names = {finding.about, re.split(r"[.=:\s]+", finding.about)[-1]}
        return any(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", self._text) for name in names)
