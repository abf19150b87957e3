"""Whether each condition, exception and alternative of a rule matters in some case file at all.

A condition matters where the rule would apply without it and does not with it; an alternative where the rule applies
with it and would not without.
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

    def turned(self) -> tuple[tuple[Guarded, ...], tuple[Guarded, ...]]:
        """The clauses that should apply somewhere where the others do not."""
        return (self.own, self.other) if self.without.kind == "drop-alternative" else (self.other, self.own)


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
        applies, stops = variant.turned()
        sizes = Sizes([clause for clause, _ in (*self.under.clauses, *applies, *stops)], self.law)
        enough = Size()
        for one in {c.head.code for c, _ in applies if "~" in c.head.code}:
            for other in {c.head.code for c, _ in stops if "~" in c.head.code}:
                if one.partition("~")[0] == other.partition("~")[0]:
                    enough = enough.either(sizes.holds(one).together(sizes.fails(other)))
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
        applies, stops = ({c.head.code for c, _ in side if "~" in c.head.code} for side in variant.turned())
        for one in sorted(applies):
            names = [f"A{n}" for n in range(len(arguments[one]))]
            holding = encoding.conclusion("m", "", one, names)
            others = [o for o in stops if o.partition("~")[0] == one.partition("~")[0]]
            possible = "".join(f", not {encoding.conclusion('m', '', other, names)}" for other in sorted(others))
            yield f"matters({number}) :- {holding}{possible}."


def _told_apart(clause: Clause, name: str, overrides: Mapping[str, tuple[Gathering, ...]]) -> Clause:
    """The clause with a conclusion of its own; auxiliary ones have names of their own already."""
    if is_auxiliary(clause.head.code):
        return clause
    code = clause.head.code
    gatherings = (*clause.gatherings, *overrides.get(code, ()))
    return replace(clause, head=replace(clause.head, code=f"{code}~{name}"), gatherings=gatherings)
