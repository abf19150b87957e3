"""Two versions of the law, or two readings of it: the same of every case file, or the smallest cases that differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.assess import Assessor, Request
from engine.decide import unconfirmed
from engine.errors import EvaluationError, Problem
from engine.evaluation import Evaluation, Status
from engine.evaluators.encoded_program import encode, unguarded
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted, tuple_term
from engine.evaluators.solver import Atom, Solver
from engine.facts import facts_of
from engine.model.base import Words
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.vocabulary import Catalogue, Vocabulary
from engine.naming import Naming
from engine.program import Clause, written_key
from engine.proving.counterexample import Cases, smallest
from engine.proving.guarded import leading_to
from engine.proving.pairs import copied
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
    """Every kind of difference that was looked for and found, up to a limit, and over which case files.

    ``is_whole`` says that there is no further kind. ``enough`` is what would be enough for all case files.
    """

    differences: tuple[Difference, ...]
    is_whole: bool
    size: Mapping[str, int]
    enough: Size

    @property
    def is_complete(self) -> bool:
        """Whether what was looked at is enough for every case file."""
        return self.enough.is_within(self.size)


def differing(
    old: tuple[Law, Mapping[str, str]], new: tuple[Law, Mapping[str, str]], as_of: datetime.date, limit: int
) -> Proven:
    """What is proved of two laws and their readings on that day; at most ``limit`` kinds of difference.

    Raises ResolutionError, and EvaluationError (E505) where the engines do not confirm one.
    """
    return _Differing(Version(*old, as_of), Version(*new, as_of), as_of).kinds(limit)


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

    def kinds(self, limit: int) -> Proven:
        """One case for each kind of difference: which conclusion, with its choices, comes or goes."""
        if not self.codes:
            return Proven((), True, {}, Size())
        solver = self._solver()
        found: list[Difference] = []
        while len(found) < limit:
            atoms = solver.best((("differs", ()), True))
            if atoms is None:
                return Proven(tuple(found), True, self.size, self.enough)
            found.append(self._difference(atoms))
            how, code, constants = next(a for name, a in atoms if name == "kind")
            kind = f"{quoted(how)},{quoted(code)},{tuple_term([quoted(value) for value in constants])}"
            solver.add(f":- kind({kind}).", f"found{len(found)}")
        is_whole = solver.first((("differs", ()), True)) is None
        return Proven(tuple(found), is_whole, self.size, self.enough)

    def _shown(self) -> Iterator[str]:
        """Conclusions that are results under either side, and have the same arguments where both have them."""
        old, new = (side.law.declared() for side in self.sides)
        for code in dict.fromkeys((*old, *new)):
            mine = [declared[code][1] for declared in (old, new) if code in declared]
            if not all(one.internal for one in mine) and len({tuple(one.fields) for one in mine}) == 1:
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

    def _solver(self) -> Solver:
        encoding = Encoding()
        for number, clauses, program in zip(("1", "2"), self.clauses, self.programs, strict=True):
            encode(encoding, clauses, program.arguments, side=number, world=number)
        every = [clause for clauses in self.clauses for clause, _ in clauses]
        old, new = (_with_shared_vocabulary(side.law, self.sides) for side in self.sides)
        self.world = World(old, every, self.size, self.as_of)
        self.world.write(encoding, "1")
        copied(World(new, every, self.size, self.as_of), encoding)
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
        fields = next(s.law.declared()[code][1] for s in self.sides if code in s.law.declared()).fields
        names = [f"A{number}" for number in range(len(fields))]
        chosen = [name for name, field in zip(names, fields.values(), strict=True) if field.to is None]
        constants = tuple_term(chosen)
        for how, one, other in (("gone", "1", "2"), ("new", "2", "1")):
            holding = encoding.conclusion("m", one, code, names)
            possible = encoding.conclusion("y", other, code, names)
            head = f"violated({quoted(how)},{quoted(code)},{constants},{tuple_term(names)})"
            yield f"{head} :- {holding}, not {possible}."

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
        if not shows(cases):
            raise EvaluationError([Problem("E505", None, {"key": key})])
        (case,) = smallest(cases, self.sides[1].law, frozenset(), shows)
        if statuses(deciding, case) != wanted:
            raise EvaluationError([Problem("E505", None, {"key": key})])
        return Difference(case, key, code, self._label(case, code, arguments), *wanted)

    def _label(self, case: Case, code: str, arguments: tuple[str, ...]) -> Words:
        """The conclusion in words."""
        law = next(side.law for side in reversed(self.sides) if code in side.law.declared())
        conclusion = law.conclusion(code)
        given = dict(zip(conclusion.fields, arguments, strict=True))
        return Naming(facts_of(case, law), law).filled(conclusion.label, conclusion.fields, given)


def _evaluated(assessor: Assessor, case: Case, request: Request) -> Evaluation:
    return assessor.decision(case, request).evaluation


def _content(clause: Clause) -> tuple[object, ...]:
    """What a clause says, without where it stands."""
    gatherings = tuple((g.kind, g.code, g.shared, g.apart, g.counted, g.at_least) for g in clause.gatherings)
    return clause.head, tuple((p.shape, p.entry, p.names) for p in clause.body), gatherings, clause.apart


def _with_shared_vocabulary(law: Law, sides: tuple[Version, Version]) -> Law:
    """The law with the templates and fields of both sides, and the catalogue rows that both have."""
    old, new = (side.law.vocabulary for side in sides)
    templates = dict(old.templates)
    for name, template in new.templates.items():
        fields = templates[name].fields | template.fields if name in templates else template.fields
        templates[name] = template.model_copy(update={"fields": fields})
    both = old.catalogues.keys() & new.catalogues.keys()
    active = {name: {*old.catalogues[name].active()} & {*new.catalogues[name].active()} for name in both}
    catalogues = {
        name: Catalogue(template=mine.template, rows={i: row for i, row in mine.rows.items() if i in active[name]})
        for name, mine in law.vocabulary.catalogues.items()
        if name in active
    }
    return law.model_copy(update={"vocabulary": Vocabulary(templates=templates, catalogues=catalogues)})
