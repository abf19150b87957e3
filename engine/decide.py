"""One decision from two engines: durable-rules decides, the reference confirms; where they differ there is none."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import EvaluationError, Problem
from engine.evaluation import Answer, Evaluation
from engine.evaluators import durable, reference
from engine.facts import Facts
from engine.resolve import Resolution


@dataclass(frozen=True)
class Decision:
    """What both engines answer, with all the reference keeps of it."""

    resolution: Resolution
    facts: Facts
    evaluation: Evaluation
    decided_by: str
    confirmed_by: tuple[str, ...]


def decide(resolution: Resolution, facts: Facts) -> Decision:
    """The decision of that program on those facts.

    Raises EvaluationError: E501 the engines differ (one problem for each conclusion), E502 durable-rules cannot run.
    """
    official = durable.answer(resolution.program, facts.rows)
    evaluation = reference.evaluate(resolution.program, facts.rows)
    differences = _differences(official, evaluation.answer())
    if differences:
        raise EvaluationError(differences)
    return Decision(resolution, facts, evaluation, durable.name_and_version(), ("reference",))


def unconfirmed(resolution: Resolution, facts: Facts) -> Decision:
    """What the reference evaluator alone answers: for law that is only tried out, never for a recommendation."""
    return Decision(resolution, facts, reference.evaluate(resolution.program, facts.rows), "reference", ())


def _differences(official: Answer, reference_answer: Answer) -> list[Problem]:
    return [
        Problem("E501", None, {"key": key, "durable": _told(official, key), "reference": _told(reference_answer, key)})
        for key in sorted({*official, *reference_answer})
        if official.get(key) != reference_answer.get(key)
    ]


def _told(answer: Answer, key: str) -> str:
    if key not in answer:
        return "does_not_hold"
    status, must, may = answer[key]
    return f"{status.value}; must: {sorted(must)}; may: {sorted(may)}"
