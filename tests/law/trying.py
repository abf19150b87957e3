"""Properties of rulebooks tried on one case, by the reference evaluator: an example refutes, none of them proves.

A property of one case is written as rules that conclude a violation: the premise and what is forbidden as conditions,
what is demanded as an exception. One of two cases is tried by setting a fact both ways and comparing what came out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from engine.errors import Location
from engine.evaluation import Evaluation, Status
from engine.evaluators import reference
from engine.facts import Facts, facts_of
from engine.inquire.what_if import changed
from engine.model.base import Words
from engine.model.case import Case
from engine.model.property import Property
from engine.model.rule import AllItem, ConclusionItem, Item, Rule
from engine.model.rulebook import Conclusion, Law, Manifest, Rulebook, Source
from engine.model.vocabulary import Field
from engine.resolve import Resolution, Resolver
from tests.agreement.plain_law import Plain
from tests.agreement.random_vocabulary import random_value

_VIOLATIONS = "violations"


def violation_code(one: Property) -> str:
    """The conclusion that a property of one case is violated."""
    return "violated_" + one.id.replace("-", "_")


def violation_rules(one: Property) -> Iterator[Rule]:
    """Rules that conclude that a property of one case is violated."""
    conditions: list[tuple[tuple[Item, ...], tuple[Item, ...]]]
    match one.kind:
        case "always":
            conditions = [(one.when, (AllItem(items=one.items, at=one.at),))]
        case "never":
            conditions = [((*one.when, *one.items), ())]
        case "exclusive":
            conditions = [((*one.when, *pair), ()) for pair in combinations(one.items, 2)]
        case "decides":
            conditions = [(one.when, one.items)]
        case _:
            conditions = []
    then = (ConclusionItem(code=violation_code(one), names={}, constants={}, at=one.at),)
    for number, (when, unless) in enumerate(conditions):
        yield Rule(id=f"{one.id}-{number}", rulebook=_VIOLATIONS, when=when, unless=unless, then=then, at=one.at)


def with_violations(law: Law) -> Law:
    """The law with one rulebook more, whose conclusions say which properties of one case are violated."""
    properties = law.properties().values()
    rules = {rule.id: rule for one in properties for rule in violation_rules(one)}
    said = Words(vi="?", en="?")
    # A conclusion without arguments cannot be declared in a file.
    declared = {violation_code(one): Conclusion.model_construct(fields={}, label=said) for one in properties}
    manifest = Manifest(
        id=_VIOLATIONS,
        version="0",
        title=said,
        short=said,
        source=Source(file="?", text="verbatim"),
        tested_against=said,
        verification=said,
        uses=list(law.rulebooks),
    ).model_copy(update={"conclusions": declared})
    book = Rulebook(manifest=manifest, rules=rules, coverage={}, source={}, digest="", at=Location("?"))
    return law.model_copy(update={"rulebooks": {**law.rulebooks, _VIOLATIONS: book}})


@dataclass(frozen=True)
class Trial:
    """A law whose properties are tried; ``watched`` is the same law with the rules that conclude violations."""

    law: Law
    plain: Resolver
    watched: Resolver

    @staticmethod
    def of(law: Law) -> Trial:
        """The trial of every property of that law."""
        return Trial(law, Resolver(law), Resolver(with_violations(law)))

    def violated(self, case: Case, as_of: datetime.date, readings: Mapping[str, str], rnd: Random) -> Iterator[str]:
        """What is violated on that case, under those readings where a property leaves them open."""
        facts = facts_of(case, self.law)
        answers: dict[tuple[tuple[str, str], ...], Evaluation] = {}
        for one in self.law.properties().values():
            chosen = {} if one.defaults_only else {**readings, **one.readings}
            if one.fields:
                yield from self._between(one, case, facts, self.plain.resolve(as_of, chosen), rnd)
                continue
            key = tuple(sorted(chosen.items()))
            if key not in answers:
                answers[key] = reference.evaluate(self.watched.resolve(as_of, chosen).program, facts.rows)
            if answers[key].status(f"{violation_code(one)}()") is Status.HOLDS:
                yield one.id

    def _between(self, one: Property, case: Case, facts: Facts, resolution: Resolution, rnd: Random) -> Iterator[str]:
        """The case with one fact, drawn for each template, set both ways."""
        for template, names in one.fields.items():
            rows = facts.rows.of(template)
            if not rows:
                continue
            row, name = rnd.choice(rows), rnd.choice(names)
            field = self.law.vocabulary.templates[template].fields[name]
            pair = ("no", "yes") if one.kind == "raising" else _two_values(field, facts, rnd)
            if pair is None:
                continue
            path = f"{row.place}.{name}"
            before, after = (
                reference.evaluate(
                    resolution.program, facts_of(changed(case, self.law, None, {path: value}), self.law).rows
                )
                for value in pair
            )
            for key in _violations(one, before, after):
                yield f"{one.id}: {key} where {path} turns from {pair[0]} to {pair[1]}"


def _two_values(field: Field, facts: Facts, rnd: Random) -> tuple[str, str] | None:
    """Two values the field may have; None for a link that can lead nowhere."""
    if field.to is not None:
        ids = [row.id for row in facts.rows.of(field.to)]
        return (rnd.choice(ids), rnd.choice(ids)) if ids else None
    declared: Plain = {"type": field.type, "choices": field.choices}
    return random_value(rnd, declared), random_value(rnd, declared)


def _violations(one: Property, before: Evaluation, after: Evaluation) -> Iterator[str]:
    """The conclusions whose coming or going violates a property of two cases."""
    holds, not_at_all = Status.HOLDS, Status.DOES_NOT_HOLD
    for key in sorted({*before.conclusions, *after.conclusions}):
        code = key.partition("(")[0]
        was, now = before.status(key), after.status(key)
        gone, come = (was, now) == (holds, not_at_all), (was, now) == (not_at_all, holds)
        if (gone and code in {*one.removes, *one.alike}) or (come and code in {*one.adds, *one.alike}):
            yield key
