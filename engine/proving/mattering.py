"""Whether each condition, exception and alternative of a rule matters in some case file at all.

It matters where the rule applies with it and would not without, or would without and does not with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from engine.errors import Findings
from engine.evaluators.encoded_program import Guard, encode
from engine.evaluators.encoding import Encoding
from engine.evaluators.solver import Solver
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.program import Clause, Gathering, is_auxiliary
from engine.proving.guarded import GuardedLaw, compiled, leading_to
from engine.proving.size import Size
from engine.proving.sizes import Sizes
from engine.proving.world import World, covering
from engine.resolve.alternatives import readings_of
from engine.variants.dropping import Dropped, dropped

Guarded = tuple[Clause, Guard]


@dataclass(frozen=True)
class _Variant:
    """A rule without something, and both ways of it as clauses whose conclusions are told apart by code."""

    without: Dropped
    own: tuple[Guarded, ...]
    other: tuple[Guarded, ...]

    def both_ways(self) -> Iterator[tuple[str, str | None]]:
        """Each conclusion of one way with the same of the other, if it has that: what may hold of the one alone.

        Either way: in an exception or absence, less is asked of what stands against the rule.
        """
        for these, those in ((self.own, self.other), (self.other, self.own)):
            same = {code.partition("~")[0]: code for code in _conclusions(those)}
            yield from ((code, same.get(code.partition("~")[0])) for code in _conclusions(these))


class Mattering:
    """The rules of one rulebook under all readings, each also without each of its parts.

    What a conclusion carries, and the provision it cites, may come from an entry that a rule names: its conditions
    matter for that, and are not asked about.
    """

    def __init__(self, law: Law, book: Rulebook, under: GuardedLaw, as_of: datetime.date) -> None:
        self.law = law
        self.under = under
        self.as_of = as_of
        self.rules = [rule for rule in book.rules.values() if rule.in_force.covers(as_of)]

    def idle(self) -> list[Dropped]:
        """What never matters, but for what the rulebook accepts as such.

        First files of a modest size without unknown facts are asked; only of what does not matter there, files of every
        size that could tell, with unknown facts.
        """
        variants = [variant for rule in self.rules for variant in self._variants(rule)]
        small = covering((Size.of(dict.fromkeys(self.law.vocabulary.sections().values(), 2)).entries,), self.law)
        left = self._left(variants, small, unknown=False)
        left = [variant for variant in left if self._left([variant], self._enough(variant), unknown=True)]
        return [one.without for one in left]

    def _variants(self, rule: Rule) -> Iterator[_Variant]:
        declared = self.law.declared()
        mine = [(c, g) for c, g in self.under.clauses if c.rule == rule.id and c.head.code in declared]
        overrides = {c.head.code: tuple(g for g in c.gatherings if g.kind == "overrides") for c, _ in mine}
        named = {carried.of for item in rule.then for carried in item.carries} | {*(rule.provision_of or ())[:1]}
        for number, without in enumerate(dropped(rule)):
            if without.name in named:
                continue
            name = f"{rule.id}~{number}"
            made: list[Guarded] = []
            findings = Findings()
            renamed = without.rule.model_copy(update={"id": name})
            for place, guard in enumerate(self._guards(rule)):
                for clause in compiled(renamed, self.law, self.as_of, dict(guard), place, findings):
                    made.append((_told_apart(clause, name, overrides), guard))
            if not findings.problems:
                yield _Variant(without, tuple((_told_apart(c, rule.id, {}), g) for c, g in mine), tuple(made))

    def _guards(self, rule: Rule) -> Iterator[Guard]:
        names = sorted(readings_of(rule) & self.under.readings.keys())
        for chosen in product(*(self.under.readings[name] for name in names)):
            yield tuple(zip(names, chosen, strict=True))

    def _enough(self, variant: _Variant) -> dict[str, int]:
        sizes = Sizes([clause for clause, _ in (*self.under.clauses, *variant.own, *variant.other)], self.law)
        enough = Size()
        for one, other in variant.both_ways():
            enough = enough.either(sizes.holds(one).together(sizes.fails(other) if other else Size()))
        return covering([enough.entries], self.law)

    def _left(self, variants: list[_Variant], size: Mapping[str, int], unknown: bool) -> list[_Variant]:
        """Those of the variants that matter in no file of that size."""
        own = {id(pair[0]): pair for variant in variants for pair in variant.own}
        clauses = [*own.values(), *(pair for variant in variants for pair in variant.other)]
        read = {p.shape.template for c, _ in clauses for p in c.body} | {
            g.code for c, _ in clauses for g in c.gatherings
        }
        every = [*leading_to(read, self.under.clauses), *clauses]
        arguments = dict(self.under.arguments)
        for head in (clause.head for clause, _ in clauses):
            base = head.code.partition("~")[0]
            known = arguments.get(base) if not is_auxiliary(head.code) else None
            arguments.setdefault(head.code, known or tuple(argument for argument, _ in head.names))
        anything = self.law.vocabulary.templates if unknown else ()
        world = World(self.law, [clause for clause, _ in every], size, self.as_of, unknown=anything)
        encoding = Encoding()
        encode(encoding, every, arguments)
        world.write(encoding)
        encoding.readings(self.under.readings)
        for number, variant in enumerate(variants):
            encoding.lines.extend(self._matters(encoding, number, variant, arguments))
        encoding.lines.extend(("#show.", "#show matters/1."))
        solver = Solver(encoding.text())
        return [v for n, v in enumerate(variants) if solver.first((("matters", (n,)), True)) is None]

    def _matters(
        self, encoding: Encoding, number: int, variant: _Variant, arguments: Mapping[str, tuple[str, ...]]
    ) -> Iterator[str]:
        for one, other in variant.both_ways():
            names = [f"A{n}" for n in range(len(arguments[one]))]
            body = [encoding.conclusion("m", "", one, names)]
            if other is not None:
                body.append(f"not {encoding.conclusion('m', '', other, names)}")
            yield f"matters({number}) :- {', '.join(body)}."


def _conclusions(clauses: tuple[Guarded, ...]) -> list[str]:
    """What they conclude, but for auxiliary conclusions, which need not be the same for the same to follow."""
    return sorted({clause.head.code for clause, _ in clauses if not is_auxiliary(clause.head.code)})


def _told_apart(clause: Clause, name: str, overrides: Mapping[str, tuple[Gathering, ...]]) -> Clause:
    """The clause with a conclusion of its own; auxiliary ones have names of their own already."""
    if is_auxiliary(clause.head.code):
        return clause
    code = clause.head.code
    gatherings = (*clause.gatherings, *overrides.get(code, ()))
    return replace(clause, head=replace(clause.head, code=f"{code}~{name}"), gatherings=gatherings)
