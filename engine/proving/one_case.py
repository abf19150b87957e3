"""Properties of one case, and rules that can never apply: asked of every case file up to a size."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.assess import Assessor, Request
from engine.decide import unconfirmed
from engine.errors import EvaluationError, Problem
from engine.evaluation import Status
from engine.evaluators.encoded_program import encode
from engine.evaluators.encoding import Encoding
from engine.evaluators.solver import Atom, Solver
from engine.model.property import Property
from engine.model.rulebook import Law
from engine.proving.counterexample import Cases, confirming, plainest, smallest
from engine.proving.guarded import guarded
from engine.proving.proof import Counterexample, Proof
from engine.proving.restating import BOOK, OCCURS, VIOLATED, chosen_by, premises, violation_key, with_properties
from engine.proving.sizes import Size, Sizes
from engine.proving.world import World, covering


class OneCase:
    """Every case file of one rulebook up to the size that its properties and rules need, ready to be asked."""

    def __init__(self, law: Law, rulebook: str, properties: Iterable[Property], as_of: datetime.date) -> None:
        self.as_of = as_of
        self.law = with_properties(law, rulebook, properties)
        self.guarded = guarded(self.law, [BOOK], as_of)
        clauses = [clause for clause, _ in self.guarded.clauses]
        sizes = Sizes(clauses, law)
        self.enough = {clause.id: sizes.met(clause) for clause in clauses}
        size = covering((enough.entries for enough in self.enough.values()), law)
        self.size = size
        self.world = World(self.law, clauses, size, as_of)
        encoding = Encoding()
        encode(encoding, self.guarded.clauses, self.guarded.arguments, fires=True)
        self.world.write(encoding)
        encoding.readings(self.guarded.readings)
        encoding.lines.append("#minimize { 1@2,R : other(R) ; 1@1,T,E : e(T,E) }.")
        self.atoms = {code: f"m_{encoding.code(code)}" for code in (VIOLATED, OCCURS)}
        encoding.lines.append("#show.")
        encoding.lines.extend(f"#show {name}." for name in ("e/2", "v/4", "o/4", "r/2", "fires/1"))
        encoding.lines.extend(f"#show {name}/1." for name in self.atoms.values())
        self.solver = Solver(encoding.text())

    def proof(self, one: Property) -> Proof:
        """Whether the property holds of all of them.

        Raises EvaluationError (E504) where the engines do not confirm the counterexample.
        """
        enough = Size()
        for clause, _ in self.guarded.clauses:
            if clause.head.code == VIOLATED and dict(clause.head.constants)["property"] == one.id:
                enough = enough.either(self.enough[clause.id])
        fixed = chosen_by(one, self.guarded.readings)
        readings = [(("r", pair), True) for pair in fixed.items()]
        wanted = ((self.atoms[VIOLATED], (one.id,)), True)
        if self.solver.first(wanted, *readings) is not None:
            found = self.solver.best(wanted, *readings)
            assert found is not None, "what can be can be best"
            return Proof(one, "refuted", self.size, enough, self._counterexample(one, found))
        missing = tuple(
            number
            for number, name in enumerate(premises(one))
            if self.solver.first(((self.atoms[OCCURS], (name,)), True), *readings) is None
        )
        return Proof(one, "vacuous" if missing else "proved", self.size, enough, missing=missing)

    def idle(self, rules: Iterable[str]) -> list[str]:
        """Those of the rules that conclude nothing in any of them."""
        return [rule for rule in rules if self.solver.first((("fires", (rule,)), True)) is None]

    def _counterexample(self, one: Property, found: frozenset[Atom]) -> Counterexample:
        key = violation_key(one)
        request = Request(self.as_of, {a[0]: a[1] for name, a in found if name == "r"}, (BOOK,))
        trying, deciding = Assessor(self.law, unconfirmed), Assessor(self.law)

        def shows(cases: Cases, readings: Mapping[str, str] = request.readings) -> bool:
            decision = trying.decision(cases[0], replace(request, readings=readings))
            return decision.evaluation.status(key) is Status.HOLDS

        cases: Cases = (self.world.case(found),)
        otherwise = Problem("E504", one.at, {"property": one.id})
        if not shows(cases):
            raise EvaluationError([otherwise])
        fixed = chosen_by(one, self.guarded.readings)
        readings = plainest(request.readings, fixed, self.law, lambda r: shows(cases, r))
        cases = smallest(cases, self.law, frozenset(), lambda fewer: shows(fewer, readings))
        with confirming(otherwise):
            evaluation = deciding.decision(cases[0], replace(request, readings=readings)).evaluation
        if evaluation.status(key) is not Status.HOLDS:
            raise EvaluationError([otherwise])
        derivation = next(d for d in evaluation.conclusions[key].derivations if not d.open)
        return Counterexample(cases, readings, tuple(dict.fromkeys(derivation.entries())))
