"""The sizes up to which proofs look at case files are enough: tried on random laws and cases.

What is so of a case file must be so of a part of it that has no more entries of each template than said.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from engine.program import is_auxiliary
from engine.proving.sizes import Size, Sizes
from engine.reading.law import read_law_of

from .random_law import random_case, random_law, random_readings, write
from .smaller_files import ASKED, Goal, Part, SmallerFiles

LAWS_A_TEST = 30


class SizeCheck:
    """One random law with two ways of reading it, and one random case."""

    def __init__(self, seed: int) -> None:
        self.rnd = Random(seed)
        plain = random_law(self.rnd)
        with tempfile.TemporaryDirectory() as folder:
            write(plain, Path(folder))
            law = read_law_of([Path(folder)])
        self.files = SmallerFiles(plain, law, random_case(self.rnd, plain))
        self.readings = [random_readings(self.rnd, plain) for _ in range(2)]
        clauses = [tuple(self.files.program(chosen).clauses()) for chosen in self.readings]
        self.sizes = [Sizes(own, law) for own in clauses]
        self.whichever = Sizes([clause for own in clauses for clause in own], law)
        self.seen: Counter[str] = Counter()

    def check(self) -> Counter[str]:
        """How often each kind of question was tried; AssertionError where a size is not enough."""
        for certainly in (True, False):
            self._holding(certainly)
            self._failing(certainly)
            self._differing(certainly)
        return self.seen

    def _is(self, part: Part, key: str, reading: int, asked: str, certainly: bool) -> bool:
        status = self.files.evaluation(part, self.readings[reading]).status(key)
        return ASKED[asked, certainly](status)

    def _goal(self, key: str, *asked: tuple[int, str, bool]) -> Goal:
        return lambda part: all(self._is(part, key, *one) for one in asked)

    def _keys(self, *parts: Part) -> list[str]:
        """Some of what may hold in those parts, under either reading."""
        found = {
            k for part in parts for chosen in self.readings for k in self.files.evaluation(part, chosen).conclusions
        }
        declared = sorted(key for key in found if not is_auxiliary(key))
        return self.rnd.sample(declared, min(len(declared), 8))

    def _holding(self, certainly: bool) -> None:
        for key in self._keys(self.files.whole):
            if self._is(self.files.whole, key, 0, "holds", certainly):
                code, constants, about = self.files.about(key)
                size = self.sizes[0].holds(code, constants, certainly)
                more = self.whichever.holds(code, constants, certainly)
                assert all(more.entries.get(t, 0) >= n for t, n in size.entries.items()) or more.unbounded
                self._try("holds", size, self._goal(key, (0, "holds", certainly)), about)

    def _failing(self, certainly: bool) -> None:
        """Leaving out entries can make an exception to an exception vanish: what it rests on must be kept."""
        whole = self.files.whole
        for _ in range(12):
            part = frozenset(entry for entry in sorted(whole) if self.rnd.random() < 0.5)
            for key in self._keys(part):
                code, constants, about = self.files.about(key)
                came_up = about <= part and not self._is(part, key, 0, "fails", certainly)
                if came_up and self._is(whole, key, 0, "fails", certainly):
                    kept = Size.of(self.files.counts(part))
                    size = kept.together(self.sizes[0].fails(code, constants, certainly))
                    self._try("fails", size, self._goal(key, (0, "fails", certainly)), part)

    def _differing(self, certainly: bool) -> None:
        whole = self.files.whole
        for key in self._keys(whole):
            code, constants, about = self.files.about(key)
            for other in (True, False):
                asked = ((0, "holds", certainly), (1, "fails", other))
                if all(self._is(whole, key, *one) for one in asked):
                    size = self.sizes[0].holds(code, constants, certainly)
                    size = size.together(self.sizes[1].fails(code, constants, other))
                    self._try("differs", size, self._goal(key, *asked), about)

    def _try(self, kind: str, size: Size, goal: Goal, keep: Part) -> None:
        if size.unbounded:
            self.seen["unbounded"] += 1
            return
        self.seen[kind] += 1
        assert self.files.within(goal, size.entries, keep, self.rnd) is not None, (kind, size, self.files.case)


@pytest.mark.parametrize("chunk", range(2))
def test_no_more_entries_are_needed_than_said(chunk: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(chunk * LAWS_A_TEST, (chunk + 1) * LAWS_A_TEST):
        seen += SizeCheck(seed).check()
    assert seen["holds"] > 50
    assert seen["fails"]
    assert seen["differs"]
