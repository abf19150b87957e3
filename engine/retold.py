"""The same case with one fact told otherwise: only what can notice is evaluated again, by the reference alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from engine.decide import Decision
from engine.evaluation import Evaluation
from engine.evaluators import reference
from engine.model.values import Value
from engine.program import Program
from engine.rows import Link, Row, Rows


class Retelling:
    """One decided case, to be told otherwise in one fact at a time."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self._stages: dict[tuple[str, str, frozenset[str]], tuple[Program, Rows]] = {}

    def evaluated(self, row: Row, field: str, value: Value, codes: Collection[str]) -> Evaluation:
        """What the reference says with that value of that field of the row, of what can notice and leads to ``codes``.

        What the value would imply (entries one per this one) is left as it is.
        """
        program, rows = self._stage(row.template, field, frozenset(codes))
        told = told_otherwise(row, field, value)
        others = [told if other is row else other for other in rows.of(row.template)]
        return reference.evaluate(program, rows.beside({row.template: others}))

    def _stage(self, template: str, field: str, codes: frozenset[str]) -> tuple[Program, Rows]:
        """The clauses to evaluate again, and the rows they may meet: those of the case and of all that stays."""
        key = (template, field, codes)
        if key not in self._stages:
            whole = self.decision.resolution.program
            noticing = whole.following(whole.reading(template, field))
            program = whole.of(noticing & whole.leading(codes))
            kept: dict[str, list[Row]] = defaultdict(list)
            for concluded in self.decision.evaluation.conclusions.values():
                if concluded.row.template not in noticing:
                    kept[concluded.row.template].append(concluded.row)
            self._stages[key] = (program, self.decision.facts.rows.beside(kept))
        return self._stages[key]


def told_otherwise(row: Row, field: str, value: Value) -> Row:
    """The row with that value, or that link, of a field."""
    if field in row.links:
        return replace(row, links={**row.links, field: Link(frozenset({str(value)}))})
    return replace(row, values={**row.values, field: value})
