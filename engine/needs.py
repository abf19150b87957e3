"""Which unknown facts keep a conclusion undetermined: once all of them are known, it is settled."""

from __future__ import annotations

from collections.abc import Iterable

from engine.evaluation import Derivation, Evaluation, Status
from engine.program import OpenConclusion, OpenFact, OpenGathering, Support

# Conclusions whose derivations count as ways to one and the same thing.
_Node = tuple[str, ...]


class Needs:
    """The missing facts of the conclusions of one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    def of(self, key: str) -> tuple[str, ...]:
        """The paths of the facts an undetermined conclusion needs, sorted; none for any other status."""
        if self.evaluation.status(key) is not Status.UNDETERMINED:
            return ()
        return self._facts({(key,)}, set())

    def of_derivations(self, derivations: Iterable[Derivation]) -> tuple[str, ...]:
        """The facts that would settle these open derivations, taken as ways to one conclusion."""
        facts, followed = _split(_unsubsumed([d.open for d in derivations]))
        return self._facts(followed, facts)

    def _facts(self, start: set[_Node], facts: set[str]) -> tuple[str, ...]:
        """The facts, and those of every node that can be reached."""
        seen: set[_Node] = set()
        todo = list(start)
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                derivations = [d.open for key in node for d in self.evaluation.conclusions[key].derivations]
                direct, followed = _split(_unsubsumed(derivations))
                facts |= direct
                todo.extend(followed)
        return tuple(sorted(facts))


def _split(supports: Iterable[Support]) -> tuple[set[str], set[_Node]]:
    """Facts the supports name themselves, and the nodes they must be followed through."""
    facts: set[str] = set()
    followed: set[_Node] = set()
    for support in supports:
        match support:
            case OpenFact():
                facts.update(support.facts)
            case OpenConclusion():
                followed.add((support.key,))
            case OpenGathering():
                followed.update(support.members)
    return facts, followed


def _unsubsumed(derivations: Iterable[frozenset[Support]]) -> set[Support]:
    """The open supports of the derivations that have no easier one beside them."""
    distinct = set(derivations)
    return {support for one in distinct if not any(other < one for other in distinct) for support in one}
