"""``overrides``: wherever one rule applies, the other's conclusions are defeated for the links both share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.program import AUXILIARY, Clause, Gathering, Head


def with_overrides(clauses: list[Clause], rules: Mapping[str, Rule], law: Law) -> list[Clause]:
    """The clauses, those of overridden rules with one more condition, and the auxiliaries it looks at."""
    declared = law.declared()
    stronger = {rule.id: rule for rule in rules.values() if any(other in rules for other in rule.overrides)}
    result = list(clauses)
    for rule in stronger.values():
        for other in rule.overrides:
            result = [
                _defeated(clause, rule, law) if clause.rule == other and clause.head.code in declared else clause
                for clause in result
            ]
    for rule in stronger.values():
        applied = [c for c in result if c.rule == rule.id and c.head.code == rule.then[0].code]
        # One for each alternative, which is what a clause's id names before its place among the conclusions.
        first_heads = {c.id.rpartition(".")[0]: c for c in applied}.values()
        links = _links(rule)
        result.extend(
            replace(c, id=f"{c.id}{AUXILIARY}applies", head=Head(_code(rule), tuple(sorted(links.items()))), carries=())
            for c in first_heads
        )
    return result


def _code(rule: Rule) -> str:
    return f"{rule.id}{AUXILIARY}applies"


def _links(rule: Rule) -> dict[str, str]:
    """Argument to name, over all the rule's conclusions; the first that uses an argument counts."""
    links: dict[str, str] = {}
    for item in rule.then:
        links = item.names | links
    return links


def _defeated(clause: Clause, by: Rule, law: Law) -> Clause:
    arguments = _links(by)
    fields = {name: field for item in by.then for name, field in law.conclusion(item.code).fields.items()}
    own = law.conclusion(clause.head.code).fields
    shared = tuple(
        (argument, name)
        for argument, name in clause.head.names
        if name is not None and argument in arguments and fields[argument].to == own[argument].to
    )
    gathering = Gathering(
        id=f"{by.id} overrides {clause.rule}",
        kind="overrides",
        code=_code(by),
        shared=shared,
        apart=(),
        at=by.at,
        by=by.id,
    )
    return replace(clause, gatherings=(*clause.gatherings, gathering), order=(*clause.order, gathering))
