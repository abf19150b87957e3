"""The entry of which a derivation carries something, whether its rule names it in a pattern of its own or not."""

from __future__ import annotations

from engine.evaluation import Derivation
from engine.facts import Facts
from engine.model.rule import CarriedDate, Rule
from engine.model.rulebook import Law
from engine.resolve.names import names_in
from engine.rows import Row


def carried_of(carried: CarriedDate, derivation: Derivation, rule: Rule, facts: Facts, law: Law) -> Row:
    """The row of the entry that stands behind the name the attribute is computed of."""
    template = names_in(rule, law)[carried.of]
    return next(row for row in facts.rows.of(template) if row.id == derivation.binding[carried.of])
