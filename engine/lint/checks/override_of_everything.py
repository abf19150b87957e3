"""An override that spares nobody: the two rules share no link, so where one applies the other is defeated for all."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.rule import Rule
from engine.model.rulebook import Law

CODE = "L746"


def find(subject: Subject) -> Iterator[Found]:
    """Overrides between rules whose conclusions have no link to one template under one name."""
    rules = subject.law.rules()
    for _, rule in subject.rules():
        for number, name in enumerate(rule.overrides):
            if name in rules and not _links(rule, subject.law) & _links(rules[name], subject.law):
                at = subject.places.rule(rule, "overrides", number)
                yield found(at, f"{rule.id}, {name}", rule=rule.id, other=name)


def _links(rule: Rule, law: Law) -> set[tuple[str, str | None]]:
    """The links of the rule's conclusions: the argument and the template it leads to."""
    return {(name, law.conclusion(item.code).fields[name].to) for item in rule.then for name in item.names}
