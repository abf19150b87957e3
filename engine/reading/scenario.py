"""From a folder to a scenario: ``case.yaml`` and ``expected.yaml`` side by side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Findings, InputError, Location, Problem
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.scenario import Expected
from engine.reading.case import read_case
from engine.reading.records import place_of, read_record
from engine.reading.yaml import Node, read_tree


@dataclass(frozen=True)
class Scenario:
    """A scenario, the folder it stands in (``name`` is its path as given), and the day it is set on.

    ``text`` is ``expected.yaml`` as its author wrote it.
    """

    name: str
    folder: Path
    as_of: datetime.date
    case: Case
    expected: Expected
    text: str


def scenario_folders(paths: list[Path]) -> list[Path]:
    """Every folder with an ``expected.yaml`` in or below those paths; InputError (Y120) where there is none."""
    found = sorted({file.parent for path in paths for file in path.rglob("expected.yaml")})
    findings = Findings()
    for path in paths:
        if not any(folder == path or path in folder.parents for folder in found):
            findings.add("Y120", Location(path.as_posix()))
    findings.raise_if_any(InputError)
    return found


@dataclass(frozen=True)
class Expectation:
    """What a scenario expects, before its case is read; ``tree`` keeps the places."""

    folder: Path
    expected: Expected
    tree: Node


def read_expectation(folder: Path, findings: Findings) -> Expectation | None:
    """The ``expected.yaml`` of that folder, or None with every fault in ``findings``."""
    path = folder / "expected.yaml"
    tree = read_tree(path, path.as_posix(), findings)
    expected = read_record(Expected, tree, findings) if tree else None
    return Expectation(folder, expected, tree) if expected and tree else None


def place_in(scenario: Expectation, *steps: str | int) -> Location:
    """The place of the last of those keys that the scenario's ``expected.yaml`` has."""
    return place_of(scenario.tree, list(steps))


def read_scenario(folder: Path, law: Law) -> Scenario:
    """The scenario in that folder; InputError with every fault."""
    findings = Findings()
    expectation = read_expectation(folder, findings)
    case = None
    try:
        case = read_case(folder / "case.yaml", law)
    except InputError as error:
        findings.problems.extend(error.problems)
    findings.raise_if_any(InputError)
    if expectation is None or case is None:
        raise AssertionError("a scenario that cannot be read has problems")
    expected = expectation.expected
    as_of = expected.assess.as_of or case.as_of
    if as_of is None:
        raise InputError([Problem("Y121", Location((folder / "expected.yaml").as_posix()))])
    text = (folder / "expected.yaml").read_bytes().decode()
    return Scenario(folder.as_posix(), folder, as_of, case, expected, text)
