"""Where a scenario and an assessment differ: not two long lists, but what is missing and what is unexpected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.model.assessment import Assessment, ConclusionResult
from engine.model.scenario import Expected, ExpectedConclusion, ExpectedVerdict

Part = Literal["status", "provisions", "because", "carries", "needs", "turns_on", "verdict", "why"]
LISTS: tuple[Part, ...] = ("provisions", "because", "carries", "needs", "turns_on")


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One thing in a list: a provision, a fact, an obstacle; a rule and its entries; a choice and its status."""

    name: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a conclusion, or of the verdict of a rule about an entry, that is not as expected.

    ``about`` is the conclusion's key or the rule. A status or verdict has ``expected`` and ``actual``, None where it is
    not there; a list has what is ``missing`` from it and what is ``unexpected`` in it.
    """

    kind: Literal["conclusion", "verdict"]
    about: str
    part: Part
    entry: str | None = None
    expected: str | None = None
    actual: str | None = None
    missing: tuple[Piece, ...] = ()
    unexpected: tuple[Piece, ...] = ()


def differences(expected: Expected, assessment: Assessment, *, whole: bool = False) -> Iterator[Difference]:
    """Every difference; with ``whole``, provisions that the scenario leaves out are compared as if it named none."""
    actual = {result.key: result for result in assessment.conclusions}
    for key in sorted({*expected.conclusions, *actual}):
        wanted, came = expected.conclusions.get(key), actual.get(key)
        if wanted is None or came is None or wanted.status != came.status:
            yield Difference(
                *("conclusion", key, "status"),
                expected=wanted.status if wanted else None,
                actual=came.status if came else None,
            )
        if wanted is not None and came is not None:
            yield from _lists(key, wanted, came, whole)
    for verdict in expected.verdicts:
        yield from _verdict(verdict, assessment)


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


def pieces(conclusion: ExpectedConclusion, part: Part) -> list[Piece]:
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


def _lists(key: str, wanted: ExpectedConclusion, came: ConclusionResult, whole: bool) -> Iterator[Difference]:
    actual = expectation(came)
    for part in LISTS:
        if part == "provisions" and wanted.provisions is None and not whole:
            continue
        missing, unexpected = compared(pieces(wanted, part), pieces(actual, part))
        if missing or unexpected:
            yield Difference("conclusion", key, part, missing=missing, unexpected=unexpected)


def _verdict(wanted: ExpectedVerdict, assessment: Assessment) -> Iterator[Difference]:
    found = [v for v in assessment.provisions if v.rule == wanted.rule and v.about == wanted.about]
    if any(v.verdict == wanted.verdict and sorted(v.why) == sorted(wanted.why) for v in found):
        return
    came = found[0] if found else None
    if came is None or came.verdict != wanted.verdict:
        actual = came.verdict if came else None
        yield Difference("verdict", wanted.rule, "verdict", wanted.about, expected=wanted.verdict, actual=actual)
    missing, unexpected = compared(map(Piece, wanted.why), map(Piece, came.why if came else ()))
    if came is not None and (missing or unexpected):
        yield Difference("verdict", wanted.rule, "why", wanted.about, missing=missing, unexpected=unexpected)
