"""The points of a rulebook's readings: each choice asked for, and each shown to make a difference."""

from __future__ import annotations

from collections.abc import Iterator

from engine.coverage.points import Point, Shows
from engine.model.rulebook import Rulebook


def reading_points(book: Rulebook) -> Iterator[tuple[Point, Shows]]:
    """For each choice of each reading: a scenario assessed under it, and one with a result that turns on it."""
    for name, reading in book.manifest.readings.items():
        for choice in reading.choices:
            yield _point(book, name, choice, "asked"), _asked(name, choice)
            yield _point(book, name, choice, "turns"), _turns(name, choice)


def _point(book: Rulebook, name: str, choice: str, side: str) -> Point:
    provision = (book.manifest.readings[name].provision,)
    return Point(book.id, "", "reading", name, f"{name} = {choice}", f"{choice}.{side}", book.at, provision)


def _asked(name: str, choice: str) -> Shows:
    return lambda on: on.decision.resolution.readings.get(name) == choice


def _turns(name: str, choice: str) -> Shows:
    return lambda on: any(f"{name}={choice}" in c.turns_on for c in on.scenario.expected.conclusions.values())
