"""Conditions with terms in place of names: what a derivation asks for, told apart from what it already has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.program import Pattern, Test

Terms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Atom:
    """There is an entry or conclusion that meets these tests and has these links; a link left out may be anything.

    A term stands for one entry of the case, whichever it is; ``entry`` is that of the entry itself, None: some entry.
    """

    template: str
    tests: frozenset[Test]
    links: frozenset[tuple[str, str]]
    entry: str | None = None

    def terms(self) -> set[str]:
        """The entries it is about."""
        return {term for _, term in self.links} | ({self.entry} if self.entry is not None else set())

    def says(self, other: Atom) -> bool:
        """Whether whatever meets this one meets the other too."""
        return (
            self.template == other.template
            and other.entry in (None, self.entry)
            and other.links <= self.links
            and all(any(_says(mine, test) for mine in self.tests) for test in other.tests)
        )

    def renamed(self, naming: Mapping[str, str]) -> Atom:
        """The same about other terms."""
        links = frozenset((link, naming[term]) for link, term in self.links)
        return Atom(self.template, self.tests, links, None if self.entry is None else naming[self.entry])

    def about(self, terms: Collection[str]) -> Atom:
        """What it says of those terms alone."""
        links = frozenset((link, term) for link, term in self.links if term in terms)
        return Atom(self.template, self.tests, links, self.entry if self.entry in terms else None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the case where a part of a derivation is looked for.

    ``given`` holds and what it rests on is kept already; ``denied`` does not hold.
    """

    given: frozenset[Atom] = frozenset()
    denied: frozenset[Atom] = frozenset()

    def renamed(self, naming: Mapping[str, str]) -> Known:
        """What of it is about those terms alone, renamed."""
        return Known(*(frozenset(_within(atoms, naming)) for atoms in (self.given, self.denied)))


def atom_of(pattern: Pattern, terms: Terms, is_entry: bool) -> Atom:
    """What the pattern asks for, a name without a term left open; only entries of a case have terms themselves."""
    links = frozenset(
        (link, terms[name]) for link, name in zip(pattern.shape.links, pattern.names, strict=True) if name in terms
    )
    entry = terms.get(pattern.entry) if is_entry and pattern.entry is not None else None
    return Atom(pattern.shape.template, frozenset(pattern.shape.tests), links, entry)


def _within(atoms: frozenset[Atom], naming: Mapping[str, str]) -> list[Atom]:
    return [atom.renamed(naming) for atom in atoms if atom.terms() <= naming.keys()]


def _says(one: Test, other: Test) -> bool:
    """Whether a value that meets one test meets the other."""
    both_name_values = one.field == other.field and one.operator == other.operator == "is"
    return one == other or (both_name_values and set(one.operands) <= set(other.operands))
