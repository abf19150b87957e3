"""Where a scenario and an assessment differ: not two long lists, but what is missing and what is unexpected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.model.assessment import Assessment, ConclusionResult
from engine.model.pieces import LISTS, ListName, Piece, compared, expectation, pieces
from engine.model.scenario import Expected, ExpectedConclusion, ExpectedVerdict


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a conclusion, or of the verdict of a rule about an entry, that is not as expected.

    ``about`` is the conclusion's key or the rule. A status or verdict has ``expected`` and ``actual``, None where it is
    not there; a list has what is ``missing`` from it and what is ``unexpected`` in it.
    """

    kind: Literal["conclusion", "verdict"]
    about: str
    part: Literal["status", "verdict", "why"] | ListName
    entry: str | None = None
    expected: str | None = None
    actual: str | None = None
    missing: tuple[Piece, ...] = ()
    unexpected: tuple[Piece, ...] = ()


def differences(expected: Expected, assessment: Assessment, *, whole: bool = False) -> Iterator[Difference]:
    """Every difference; with ``whole``, provisions that the scenario leaves out are compared as if it named none."""
    yield from differing_conclusions(expected, assessment.conclusions, whole=whole)
    for verdict in expected.verdicts:
        yield from _verdict(verdict, assessment)


def differing_conclusions(
    expected: Expected, conclusions: Iterable[ConclusionResult], *, whole: bool = False
) -> Iterator[Difference]:
    """Every difference in what is concluded."""
    actual = {result.key: result for result in conclusions}
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
    if wanted.provision is not None:
        found = [v for v in found if v.provision == wanted.provision] or found
    if any(_is_as(wanted, v.verdict, v.provision) and sorted(v.why) == sorted(wanted.why) for v in found):
        return
    came = found[0] if found else None
    if came is None or came.verdict != wanted.verdict:
        actual = came.verdict if came else None
        yield Difference("verdict", wanted.rule, "verdict", wanted.about, expected=wanted.verdict, actual=actual)
    missing, unexpected = compared(map(Piece, wanted.why), map(Piece, came.why if came else ()))
    if came is not None and (missing or unexpected):
        yield Difference("verdict", wanted.rule, "why", wanted.about, missing=missing, unexpected=unexpected)
    if came is not None and wanted.provision not in (None, came.provision):
        missing, unexpected = (Piece(wanted.provision or ""),), (Piece(came.provision),)
        yield Difference("verdict", wanted.rule, "provisions", wanted.about, missing=missing, unexpected=unexpected)


def _is_as(wanted: ExpectedVerdict, verdict: str, provision: str) -> bool:
    return verdict == wanted.verdict and wanted.provision in (None, provision)
