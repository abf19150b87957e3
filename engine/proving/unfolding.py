"""What has to be kept of a case so that a conclusion still holds, or still does not: its rules unfolded.

``docs/proofs.md`` argues why what is found here is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import count

from engine.program import Clause, Gathering
from engine.proving.atoms import Atom, Known, Terms
from engine.proving.clauses import Clauses, about, concluded, settled
from engine.proving.size import Size, Unbounded

# So many clauses are looked at for one question, so deep; what takes more is not a law a person could read either.
_MOST_CLAUSES = 10_000
_DEEPEST = 150


class TooManyWaysError(Exception):
    """The rules can be put together in more ways than are looked through."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a derivation needs beyond its terms, and what is given once it is there."""

    size: Size
    given: frozenset[Atom] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A clause that is being looked at: what it was asked for, and what it concludes of which terms."""

    clause: Clause
    asked: Atom | None
    concludes: Atom

    def terms(self) -> set[str]:
        """The terms that were settled before."""
        return (self.asked or self.concludes).terms()


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """Auxiliary conclusions that must be absent: about which entries, not about which, and what names are not settled.

    Two that say the same are kept from being met by the same witness.
    """

    of_what: Atom
    apart: frozenset[tuple[str, str]]
    free: tuple[str, ...]

    @classmethod
    def of(cls, gathering: Gathering, terms: Terms) -> Absence:
        """What a gathering wants absent, with those terms."""
        apart = frozenset((argument, terms[name]) for argument, name in gathering.apart if name in terms)
        free = tuple(name for name in gathering.names() if name not in terms)
        return cls(about(gathering, terms), apart, free)


class Unfolding:
    """One law's clauses unfolded.

    ``certainly``: what must hold holds and what may not does not; otherwise what may hold holds and what need not does
    not.
    """

    def __init__(self, clauses: Clauses, certainly: bool) -> None:
        self.clauses = clauses
        self.certainly = certainly
        self.found: dict[tuple[Atom, Known], Found | None] = {}
        self.fresh = count()
        self.looked_at = 0

    def start(self) -> None:
        """Count anew how many clauses are looked at."""
        self.looked_at = 0

    def clause(self, clause: Clause, asked: Atom | None, known: Known, path: Path = ()) -> Found | None:
        """What the clause needs to be met, so that it concludes what is asked for; None where it cannot be met."""
        self.looked_at += 1
        if self.looked_at > _MOST_CLAUSES or len(path) > _DEEPEST:
            raise TooManyWaysError
        bound = settled(clause, asked) if asked is not None else {}
        new = {name: t for name, t in self.clauses.names(clause).items() if name not in bound}
        terms = bound | self._any_terms(new)
        step = Step(clause, asked, concluded(clause, terms))
        if any(step.concludes.says(s.concludes) or (s.asked and step.concludes.says(s.asked)) for s in path):
            return None  # no shortest derivation rests on what it concludes, or on what would do as well
        if any(s.clause == clause and not step.terms() <= s.terms() for s in path):
            return Found(Size(obstacles=frozenset({Unbounded("feeds_itself", clause.rule, clause.at)})))
        known = Known(known.given, known.denied | self._denied(clause, terms))
        body = self._body(clause, terms, known, (*path, step))
        if body is None:
            return None
        rest = self._gathered(clause, terms, Known(body.given, known.denied), (*path, step))
        if rest is None:
            return None
        size = reduce(Size.together, (self._one(template) for template in new.values()), body.size)
        given = frozenset(atom.about(set(bound.values())) for atom in body.given - known.given)
        return Found(size.together(rest), given)

    def conclusion(self, atom: Atom, known: Known, path: Path = ()) -> Found | None:
        """What any clause needs that concludes this; what is given whichever it is; None where there is none."""
        if atom.template in self.clauses.circular:
            return self._any_clause(atom, known, path)
        naming = {term: f"${place}" for place, term in enumerate(dict.fromkeys(t for _, t in sorted(atom.links)))}
        key = atom.renamed(naming), known.renamed(naming)
        if key not in self.found:
            self.found[key] = self._any_clause(*key, path)
        found, back = self.found[key], {new: old for old, new in naming.items()}
        return found and Found(found.size, frozenset(a.renamed(back) for a in found.given))

    def failing(self, atom: Atom, known: Known, path: Path = ()) -> Size:
        """What must be kept so that this still does not hold where more entries are left out, if it does not."""
        asked: dict[tuple[frozenset[Absence], frozenset[Absence]], Size] = {}
        size = Size()
        for clause, terms in self._growing(atom):
            size = size.together(self._replaced(clause))
            once, each = dict[Absence, Gathering](), dict[Absence, Gathering]()
            for gathering in clause.gatherings:
                if gathering.kind != "count" and gathering.code in self.clauses.by_code:
                    absence = Absence.of(gathering, terms)
                    (each if absence.free else once)[absence] = gathering
            key = frozenset(once), frozenset(each)
            if key not in asked:
                asked[key] = self._defeat(once, known, path).together(self._defeats(clause, terms, each, known, path))
        return reduce(Size.together, asked.values(), size)

    def _any_clause(self, atom: Atom, known: Known, path: Path) -> Found | None:
        ways = [self.clause(clause, atom, known, path) for clause in self.clauses.concluding(atom)]
        possible = [way for way in ways if way is not None]
        if not possible:
            return None
        size = reduce(Size.either, (way.size for way in possible))
        return Found(size, frozenset.intersection(*(way.given for way in possible)))

    def _body(self, clause: Clause, terms: Terms, known: Known, path: Path) -> Found | None:
        """What the patterns need beyond the entries that have names; ``given`` is what then holds."""
        atoms = self.clauses.body(clause, terms)
        if any(atom.says(denied) for atom in atoms for denied in known.denied):
            return None
        of_case = self.clauses.templates
        size, given = Size(), set(known.given)
        # Entries that are there anyway first, those without a name last: they may be found among what is there by then.
        order = {a: (a.entry is None, a.template in of_case, -len(a.links) - len(a.tests)) for a in atoms}
        for atom in sorted(order, key=lambda a: order[a]):
            if atom.entry is None and not any(other.says(atom) for other in given):
                if atom.template in of_case:
                    size = size.together(self._one(atom.template))
                else:
                    found = self.conclusion(atom, Known(frozenset(given), known.denied), path)
                    if found is None:
                        return None
                    size = size.together(found.size)
                    given |= found.given
            given.add(atom)
        return Found(size, frozenset(given))

    def _gathered(self, clause: Clause, terms: Terms, known: Known, path: Path) -> Size | None:
        """What counts need to be reached, and absences so that what is absent stays so."""
        size = Size()
        for gathering in clause.gatherings:
            asked = about(gathering, terms)
            if gathering.kind != "count":
                size = size.together(self.failing(asked, known, path))
            elif gathering.at_least > 0:
                found = self.conclusion(asked, known, path)
                if found is None:
                    return None
                size = size.together(found.size.times(gathering.at_least))
        return size

    def _denied(self, clause: Clause, terms: Terms) -> frozenset[Atom]:
        """What a certain absence says cannot hold, where it is one condition that is absent.

        Clauses of several readings may share the code of an auxiliary conclusion: then nothing is said.
        """
        found = set[Atom]()
        for gathering in clause.gatherings if self.certainly else ():
            made = self.clauses.by_code.get(gathering.code, [])
            if gathering.kind != "count" and len(made) == 1 and not gathering.apart:
                absent = made[0]
                if len(absent.body) == 1 and not absent.gatherings and not absent.apart:
                    found.update(self.clauses.body(absent, settled(absent, about(gathering, terms))))
        return frozenset(found)

    def _growing(self, atom: Atom) -> Iterator[tuple[Clause, Terms]]:
        """Every clause on which this rests, with the terms of its names as far as they are settled."""
        waiting, seen = [atom], set[Atom]()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            for clause in self.clauses.concluding(one):
                terms = settled(clause, one)
                yield clause, terms
                waiting += [a for a in self.clauses.body(clause, terms) if a.template not in self.clauses.templates]
                waiting += [about(g, terms) for g in clause.gatherings if g.kind == "count"]

    def _defeat(self, options: Iterable[Absence], known: Known, path: Path) -> Size:
        """One witness of whichever of these it is that defeats a clause."""
        found = (self.conclusion(option.of_what, known, path) for option in options)
        return reduce(Size.either, (one.size for one in found if one is not None), Size())

    def _defeats(
        self, clause: Clause, terms: Terms, options: Mapping[Absence, Gathering], known: Known, path: Path
    ) -> Size:
        """One witness for each way to bind the names that are not settled; none where it is about nothing else."""
        size = Size()
        for absence, gathering in options.items():
            free = absence.free
            found = self.conclusion(about(gathering, {**terms, **self._any_terms(free)}), known, path)
            if found is not None and found.size != Size():
                names = self.clauses.names(clause)
                because = Unbounded("without_end", clause.rule, gathering.at)
                size = size.together(self._for_each(found.size, tuple(names[name] for name in free), because))
        return size

    def _for_each(self, size: Size, templates: tuple[str, ...], because: Unbounded) -> Size:
        """The size for every combination of entries: of rows of a catalogue there is a known number."""
        if not all(template in self.clauses.templates for template in templates):
            return size.together(Size(obstacles=frozenset({because})))  # a conclusion that has a name
        for template in templates:
            size = size.times(self.clauses.rows.get(template, 1))
        kept = tuple(template for template in templates if self.clauses.is_kept(template))
        return reduce(Size.together, (self._brought(t, because) for t in kept), size.for_each(kept, because))

    def _replaced(self, clause: Clause) -> Size:
        """Entries that must be kept lest an implied one comes in their place that may meet more, or two do."""
        tested = {pattern.shape.template for pattern in clause.body if pattern.shape.tests} if self.certainly else set()
        spoken_of = {*self.clauses.names(clause).values(), *(pattern.shape.template for pattern in clause.body)}
        worse = tested | {template for template in spoken_of if len(self._sources(template)) > 1}
        because = Unbounded("without_end", clause.rule, clause.at)
        return reduce(Size.together, (self._brought(template, because) for template in sorted(worse)), Size())

    def _brought(self, template: str, because: Unbounded) -> Size:
        """Enough for all entries that others bring along, where those others are not brought along themselves."""
        sources = self._sources(template)
        chained = any(self._sources(source) for source in sources)
        implied = frozenset((source, template) for source in sources)
        return Size(implied=implied, obstacles=frozenset({because} if chained else ()))

    def _sources(self, template: str) -> Collection[str]:
        """The templates whose entries bring one of this along."""
        declared = self.clauses.templates.get(template)
        return declared.one_per if declared is not None else ()

    def _any_terms(self, names: Iterable[str]) -> dict[str, str]:
        """A term for each name that stands for some entry or other."""
        return {name: f"{name}~{next(self.fresh)}" for name in names}

    def _one(self, template: str) -> Size:
        return Size.of({template: int(self.clauses.is_kept(template))})
