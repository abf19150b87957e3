"""What a check finds: its place, what it is about, the values its message speaks of, and the lines that mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import Location, Problem, nearest

if TYPE_CHECKING:
    from engine.lint.subject import Subject


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines put in before ``line`` of a file (counted from 1), in the place of ``removed`` that stand there.

    Where ``only_if_asked``, a person must have read again what it is about first, and says so.
    """

    path: Path
    line: int
    lines: tuple[str, ...]
    removed: int = 0
    only_if_asked: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a check found; ``about`` is the stable name under which it can be accepted."""

    at: Location
    about: str
    values: dict[str, str] = field(default_factory=dict)
    nearest: str | None = None
    edit: Edit | None = None


def found(
    at: Location,
    about: str,
    /,
    *,
    edit: Edit | None = None,
    given: str | None = None,
    known: Iterable[str] = (),
    **values: str,
) -> Found:
    """A finding; with ``given``, the closest of the ``known`` names is suggested."""
    said = {"about": about} | values | ({"given": given} if given is not None else {})
    return Found(at, about, said, nearest(given, known) if given is not None else None, edit)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    ``every_rule`` says that it can be trusted only where every rule could be read, ``after_all`` that it looks at what
    the others found.
    """

    name: str
    code: str
    every_rule: bool
    after_all: bool
    find: Callable[[Subject], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, as it is told."""

    check: str
    about: str
    problem: Problem
    edit: Edit | None

    @property
    def at(self) -> Location:
        """Its place."""
        return self.problem.at or Location("")
