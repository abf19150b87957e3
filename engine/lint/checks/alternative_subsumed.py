"""An alternative that adds nothing: another of the same rule is met wherever it is."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.lint.finding import Found, found
from engine.lint.subject import Compiled, Subject
from engine.lint.subsuming import Side, subsumes
from engine.lint.uses import line_of
from engine.program import Clause, Gathering

CODE = "L742"


def find(subject: Subject) -> Iterator[Found]:
    """Items of an ``any`` every alternative of which is subsumed by one without it, wherever the item is there."""
    for rule in subject.sound_rules():
        there: set[Location] = set()
        needed: set[Location] = set()
        for made in subject.all_clauses(rule):
            optional, idle = _items(made)
            there |= optional
            needed |= optional - idle
        # Several items of one branch are told once, by the first.
        reported: set[int] = set()
        for at in sorted(there - needed):
            if at.line - 1 not in reported:
                yield found(at, f"{rule.id}: {line_of(rule, at)}", rule=rule.id)
            reported.add(at.line)


def _items(made: Compiled) -> tuple[set[Location], set[Location]]:
    """The items that are not in every alternative, and those of them that add nothing."""
    ways: dict[str, list[Clause]] = {}
    for clause in made.own:
        ways.setdefault(clause.id.rpartition(".")[0], []).append(clause)
    places = {tag: _written(clauses[0]) for tag, clauses in ways.items()}
    everywhere = set.intersection(*places.values()) if places else set()
    optional = set().union(*places.values()) - everywhere
    idle: set[Location] = set()
    left = dict(ways)
    for at in sorted(optional, reverse=True):
        with_it = [tag for tag in left if at in places[tag]]
        without = [tag for tag in left if at not in places[tag]]
        if all(any(_covered(ways[tag], ways[other], made) for other in without) for tag in with_it):
            idle.add(at)
            left = {tag: left[tag] for tag in without}
    return optional, idle


def _written(clause: Clause) -> set[Location]:
    """Where the items stand that make this alternative."""
    patterns = [part for part in clause.order if not isinstance(part, Gathering)]
    places = {step.at for pattern in patterns for step in pattern.steps if step.of is None}
    return places | {g.at for g in clause.gatherings if g.kind != "unless"}


def _covered(way: list[Clause], other: list[Clause], made: Compiled) -> bool:
    return all(
        subsumes(Side(two, made.auxiliary), Side(one, made.auxiliary)) for one, two in zip(way, other, strict=True)
    )
