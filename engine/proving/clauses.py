"""The clauses of a law as a proof looks at them: by what they conclude, and what their names stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from engine.model.rulebook import Law
from engine.program import Clause, Gathering, Shape, Test
from engine.proving.atoms import Atom, Terms, atom_of
from engine.strata import feeds, node_of


class Clauses:
    """All clauses of a law; those of several readings together stand for each of them."""

    def __init__(self, clauses: Iterable[Clause], law: Law) -> None:
        by_code: dict[str, list[Clause]] = defaultdict(list)
        for clause in dict.fromkeys(clauses):
            by_code[clause.head.code].append(clause)
        self.by_code: Mapping[str, list[Clause]] = dict(by_code)
        self.templates = law.vocabulary.templates
        self.rows = {name: len(catalogue.active()) for name, catalogue in law.vocabulary.catalogues.items()}
        fields = {code: conclusion.fields for code, (_, conclusion) in law.declared().items()}
        fields |= {name: template.fields for name, template in self.templates.items()}
        self._targets = {name: {f: d.to or "" for f, d in declared.items()} for name, declared in fields.items()}
        self.circular = self._circular()

    def concluding(self, atom: Atom) -> list[Clause]:
        """The clauses that may conclude this."""
        shape = Shape(atom.template, (), tuple(atom.tests))
        return [c for c in self.by_code.get(atom.template, ()) if feeds(node_of(c.head), shape)]

    def names(self, clause: Clause) -> dict[str, str]:
        """The names of a clause's patterns with the template of what they stand for."""
        found: dict[str, str] = {}
        for pattern in clause.body:
            if pattern.entry is not None:
                found[pattern.entry] = pattern.shape.template
            for link, name in zip(pattern.shape.links, pattern.names, strict=True):
                found.setdefault(name, self._targets[pattern.shape.template][link])
        return found

    def body(self, clause: Clause, terms: Terms) -> list[Atom]:
        """What the patterns of a clause ask for, with those terms."""
        return [atom_of(pattern, terms, pattern.shape.template in self.templates) for pattern in clause.body]

    def is_kept(self, template: str) -> bool:
        """Whether its entries stand in a case file."""
        return template in self.templates and template not in self.rows

    def _circular(self) -> frozenset[str]:
        """The conclusions that rest, at whatever remove, on one that rests on itself."""
        rests = {
            code: {*(p.shape.template for c in made for p in c.body), *(g.code for c in made for g in c.gatherings)}
            for code, made in self.by_code.items()
        }
        again = True
        while again:
            again = False
            for code, on in rests.items():
                more = on.union(*(rests.get(other, set()) for other in on))
                again = again or more != on
                rests[code] = more
        looped = {code for code, on in rests.items() if code in on}
        return frozenset(code for code, on in rests.items() if code in looped or on & looped)


def about(gathering: Gathering, terms: Terms) -> Atom:
    """The auxiliary conclusions a gathering looks at, with those terms."""
    links = frozenset((argument, terms[name]) for argument, name in gathering.shared if name in terms)
    return Atom(gathering.code, frozenset(), links)


def concluded(clause: Clause, terms: Terms) -> Atom:
    """What a clause concludes of those terms."""
    constants = frozenset(Test(argument, "is", (value,)) for argument, value in clause.head.constants)
    names = ((argument, name) for argument, name in clause.head.names if name is not None)
    return Atom(clause.head.code, constants, frozenset((arg, terms[name]) for arg, name in names if name in terms))


def settled(clause: Clause, asked: Atom) -> dict[str, str]:
    """The terms of a clause's names that are settled where it concludes what is asked for."""
    links = dict(asked.links)
    return {name: links[arg] for arg, name in clause.head.names if name is not None and arg in links}
