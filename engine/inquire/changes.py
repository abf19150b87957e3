"""Every smallest set of facts whose change flips a conclusion, each way of changing them confirmed by both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from engine.assess import Assessor, Request
from engine.conclude import read_key
from engine.decide import Decision
from engine.errors import CaseError, EvaluationError, Problem
from engine.evaluation import Status
from engine.facts import facts_of
from engine.inquire.changeable import ChangeableCase
from engine.inquire.flipping import Flipping, FlippingSet
from engine.inquire.ways import Way
from engine.inquire.what_if import changed
from engine.model.assessment import Note
from engine.model.base import Words
from engine.model.case import Case
from engine.model.json_text import json_text
from engine.model.rulebook import Law
from engine.naming import Naming
from engine.notes import told_by_nobody
from engine.program import written_key

FORMAT = "chetai/changes/1"
_FLIPPED = {
    Status.HOLDS: (Status.DOES_NOT_HOLD,),
    Status.DOES_NOT_HOLD: (Status.HOLDS,),
    Status.UNDETERMINED: (Status.HOLDS, Status.DOES_NOT_HOLD),
}

# Goes through that many steps and may show how far it is.
Steps = Callable[[Sequence[int]], AbstractContextManager[Iterator[int]]]


@dataclass(frozen=True, slots=True)
class Direction:
    """The sets that bring a conclusion to a status, smallest first; ``has_more`` says that some are left out.

    Where it has that status already, there are none.
    """

    to: Status
    sets: tuple[FlippingSet, ...]
    has_more: bool

    def is_smallest(self, found: FlippingSet) -> bool:
        """Whether no set has fewer facts."""
        return len(found.facts) == len(self.sets[0].facts)


@dataclass(frozen=True)
class Changes:
    """What would flip a conclusion of a case."""

    case: Case
    claimed_by: str | None
    notes: tuple[Note, ...]
    law: Law
    decision: Decision
    key: str
    label: Words
    status: Status
    directions: tuple[Direction, ...]

    @property
    def naming(self) -> Naming:
        """How the entries of the case are called."""
        return Naming(self.decision.facts, self.law)

    def to_json(self) -> str:
        """All of it as JSON text, ending in a newline."""
        return json_text(
            {
                "format": FORMAT,
                "case": {"id": self.case.id, "digest": self.case.digest},
                "as_of": self.decision.resolution.as_of.isoformat(),
                "claimed_by": self.claimed_by,
                "notes": [note.model_dump() for note in self.notes],
                "engines": {
                    "decided_by": self.decision.decided_by,
                    "confirmed_by": list(self.decision.confirmed_by),
                },
                "key": self.key,
                "label": self.label.model_dump(),
                "status": self.status,
                "directions": [
                    {"to": one.to, "sets": [_as_json(one, found) for found in one.sets], "has_more": one.has_more}
                    for one in self.directions
                ],
            }
        )


def _as_json(direction: Direction, found: FlippingSet) -> dict[str, object]:
    return {
        "size": len(found.facts),
        "smallest": direction.is_smallest(found),
        "facts": {fact.path: fact.now for fact in found.facts},
        "ways": [
            {
                "set": dict(way.values),
                "ranges": {path: dict(bounds) for path, bounds in way.ranges.items()},
                "examples": list(way.examples),
                "alike": {path: list(others) for path, others in way.alike.items()},
            }
            for way in found.ways
        ],
        "has_more_ways": found.has_more_ways,
    }


def changes(
    assessor: Assessor,
    case: Case,
    request: Request,
    key: str,
    to: Status | None = None,
    limit: int = 100,
    steps: Steps = lambda numbers: nullcontext(iter(numbers)),
) -> Changes:
    """What would flip that conclusion: the other way; an undetermined one both ways; ``to`` one of them alone.

    No more than ``limit`` sets each way. Raises CaseError: C442 to C444 a key that is no conclusion; EvaluationError:
    E506 the engines do not confirm what was found; and what deciding raises.
    """
    decision = assessor.decision(case, request)
    code, args = read_key(key, assessor.law, decision.facts)
    asked = _Asked(assessor, case, request, decision, code, tuple(args.values()))
    conclusion = assessor.law.declared()[code][1]
    return Changes(
        case=case,
        claimed_by=request.claimed_by,
        notes=tuple(told_by_nobody(case, request.claimed_by)),
        law=assessor.law,
        decision=decision,
        key=asked.key,
        label=Naming(decision.facts, assessor.law).filled(conclusion.label, conclusion.fields, args),
        status=asked.status,
        directions=tuple(
            asked.direction(wanted, limit, steps) for wanted in (_FLIPPED[asked.status] if to is None else (to,))
        ),
    )


class _Asked:
    """A conclusion of a case, and the part of the program that bears on it."""

    def __init__(
        self,
        assessor: Assessor,
        case: Case,
        request: Request,
        decision: Decision,
        code: str,
        arguments: tuple[str, ...],
    ) -> None:
        self.assessor = assessor
        self.case = case
        self.claimed_by = request.claimed_by
        self.code = code
        self.arguments = arguments
        self.key = written_key(code, arguments)
        self.status = decision.evaluation.status(self.key)
        self.facts = decision.facts
        program = decision.resolution.program
        self.resolution = replace(decision.resolution, program=program.of(program.leading([code])))

    def direction(self, to: Status, limit: int, steps: Steps) -> Direction:
        """The sets that bring it to that status."""
        if to is self.status:
            return Direction(to, (), has_more=False)
        program, day = self.resolution.program, self.resolution.as_of
        case = ChangeableCase(self.case, self.facts, self.assessor.law, program, day)
        found = Flipping(case, program, self.code, self.arguments, to).sets()
        sets: list[FlippingSet] = []
        with steps(range(limit)) as numbers:
            for _ in numbers:
                one = next(found, None)
                if one is None:
                    break
                for way in one.ways:
                    self._confirm(way, to)
                sets.append(one)
        has_more = len(sets) == limit and next(found, None) is not None
        sets.sort(key=lambda one: (len(one.facts), [case.numbers[fact.path] for fact in one.facts]))
        return Direction(to, tuple(sets), has_more)

    def _confirm(self, way: Way, to: Status) -> None:
        """Both engines must say the same of the case so changed: a way they do not confirm is never shown."""
        try:
            case = changed(self.case, self.assessor.law, self.claimed_by, way.values)
            facts = facts_of(case, self.assessor.law, self.claimed_by)
        except CaseError as error:
            came = "; ".join(map(str, error.problems))
        else:
            came = self.assessor.decided(self.resolution, facts).evaluation.status(self.key).value
        if came != to.value:
            settings = ", ".join(f"{path}={value}" for path, value in way.values.items())
            raise EvaluationError(
                [Problem("E506", None, {"settings": settings, "key": self.key, "wanted": to.value, "came": came})]
            )
