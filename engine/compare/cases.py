"""Whose outcome changes: every case assessed under both laws, and by which rule what comes differs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.assess import Assessed, Assessor, Examine, Request
from engine.compare.sides import Side
from engine.compare.touched import Touched
from engine.errors import CaseError, InputError, Location, Problem
from engine.model.assessment import ConclusionResult, StatusName
from engine.model.base import Words
from engine.model.case import Case
from engine.model.explanation import ExplainedConclusion, Failure
from engine.model.pieces import LISTS, ListName, Piece, compared, expectation, pieces
from engine.model.scenario import Asked
from engine.naming import Naming
from engine.reading.case import read_case
from engine.reading.cases import CaseFile, read_asked


@dataclass(frozen=True, slots=True)
class ListChange:
    """What is gone from one list of a conclusion, and what is new in it."""

    part: ListName
    gone: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """A conclusion that comes out otherwise; a status is None under a law that knows no such conclusion.

    ``through`` are the rules behind it, on either side, that the laws do not have in common; ``why_not`` says what the
    rules that concluded it lack now, ``no_longer`` which of them are not there any more.
    """

    key: str
    code: str
    label: Words
    before: StatusName | None
    after: StatusName | None
    lists: tuple[ListChange, ...]
    through: tuple[str, ...]
    why_not: tuple[Failure, ...]
    no_longer: tuple[str, ...]


@dataclass(frozen=True)
class ChangedCase:
    """A case that comes out otherwise: what it is, how its entries are called under each law, and what changes."""

    name: str
    case: Case
    old: Naming
    new: Naming
    changes: tuple[ConclusionChange, ...]


@dataclass(frozen=True)
class Unread:
    """A case that could not be compared: under which sides, and what is wrong."""

    name: str
    sides: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Outcomes:
    """All cases: how many were compared, those that change, and those that could not be compared."""

    compared: int
    changed: tuple[ChangedCase, ...]
    unread: tuple[Unread, ...]


def outcomes(
    files: Iterable[CaseFile],
    sides: tuple[Side, Side],
    as_of: datetime.date | None,
    touched: Touched,
    examine: Examine = Assessor.examine,
) -> Outcomes:
    """Every case under both sides; ``as_of`` is the day for those that name none.

    A case that cannot be read or assessed under one side keeps no other back. Raises EvaluationError where no
    assessment may be issued.
    """
    number, changed, unread = 0, list[ChangedCase](), list[Unread]()
    for file in files:
        found = _both(file, sides, as_of, examine)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        number += 1
        old, new = found
        changes = tuple(_changes(old, new, touched))
        if changes:
            changed.append(ChangedCase(file.name, new.case, old.naming, new.naming, changes))
    return Outcomes(number, tuple(changed), tuple(unread))


def _both(
    file: CaseFile, sides: tuple[Side, Side], as_of: datetime.date | None, examine: Examine
) -> tuple[Assessed, Assessed] | Unread:
    found: list[Assessed] = []
    failed: list[str] = []
    problems: list[Problem] = []
    for side in sides:
        try:
            with side.speaking():
                found.append(_assessed(file, side, as_of, examine))
        except InputError as error:
            failed.append(side.name)
            problems.extend(error.problems)
    if failed:
        return Unread(file.name, tuple(failed), InputError(problems).problems)
    return found[0], found[1]


def _assessed(file: CaseFile, side: Side, as_of: datetime.date | None, examine: Examine) -> Assessed:
    asked = read_asked(file)
    case = read_case(file.path, side.law)
    day = asked.as_of or case.as_of or as_of
    place = Location((file.expected or file.path).as_posix())
    if day is None:
        raise InputError([Problem("Y136", place)])
    try:
        readings = {**asked.readings, **_meant(side, day, asked)}
        return examine(side.assessor, case, Request(day, readings, tuple(asked.rulebooks), asked.as_claimed_by))
    except InputError as error:
        raise InputError(Problem(p.code, p.at or place, p.values, p.nearest) for p in error.problems) from error


def _meant(side: Side, day: datetime.date, asked: Asked) -> Mapping[str, str]:
    """The side's readings, as far as they are of the rulebooks that the case is assessed under."""
    if not side.readings:
        return {}
    known = side.assessor.resolver.resolve(day, {}, tuple(asked.rulebooks)).readings
    return {name: choice for name, choice in side.readings.items() if name in known}


def _changes(old: Assessed, new: Assessed, touched: Touched) -> Iterator[ConclusionChange]:
    before = {result.key: result for result in old.assessment.conclusions}
    after = {result.key: result for result in new.assessment.conclusions}
    for key in sorted({*before, *after}):
        one, other = before.get(key), after.get(key)
        result = other or one
        if result is None:
            continue
        was, now = _status(one, result.code, old), _status(other, result.code, new)
        lists = tuple(_lists(one, other, whole=was == now))
        if was != now or lists:
            yield ConclusionChange(
                key=key,
                code=result.code,
                label=result.label,
                before=was,
                after=now,
                lists=lists,
                through=touched.among({*_rules_behind(old, one), *_rules_behind(new, other)}),
                why_not=tuple(_why_not(one, now, new)),
                no_longer=tuple(r for r in _rules_of(one) if r not in new.decision.resolution.rules),
            )


def _status(result: ConclusionResult | None, code: str, assessed: Assessed) -> StatusName | None:
    if result is not None:
        return result.status
    return "does_not_hold" if code in assessed.law.declared() else None


def _lists(one: ConclusionResult | None, other: ConclusionResult | None, *, whole: bool) -> Iterator[ListChange]:
    """The lists that differ; where the status does too, the reasons and needs alone.

    What does not hold has no reasons: what its rules would cite is not told, only on which readings it turns.
    """
    held = [r if r is not None and r.status != "does_not_hold" else None for r in (one, other)]
    for part in LISTS:
        if not (whole or part in ("because", "needs")):
            continue
        told = (one, other) if part == "turns_on" else held
        gone, new = compared(*(pieces(expectation(r), part) if r else [] for r in told))
        if gone or new:
            yield ListChange(part, gone, new)


def _rules_of(result: ConclusionResult | None) -> list[str]:
    return sorted({because.rule for because in result.because}) if result else []


def _rules_behind(assessed: Assessed, result: ConclusionResult | None) -> set[str]:
    """Every rule that a conclusion rests on, followed through the conclusions it builds on."""
    if result is None:
        return set()
    waiting = [assessed.explainer.conclusion(result.key, result.code, result.args)]
    rules: set[str] = set()
    while waiting:
        explained: ExplainedConclusion = waiting.pop()
        for way in explained.ways:
            rules |= {way.rule, *(condition.rule for condition in way.conditions if condition.rule)}
            waiting.extend(way.builds_on)
    return rules


def _why_not(one: ConclusionResult | None, now: StatusName | None, new: Assessed) -> list[Failure]:
    """What each rule that concluded it lacks under the new law, where it is not concluded any more."""
    rules = _rules_of(one)
    if one is None or not rules or now != "does_not_hold":
        return []
    try:
        failures = new.explain(one.key).conclusion.failures
    except CaseError:  # its arguments are others now
        return []
    return [failure for failure in failures if failure.rule in rules]
