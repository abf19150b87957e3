"""What can be wrong with an input or a run: where, which code, which values; the wording is ``report/messages``."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file a person wrote; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a stable code, its place, the values its message speaks of, and the nearest valid name if any."""

    code: str
    at: Location | None
    values: dict[str, str] = field(default_factory=dict)
    nearest: str | None = None

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.at or '-'}: {self.code} {details}"


class ChetaiError(Exception):
    """Any failure that is told to a person as a list of problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        once = {str(problem): problem for problem in problems}
        self.problems = tuple(sorted(once.values(), key=lambda p: (p.at or Location(""), p.code)))
        super().__init__("\n".join(map(str, self.problems)))


class InputError(ChetaiError):
    """Something a person wrote cannot be used (exit code 3)."""


class RulebookError(InputError):
    """A vocabulary, catalogue or rulebook is wrong (Y1xx, R2xx)."""


class ResolutionError(InputError):
    """Rules that read well one by one do not work together (S3xx)."""


class CaseError(InputError):
    """A case file is wrong (Y1xx, C4xx)."""


class EvaluationError(ChetaiError):
    """No assessment may be issued: the engines differ, or one cannot run (E5xx, exit code 4)."""


class Findings:
    """Collects every problem of one stage, so that all are reported together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self, code: str, at: Location | None, /, *, given: str | None = None, known: Iterable[str] = (), **values: str
    ) -> None:
        """Record a problem; with ``given``, the closest of the ``known`` names is suggested."""
        if given is not None:
            values["given"] = given
        self.problems.append(Problem(code, at, values, nearest(given, known) if given is not None else None))

    def add_unknown(self, code: str, names: Iterable[str], known: Collection[str]) -> None:
        """Record a problem for each of the names that is not among the ``known`` ones."""
        for name in names:
            if name not in known:
                self.add(code, None, given=name, known=known)

    def raise_if_any(self, error: type[ChetaiError]) -> None:
        """Raise ``error`` with everything found so far, if anything was."""
        if self.problems:
            raise error(self.problems)


def each(things: Iterable[Thing], made: Callable[[Thing], Result]) -> list[Result]:
    """What is made of every thing; InputError with the faults of all where any is wrong."""
    found: list[Result] = []
    problems: list[Problem] = []
    for thing in things:
        try:
            found.append(made(thing))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return found


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like the given one, or None where none is close."""
    matches = difflib.get_close_matches(given, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
