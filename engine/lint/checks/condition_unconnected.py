"""A condition that has nothing to do with what the rule concludes: a name was mistyped, or a link forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.lint.uses import line_of
from engine.program import Clause, Gathering, Pattern

CODE = "L747"


def find(subject: Subject) -> Iterator[Found]:
    """Items of ``when`` that no chain of names leads to from the conclusion."""
    for rule in subject.sound_rules():
        loose = {at for made in subject.all_clauses(rule) for clause in made.own for at in _loose(clause)}
        for at in sorted(loose):
            yield found(at, f"{rule.id}: {line_of(rule, at)}", rule=rule.id)


def _loose(clause: Clause) -> set[Location]:
    reached = {name for _, name in clause.head.names if name is not None}
    reached |= {carried.of for carried in clause.carries}
    parts = [part for part in clause.order if isinstance(part, Pattern) or part.kind in ("no", "count")]
    left = [(part, _names(part)) for part in parts]
    while any(names & reached for _, names in left):
        reached |= {name for _, names in left if names & reached for name in names}
        left = [(part, names) for part, names in left if not names & reached]
    return {part.at if isinstance(part, Gathering) else part.steps[0].at for part, _ in left}


def _names(part: Pattern | Gathering) -> set[str]:
    names = part.names() if isinstance(part, Gathering) else part.variables()
    return {name for name in names if name is not None}
