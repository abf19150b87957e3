"""A rule that can never apply: whatever meets its conditions meets an exception or what must be absent, too."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.lint.finding import Found, found
from engine.lint.subject import Compiled, Subject
from engine.lint.subsuming import Side, covers
from engine.program import Clause, Gathering

CODE = "L745"


def find(subject: Subject) -> Iterator[Found]:
    """Exceptions and absences that are there in every alternative of a rule, by its own conditions."""
    for rule in subject.sound_rules():
        always: list[set[Location]] = []
        for made in subject.all_clauses(rule):
            always += [{g.at for g in clause.gatherings if _is_there(g, clause, made)} for clause in made.own]
        if always and all(always):
            at = min(min(places) for places in always)
            yield found(at, rule.id)


def _is_there(gathering: Gathering, clause: Clause, made: Compiled) -> bool:
    if gathering.kind not in ("unless", "no"):
        return False
    shared = {name: name for _, name in gathering.shared}
    apart = {frozenset(pair) for pair in clause.apart}
    for one in made.auxiliary.get(gathering.code, []):
        for way in covers(Side(one, made.auxiliary), Side(clause, made.auxiliary), shared):
            if all(frozenset((way.get(free), name)) in apart for free, name in gathering.apart):
                return True
    return False
