"""Which unknown fact settles most once it is known: in the worst case first, then on average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.decide import Decision
from engine.evaluation import Status
from engine.inquire.representatives import representatives
from engine.model.assessment import ConclusionResult
from engine.model.rulebook import Law
from engine.model.values import Value
from engine.possible import Distinctions
from engine.retold import Retelling

# What of the conclusions that wait for a fact each value of it would settle, by key.
Effects = Mapping[Value, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Score:
    """How many conclusions a fact settles: at least, and on average."""

    worst: int
    mean: float

    def beats(self, other: _Score | None) -> bool:
        return other is None or (self.worst, self.mean) > (other.worst, other.mean)


def most_settling(
    decision: Decision, law: Law, waiting: Mapping[str, Sequence[ConclusionResult]]
) -> tuple[str, Effects] | None:
    """The path of the fact that settles most, with what each value of it settles; None where nothing waits.

    ``waiting`` has, for each fact that may be asked, the conclusions that need it; of equal facts the one that more
    need, then the one that comes first, is taken.
    """
    resolution = decision.resolution
    distinctions = Distinctions(resolution.program.clauses(), law.vocabulary, resolution.as_of)
    retelling = Retelling(decision)
    best: tuple[str, Effects] | None = None
    best_score: _Score | None = None
    # A value of a fact settles only conclusions that need the fact: what does not need it stays open by other facts.
    # So their number bounds both scores, those that most wait for are tried first, and the first that cannot win ends
    # the search.
    for path in sorted(waiting, key=lambda path: -len(waiting[path])):
        at_most = len(waiting[path])
        if best is not None and not _Score(at_most, at_most).beats(best_score):
            break
        effects, score = _effects(retelling, distinctions, path, waiting[path], best_score)
        if score.beats(best_score):
            best, best_score = (path, effects), score
    return best


def _effects(
    retelling: Retelling,
    distinctions: Distinctions,
    path: str,
    waiting: Sequence[ConclusionResult],
    to_beat: _Score | None,
) -> tuple[Effects, _Score]:
    """What each value of the fact settles, and its score; given up as soon as it cannot beat the other any more."""
    place, _, name = path.rpartition(".")
    row = retelling.decision.facts.row(place)
    if row is None:
        return {}, _Score(0, 0)
    values = representatives(distinctions, row, name)
    codes = {result.code for result in waiting}
    effects: dict[Value, tuple[str, ...]] = {}
    score = _Score(0, 0)
    for value in values:
        evaluation = retelling.evaluated(row, name, value, codes)
        effects[value] = tuple(r.key for r in waiting if evaluation.status(r.key) is not Status.UNDETERMINED)
        numbers = [len(settled) for settled in effects.values()]
        untried = len(values) - len(numbers)
        score = _Score(min(numbers), (sum(numbers) + untried * len(waiting)) / len(values))
        if untried and not score.beats(to_beat):
            break
    return effects, score
