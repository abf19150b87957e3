"""What became of a property: proved up to a size, refuted by cases, or said of nothing that can occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.model.case import Case
from engine.model.property import Property
from engine.proving.size import Size

Outcome = Literal["proved", "refuted", "vacuous"]


@dataclass(frozen=True)
class Counterexample:
    """One case, or two that differ in one fact, that both engines confirm.

    ``rests_on`` are the entries and conclusions that meet what must not be; ``becomes`` the conclusions that differ
    between the two cases, with their status in each, ``path`` the fact by which the cases differ.
    """

    cases: tuple[Case, ...]
    readings: Mapping[str, str]
    rests_on: tuple[str, ...] = ()
    becomes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True)
class Proof:
    """The outcome for one property; ``size`` is what was looked at, ``enough`` what would be enough for all files.

    ``unread`` says that nothing which leads to the conclusions reads the facts that change. ``missing`` are the parts
    of the premise, by number, that cannot occur.
    """

    about: Property
    outcome: Outcome
    size: Mapping[str, int]
    enough: Size
    counterexample: Counterexample | None = None
    missing: tuple[int, ...] = ()
    unread: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether what was looked at is enough for every case file."""
        return self.enough.is_within(self.size)
