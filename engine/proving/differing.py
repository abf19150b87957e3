"""Two versions of the law, or two readings of it: the same of every case file, or the smallest cases that differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.assess import Assessor, Request
from engine.decide import unconfirmed
from engine.errors import EvaluationError, Problem
from engine.evaluation import Evaluation, Status
from engine.evaluators.encoded_program import encode, unguarded
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted, rule, tuple_term
from engine.evaluators.solver import Atom, Solver
from engine.facts import facts_of
from engine.model.base import Words
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.vocabulary import Field, Vocabulary
from engine.naming import Naming
from engine.program import Clause, written_key
from engine.proving.counterexample import Cases, confirming, smallest
from engine.proving.guarded import leading_to
from engine.proving.pairs import copied
from engine.proving.shared_vocabulary import with_shared_vocabulary
from engine.proving.sizes import Size, Sizes
from engine.proving.world import World, covering


class Version:
    """One side: a law, how it is read on that day, decided by both engines or tried by one."""

    def __init__(self, law: Law, readings: Mapping[str, str], as_of: datetime.date) -> None:
        self.law = law
        self.request = Request(as_of, readings)
        self.deciding, self.trying = Assessor(law), Assessor(law, unconfirmed)
        self.program = self.trying.resolver.resolve(as_of, readings).program


@dataclass(frozen=True)
class Difference:
    """A case in which a conclusion holds under one side and not under the other, confirmed by both engines of each."""

    case: Case
    key: str
    code: str
    label: Words
    before: Status
    after: Status


@dataclass(frozen=True)
class Proven:
    """Every kind of difference that was looked for and found on that day, up to a limit, and over which case files.

    ``is_whole`` says that there is no further kind. ``enough`` is what would be enough for all case files, which may
    speak of whatever the ``vocabulary`` of either side has.
    """

    differences: tuple[Difference, ...]
    is_whole: bool
    size: Mapping[str, int]
    enough: Size
    vocabulary: Vocabulary
    as_of: datetime.date

    @property
    def is_complete(self) -> bool:
        """Whether what was looked at is enough for every case file."""
        return self.enough.is_within(self.size)


Read = tuple[Law, Mapping[str, str]]


def differing(old: Read, new: Read, as_of: datetime.date, steps: Iterable[object]) -> Proven:
    """What is proved of two laws and their readings on that day; a kind of difference is looked for in each step.

    Raises ResolutionError, and EvaluationError: E505 the engines do not confirm one, E507 they speak of other things.
    """
    laws = with_shared_vocabulary(old[0], new[0])
    first, second = (Version(law, readings, as_of) for law, (_, readings) in zip(laws, (old, new), strict=True))
    return _Differing(first, second, as_of).kinds(steps)


class _Differing:
    """Two sides over the same case files."""

    def __init__(self, old: Version, new: Version, as_of: datetime.date) -> None:
        self.sides = (old, new)
        self.as_of = as_of
        self.programs = (old.program, new.program)
        self.codes = [code for code in self._shown() if self._leads_differ(code)]
        self.clauses = tuple(leading_to(self.codes, unguarded(program)) for program in self.programs)
        self.enough = self._enough()
        self.size = covering([self.enough.entries], new.law)

    def kinds(self, steps: Iterable[object]) -> Proven:
        """One case for each kind of difference: which conclusion, with its choices, comes or goes."""
        if not self.codes:
            return self._proven((), True)
        found: list[Difference] = []
        for _ in steps:
            atoms = self._solver.best((("differs", ()), True))
            if atoms is None:
                return self._proven(found, True)
            found.append(self._difference(atoms))
            how, code, constants = next(a for name, a in atoms if name == "kind")
            kind = f"{quoted(how)},{quoted(code)},{tuple_term([quoted(value) for value in constants])}"
            self._solver.add(f":- kind({kind}).", f"found{len(found)}")
        return self._proven(found, self._solver.first((("differs", ()), True)) is None)

    def _proven(self, found: Iterable[Difference], is_whole: bool) -> Proven:
        return Proven(tuple(found), is_whole, self.size, self.enough, self.sides[1].law.vocabulary, self.as_of)

    def _shown(self) -> Iterator[str]:
        """Conclusions that are results under either side."""
        old, new = (side.law.declared() for side in self.sides)
        for code in dict.fromkeys((*old, *new)):
            if not all(declared[code][1].internal for declared in (old, new) if code in declared):
                yield code

    def _leads_differ(self, code: str) -> bool:
        old, new = ({_content(c) for c, _ in leading_to([code], unguarded(program))} for program in self.programs)
        catalogues = [side.law.vocabulary.catalogues for side in self.sides]
        return old != new or catalogues[0] != catalogues[1]

    def _enough(self) -> Size:
        old, new = (Sizes([c for c, _ in mine], s.law) for mine, s in zip(self.clauses, self.sides, strict=True))
        enough = Size()
        for code in self.codes:
            for one, other in ((old, new), (new, old)):
                enough = enough.either(one.holds(code).together(other.fails(code)))
        return enough

    @cached_property
    def _solver(self) -> Solver:
        encoding = Encoding()
        for number, clauses, program in zip(("1", "2"), self.clauses, self.programs, strict=True):
            encode(encoding, clauses, program.arguments, side=number, world=number)
        every = [clause for clauses in self.clauses for clause, _ in clauses]
        self.world, second = (World(side.law, every, self.size, self.as_of) for side in self.sides)
        self.world.write(encoding, "1")
        copied(second, encoding)
        for code in self.codes:
            encoding.lines.extend(self._differences(encoding, code))
        encoding.lines.extend(
            (
                "differs :- kind(_,_,_).",
                "1 { kind(H,C,K) : violated(H,C,K,_) } 1 :- violated(_,_,_,_).",
                "1 { shown(H,C,K,A) : violated(H,C,K,A) } 1 :- kind(H,C,K).",
                "#minimize { 1,T,E : e1(T,E) }.",
                "#show.",
                *(f"#show {name}." for name in ("e1/2", "v1/4", "o1/4", "kind/3", "shown/4", "differs/0")),
            )
        )
        return Solver(encoding.text())

    def _differences(self, encoding: Encoding, code: str) -> Iterator[str]:
        for how, one, other in (("gone", 0, 1), ("new", 1, 0)):
            fields = self._arguments(one, code)
            names = [f"A{number}" for number in range(len(fields))]
            constants = tuple_term([name for name, field in zip(names, fields.values(), strict=True) if not field.to])
            body = [encoding.conclusion("m", str(one + 1), code, names)]
            if len(self._arguments(other, code)) == len(fields):  # or it is never the same conclusion
                body.append(f"not {encoding.conclusion('y', str(other + 1), code, names)}")
            yield rule(f"violated({quoted(how)},{quoted(code)},{constants},{tuple_term(names)})", body)

    def _arguments(self, side: int, code: str) -> Mapping[str, Field]:
        declared = self.sides[side].law.declared()
        return declared[code][1].fields if code in declared else {}

    def _difference(self, atoms: frozenset[Atom]) -> Difference:
        how, code, _, arguments = next(a for name, a in atoms if name == "shown")
        key = written_key(code, arguments)
        wanted = (Status.HOLDS, Status.DOES_NOT_HOLD) if how == "gone" else (Status.DOES_NOT_HOLD, Status.HOLDS)
        trying, deciding = ([getattr(side, way) for side in self.sides] for way in ("trying", "deciding"))

        def statuses(assessors: Iterable[Assessor], case: Case) -> tuple[Status, ...]:
            pairs = zip(assessors, self.sides, strict=True)
            return tuple(_evaluated(assessor, case, side.request).status(key) for assessor, side in pairs)

        def shows(cases: Cases) -> bool:
            return statuses(trying, cases[0]) == wanted

        cases: Cases = (self.world.case(atoms, "1"),)
        otherwise = Problem("E505", None, {"key": key})
        if not shows(cases):
            raise EvaluationError([otherwise])
        (case,) = smallest(cases, self.sides[1].law, frozenset(), shows)
        with confirming(otherwise):
            is_confirmed = statuses(deciding, case) == wanted
        if not is_confirmed:
            raise EvaluationError([otherwise])
        return Difference(case, key, code, self._label(how == "new", case, code, arguments), *wanted)

    def _label(self, side: int, case: Case, code: str, arguments: tuple[str, ...]) -> Words:
        """The conclusion in words of the side that concludes it."""
        law = self.sides[side].law
        conclusion = law.conclusion(code)
        given = dict(zip(conclusion.fields, arguments, strict=True))
        return Naming(facts_of(case, law), law).filled(conclusion.label, conclusion.fields, given)


def _evaluated(assessor: Assessor, case: Case, request: Request) -> Evaluation:
    return assessor.decision(case, request).evaluation


def _content(clause: Clause) -> tuple[object, ...]:
    """What a clause says, without where it stands."""
    gatherings = tuple((g.kind, g.code, g.shared, g.apart, g.counted, g.at_least) for g in clause.gatherings)
    return clause.head, tuple((p.shape, p.entry, p.names) for p in clause.body), gatherings, clause.apart
