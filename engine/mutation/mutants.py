"""Every mutant of a law."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.model.rulebook import Law
from engine.mutation.mutant import Mutant
from engine.mutation.of_manifests import mutants_of_manifest
from engine.mutation.of_rules import mutants_of_rule


def mutants(law: Law, rulebooks: Collection[str] = ()) -> Iterator[Mutant]:
    """Every mutant of those rulebooks (all when none is named), in the order of the law."""
    for book in law.selected(rulebooks):
        for rule in book.rules.values():
            yield from mutants_of_rule(rule, law)
        yield from mutants_of_manifest(book)
