"""The smallest sets of facts whose change brings a conclusion to a status: all of them, the smallest first.

Sets are looked for by size. One that has been found is forbidden from then on, and with it all that contain it; so
whatever is found next has no part that is enough by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.evaluation import Status
from engine.evaluators.encoded_program import encode, unguarded
from engine.evaluators.encoding import Encoding
from engine.inquire.changeable import Changeable, ChangeableCase
from engine.inquire.ways import Way, Ways
from engine.program import Program

# Of a set of one fact so many ways are listed, of larger ones fewer: there, one value more is many ways more.
_MOST_WAYS = 48


@dataclass(frozen=True, slots=True)
class FlippingSet:
    """Facts that together flip a conclusion, no part of them by itself, and the ways of setting them that do.

    ``has_more_ways`` says that some are left out.
    """

    facts: tuple[Changeable, ...]
    ways: tuple[Way, ...]
    has_more_ways: bool


class Flipping:
    """Looks for what brings the conclusion to that status; ``program`` holds all that bears on it."""

    def __init__(
        self, case: ChangeableCase, program: Program, code: str, arguments: tuple[str, ...], to: Status
    ) -> None:
        from engine.evaluators.solver import Solver  # loaded only where something is looked for

        self.case = case
        encoding = Encoding()
        encode(encoding, unguarded(program), program.arguments)
        case.write(encoding, "")
        encoding.lines.append("#show. #show opt/2.")
        rail = "m" if to is Status.HOLDS else "y"
        self.goal = ((f"{rail}_{encoding.code(code)}", arguments), to is Status.HOLDS)
        self.solver = Solver(encoding.text())

    def sets(self) -> Iterator[FlippingSet]:
        """Every set, by size; the empty one where the conclusion has the status already."""
        size = -1
        while self.solver.first(self.goal) is not None:
            size += 1
            self.solver.add(f"most({size}) :- #count {{ N : chg(N) }} {size}.", f"most {size}")
            while (found := self.solver.first(self.goal, (("most", (size,)), True))) is not None:
                numbers = sorted({number for _, (number, _) in found})
                yield self._set(numbers)
                changed = ", ".join(f"chg({number})" for number in numbers)
                self.solver.add(f":- {changed or '#true'}.", f"found {changed}")

    def _set(self, numbers: Sequence[int]) -> FlippingSet:
        facts = tuple(self.case.changeable[number] for number in numbers)
        ways = Ways(facts, self.case.distinctions)
        most = max(1, _MOST_WAYS // max(1, len(facts)))
        found: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
        for chosen in self._enough(numbers, ways):
            found[ways.signature(chosen)].append(chosen)
            if len(found) > most:
                break
        listed = sorted(map(sorted, found.values()))[:most]
        return FlippingSet(facts, tuple(map(ways.way, listed)), len(found) > most)

    def _enough(self, numbers: Sequence[int], ways: Ways) -> Iterator[tuple[int, ...]]:
        """The options of the facts in each way of setting them, and only them, that is enough."""
        stay = [(("chg", (number,)), False) for number in range(len(self.case.changeable)) if number not in numbers]
        skip = [
            (("opt", (number, option)), False)
            for place, number in enumerate(numbers)
            for option in range(len(ways.facts[place].options))
            if not ways.is_admitted(place, option)
        ]
        for found in self.solver.each(self.goal, *stay, *skip):
            options = {number: option for _, (number, option) in found}
            yield tuple(options[number] for number in numbers)
