"""A program as durable-rules wants it written: one definition for each clause and mode, within the sound core.

A pattern is a token that says a row meets a shape, and equality joins between the ids of what was matched. A clause
with gatherings has a second definition, of its candidate and of one fact for each gathering that is met.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from engine.program import Clause, Program, Shape

Mode = Literal["must", "may"]
MODES: tuple[Mode, ...] = ("must", "may")

# The fact that opens every session; also what a clause without patterns is met by.
SENTINEL = {"kind": "open", "self": "open"}
_SENTINEL_PATTERN: list[Any] = [{"kind": "open"}]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A firing: which definition, and the ``self`` tokens of the facts it matched, in order."""

    definition: str
    tokens: tuple[str, ...]


class Definitions:
    """The definitions of one program, and what their names stand for.

    ``clauses`` maps the name of a definition to its clause and mode, ``kinds`` a shape to its token; ``names`` are the
    definitions of a clause, ``candidates`` those fired by a candidate whose gatherings are met.
    """

    def __init__(self, program: Program, record: Callable[[Recorded], None]) -> None:
        self.record = record
        self.kinds: dict[Shape, str] = {}
        self.clauses: dict[str, tuple[Clause, Mode]] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.candidates: set[str] = set()
        self.by_name: dict[str, Any] = {"open": {"all": [{"m0": _SENTINEL_PATTERN[0]}], "run": lambda c: None}}
        for number, clause in enumerate(program.clauses()):
            self.names[clause.id] = tuple(f"c{number}{mode}" for mode in MODES)
            for mode in MODES:
                name = f"c{number}{mode}"
                self.clauses[name] = (clause, mode)
                self.by_name[name] = self._definition(name, self._conditions(clause, mode))
                if clause.gatherings:
                    self.candidates.add(f"{name}g")
                    self.by_name[f"{name}g"] = self._definition(f"{name}g", self._gathered(name, clause))

    def kind(self, shape: Shape) -> str:
        """The token that says a row meets this shape."""
        return self.kinds.setdefault(shape, f"k{len(self.kinds)}")

    def _conditions(self, clause: Clause, mode: Mode) -> list[list[Any]]:
        seen: dict[str, tuple[int, str]] = {}
        patterns = [] if clause.body else [_SENTINEL_PATTERN]
        for number, pattern in enumerate(clause.body):
            conditions: list[Any] = [{"kind": self.kind(pattern.shape) + mode}]
            for place, name in enumerate(pattern.variables()):
                if name is None:
                    continue
                if name in seen and seen[name][0] != number:
                    other, field = seen[name]
                    conditions.append({f"i{place}": {f"m{other}": field}})
                seen.setdefault(name, (number, f"i{place}"))
            patterns.append(conditions)
        return patterns

    def _gathered(self, name: str, clause: Clause) -> list[list[Any]]:
        """The candidate, and for each gathering a fact that it is met for the candidate's binding."""
        met = [
            [{"kind": f"{name}met{number}"}, {"binding": {"m0": f"g{number}"}}]
            for number in range(len(clause.gatherings))
        ]
        return [[{"kind": f"{name}candidate"}], *met]

    def _definition(self, name: str, patterns: list[list[Any]]) -> dict[str, Any]:
        wanted = [f"m{number}" for number in range(len(patterns))]

        def record(closure: Any) -> None:
            self.record(Recorded(name, tuple(closure._m[place]["self"] for place in wanted)))

        return {
            "all": [
                {place: conditions[0] if len(conditions) == 1 else {"$and": conditions}}
                for place, conditions in zip(wanted, patterns, strict=True)
            ],
            "dist": 0,
            "run": record,
        }
