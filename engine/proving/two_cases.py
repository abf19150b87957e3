"""Properties of two cases that differ in one fact: asked of every two case files up to a size."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from engine.assess import Assessor, Request
from engine.decide import Decision, unconfirmed
from engine.errors import EvaluationError, Problem
from engine.evaluators.encoded_program import encode
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted, tuple_term
from engine.evaluators.solver import Atom, Solver
from engine.model.case import Case
from engine.model.property import Property
from engine.model.rulebook import Law
from engine.program import written_key
from engine.proving.counterexample import Cases, confirming, plainest, smallest
from engine.proving.guarded import GuardedLaw, leading_to
from engine.proving.implying import implied_otherwise
from engine.proving.pairs import SHOWN, read_pair, write_pair
from engine.proving.proof import Counterexample, Proof
from engine.proving.restating import chosen_by
from engine.proving.sizes import Size, Sizes
from engine.proving.world import World, covering


class TwoCases:
    """Every two case files of one rulebook, one fact apart, up to the size that one property needs."""

    def __init__(
        self,
        law: Law,
        rulebook: str,
        under: GuardedLaw,
        one: Property,
        as_of: datetime.date,
        choices: Mapping[str, str] | None = None,
    ) -> None:
        """``under`` is that rulebook and all it uses, under all readings; ``choices`` are of the conclusions meant."""
        self.choices = choices or {}
        self.as_of = as_of
        self.law = law
        self.rulebook = rulebook
        self.guarded = under
        self.one = one
        self.codes = [code for code in dict.fromkeys((*one.removes, *one.adds, *one.alike)) if self._is_read(code)]
        self.clauses = leading_to(self.codes, under.clauses)
        read = {pattern.shape.template for clause, _ in self.clauses for pattern in clause.body}
        self.implied = implied_otherwise(law.vocabulary.templates, read, one.fields)
        self.enough = self._enough()
        self.size = covering([self.enough.entries], law)

    def proof(self) -> Proof:
        """Whether the property holds of all of them.

        Raises EvaluationError (E504) where the engines do not confirm the counterexample.
        """
        if not self.codes:
            return Proof(self.one, "proved", {}, Size(), unread=True)
        solver = self._solver()
        if solver.first((("occurs", ()), True)) is None:
            return Proof(self.one, "vacuous", self.size, self.enough, missing=(0,))
        wanted = (("differs", ()), True)
        if solver.first(wanted) is None:
            return Proof(self.one, "proved", self.size, self.enough)
        found = solver.best(wanted)
        assert found is not None, "what can be can be best"
        return Proof(self.one, "refuted", self.size, self.enough, self._counterexample(found))

    def _is_read(self, code: str) -> bool:
        """Whether anything that leads to the conclusion reads the facts that change; if not, it cannot differ."""
        read: dict[str, set[str]] = defaultdict(set)
        for clause, _ in leading_to([code], self.guarded.clauses):
            for shape in (pattern.shape for pattern in clause.body):
                read[shape.template].update(shape.links)
                read[shape.template].update(name for t in shape.tests for name in (t.field, t.other) if name)
        is_read = any(read[template] & set(names) for template, names in self.one.fields.items())
        return is_read or bool(implied_otherwise(self.law.vocabulary.templates, set(read), self.one.fields))

    def _enough(self) -> Size:
        """A conclusion that holds in one case, what keeps it from holding in the other, and the entry that differs."""
        sizes = Sizes([clause for clause, _ in self.clauses], self.law)
        enough, changed = Size(), Size()
        for code in self.codes:
            enough = enough.either(sizes.holds(code).together(sizes.fails(code)))
        for template in {pattern.shape.template for clause, _ in self.clauses for pattern in clause.body}:
            changed = changed.either(Size.of({template: 1})) if template in self.one.fields else changed
        for one in self.implied:
            fields = self.law.vocabulary.templates[one.source].fields
            # The source, what it links to before and after, and what it implies.
            ends = Counter(fields[end].to or "" for end in (*one.ends, *one.ends))
            changed = changed.together(Size.of({one.source: 1, **ends})).together(Size.of({one.template: 1}))
        return enough.together(changed)

    def _solver(self) -> Solver:
        links = {name: one.ends for one in self.implied for name in (one.template, one.source)}
        unknown = {one.template for one in self.implied}
        self.world = World(
            self.law, [clause for clause, _ in self.clauses], self.size, self.as_of, unknown=unknown, links=links
        )
        encoding = Encoding()
        for number in ("1", "2"):
            encode(encoding, self.clauses, self.guarded.arguments, side=number, world=number)
        write_pair(self.world, encoding, self.one.fields, self.implied)
        encoding.readings(self.guarded.readings)
        encoding.lines.extend(self._text(encoding))
        encoding.lines.append(
            "#minimize { 1@3,R : other(R) ; 1@2,T,E : e1(T,E) ; 1@1,T,F : changes(T,_,F), link(T,F) }."
        )
        shown = (*SHOWN, "violated/3", "differs/0", "occurs/0")
        encoding.lines.extend(("#show.", *(f"#show {name}." for name in shown)))
        return Solver(encoding.text())

    def _text(self, encoding: Encoding) -> Iterator[str]:
        """What the property forbids."""
        if self.one.kind == "raising":
            yield ':- changes(T,E,F), not v1(T,E,F,"no").'
            yield ':- becomes(T,E,F,V), V != "yes".'
        for reading, choice in chosen_by(self.one, self.guarded.readings).items():
            yield f":- not r({quoted(reading)},{quoted(choice)})."
        for how, codes in (("gone", (*self.one.removes, *self.one.alike)), ("new", (*self.one.adds, *self.one.alike))):
            for code in (code for code in codes if code in self.codes):
                names = enumerate(self.guarded.arguments[code])
                arguments = [quoted(self.choices[a]) if a in self.choices else f"A{n}" for n, a in names]
                one, other = ("1", "2") if how == "gone" else ("2", "1")
                holding = encoding.conclusion("m", one, code, arguments)
                possible = encoding.conclusion("y", other, code, arguments)
                yield f"violated({quoted(how)},{quoted(code)},{tuple_term(arguments)}) :- {holding}, not {possible}."
                yield f"occurs :- {holding}."
        yield "differs :- violated(_,_,_)."

    def _counterexample(self, found: frozenset[Atom]) -> Counterexample:
        pair = read_pair(self.world, found)
        keys = {written_key(a[1], a[2]): a[0] for name, a in found if name == "violated"}
        chosen = {a[0]: a[1] for name, a in found if name == "r"}
        trying, deciding = Assessor(self.law, unconfirmed), Assessor(self.law)

        def statuses(assessor: Assessor, cases: Cases, readings: Mapping[str, str]) -> dict[str, tuple[str, str]]:
            before, after = (self._decided(assessor, case, readings).evaluation for case in cases)
            return {key: (before.status(key).value, after.status(key).value) for key in keys}

        def shows(cases: Cases, readings: Mapping[str, str] = chosen) -> bool:
            return any(_differ(pair, keys[key]) for key, pair in statuses(trying, cases, readings).items())

        cases: Cases = (pair.first, pair.second)
        otherwise = Problem("E504", self.one.at, {"property": self.one.id})
        if not shows(cases):
            raise EvaluationError([otherwise])
        fixed = chosen_by(self.one, self.guarded.readings)
        readings = plainest(chosen, fixed, self.law, lambda r: shows(cases, r))
        cases = smallest(cases, self.law, frozenset({pair.path}), lambda fewer: shows(fewer, readings))
        with confirming(otherwise):
            becomes = {k: p for k, p in statuses(deciding, cases, readings).items() if _differ(p, keys[k])}
        if not becomes:
            raise EvaluationError([otherwise])
        return Counterexample(cases, readings, becomes=becomes, path=pair.path)

    def _decided(self, assessor: Assessor, case: Case, readings: Mapping[str, str]) -> Decision:
        return assessor.decision(case, Request(self.as_of, readings, (self.rulebook,)))


def _differ(statuses: tuple[str, str], how: str) -> bool:
    return statuses == (("holds", "does_not_hold") if how == "gone" else ("does_not_hold", "holds"))
