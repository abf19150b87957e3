"""The exact answer: what a conclusion comes out as whatever the unknown facts turn out to be.

Rule by rule, three values say undetermined also where several rules only together cover every way a fact could turn
out. Here every way is looked at, by the solver.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.completions import Completions
from engine.decide import Decision
from engine.evaluation import Status
from engine.evaluators.encoded_program import encode, unguarded
from engine.evaluators.encoding import Encoding
from engine.model.rulebook import Law
from engine.possible import Distinctions
from engine.program import is_auxiliary, written_key


def settled(decision: Decision, law: Law) -> Mapping[str, Status]:
    """For each conclusion that may hold and is no auxiliary: the status it has in every completion, if it is one.

    One that must hold is among them with ``holds``, certified by the same look at every completion.
    """
    evaluation = decision.evaluation
    wanted = [key for key in evaluation.conclusions if not is_auxiliary(key)]
    program = decision.resolution.program
    distinctions = Distinctions(program.clauses(), law.vocabulary, decision.resolution.as_of)
    completions = Completions(decision.facts, law, distinctions)
    if completions.is_one or not wanted:
        return {key: Status.HOLDS for key in wanted if evaluation.status(key) is Status.HOLDS}
    from engine.evaluators.solver import Solver  # loaded only where something is open

    encoding = Encoding()
    encode(encoding, unguarded(program), program.arguments)
    completions.write(encoding, "")
    encoding.show(("m", "y"), "", program.arguments)
    solver = Solver(encoding.text())
    always, ever = solver.consequences("cautious"), solver.consequences("brave")
    if always is None or ever is None:
        raise AssertionError("every case has a completion")
    names = {str(number): code for code, number in encoding.codes.items()}

    def keys(found: frozenset[tuple[str, tuple[object, ...]]], rail: str) -> set[str]:
        return {
            written_key(names[name.partition("_")[2]], map(str, arguments))
            for name, arguments in found
            if name.startswith(f"{rail}_")
        }

    holding, possible = keys(always, "m"), keys(ever, "y")
    found = {key: Status.HOLDS if key in holding else Status.DOES_NOT_HOLD for key in wanted}
    return {key: status for key, status in found.items() if status is Status.HOLDS or key not in possible}
