"""The lists of a conclusion piece by piece, and what two of them have not in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from engine.model.assessment import ConclusionResult
from engine.model.scenario import ExpectedConclusion

ListName = Literal["provisions", "because", "carries", "needs", "turns_on"]
LISTS: tuple[ListName, ...] = ("provisions", "because", "carries", "needs", "turns_on")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One thing in a list: a provision, a fact, an obstacle; a rule and its entries; a choice and its status."""

    name: str
    says: tuple[str, ...] = ()


def expectation(result: ConclusionResult) -> ExpectedConclusion:
    """A conclusion of an assessment as a scenario writes it."""
    return ExpectedConclusion(
        status=result.status,
        provisions=result.provisions,
        because=[{because.rule: because.from_} for because in result.because],
        carries={name: [value or "unknown" for value in values] for name, values in result.carries.items()},
        needs=result.needs,
        turns_on={f"{turn.reading}={turn.choice}": turn.status for turn in result.turns_on},
    )


def pieces(conclusion: ExpectedConclusion, part: ListName) -> list[Piece]:
    """The things that one list of a conclusion names, in an order of their own."""
    match part:
        case "because":
            found = [Piece(rule, tuple(sorted(e))) for because in conclusion.because for rule, e in because.items()]
        case "carries":
            found = [Piece(name, (value,)) for name, values in conclusion.carries.items() for value in values]
        case "turns_on":
            found = [Piece(turn, (status,)) for turn, status in conclusion.turns_on.items()]
        case "needs":
            found = [Piece(path) for path in conclusion.needs]
        case _:
            found = [Piece(provision) for provision in conclusion.provisions or ()]
    return sorted(found)


def compared(one: Iterable[Piece], other: Iterable[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What the second lacks of the first, and what it has beyond it."""
    first, second = Counter(one), Counter(other)
    return tuple(sorted((first - second).elements())), tuple(sorted((second - first).elements()))
