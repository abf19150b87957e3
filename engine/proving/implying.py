"""Entries that only one of two worlds implies: where the fact that differs is a link by which entries are implied.

Of such an entry nothing is known but its links. ``lost`` ones are there in the first world only, ``won`` ones in the
second only; neither is written in a file, for the file implies it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.evaluators.logic_text import quoted
from engine.model.vocabulary import Template
from engine.proving.world import World


@dataclass(frozen=True)
class Implied:
    """A template of which each entry of another, the source, implies one with the same links."""

    template: str
    source: str
    ends: tuple[str, ...]


def implied_otherwise(
    templates: Mapping[str, Template], read: set[str], fields: Mapping[str, tuple[str, ...]]
) -> list[Implied]:
    """What is implied otherwise where one of those fields differs, of the templates that are read."""
    return [
        Implied(name, source, tuple(ends))
        for name, template in templates.items()
        if name in read
        for source, ends in template.one_per.items()
        if {*fields.get(name, ()), *fields.get(source, ())} & set(ends)
    ]


def entries_implied_by_one(world: World, every: list[Implied]) -> Iterator[str]:
    """The text that lets such entries be in one of the worlds 1 and 2 only, as the one fact that differs has it."""
    for name in sorted({one.template for one in every}):
        yield from _of_one_world(world, name)
        yield from _linked_as_implied(world, name, [one for one in every if one.template == name])


def _of_one_world(world: World, name: str) -> Iterator[str]:
    template = quoted(name)
    for entry in world.ids[name]:
        here = f"{template},{quoted(entry)}"
        yield f"{{ lost({here}) }} :- e1({here})."
        yield f"{{ won({here}) }} :- not e1({here})."
    row = next((row for row in world.rows if row.template == name), None)
    for field in row.values if row else ():
        # Only what is implied is unknown, and of that everything.
        yield f":- v1({template},E,{quoted(field)},unknown), not lost({template},E)."
        yield f":- lost({template},E), not v1({template},E,{quoted(field)},unknown)."
        yield f"v2({template},E,{quoted(field)},unknown) :- won({template},E)."
        yield f":- becomes({template},E,{quoted(field)},unknown)."
    yield f":- lost({template},E), changes({template},E,_)."
    yield f":- lost({template},E), l1(_,_,_,E)."
    yield f":- won({template},E), l2(_,_,_,E)."


def _linked_as_implied(world: World, name: str, ways: list[Implied]) -> Iterator[str]:
    template, ends = quoted(name), ways[0].ends
    row = next((row for row in world.rows if row.template == name), None)
    for link in row.links if row else ():
        if link not in ends:
            yield f":- lost({template},E), not o1({template},E,{quoted(link)},none)."
            yield f"o2({template},E,{quoted(link)},none) :- won({template},E)."
    for kind, side in (("lost", "1"), ("won", "2")):
        yield f"1 {{ {kind}_by({template},E,S,P) : implies({template},S), e{side}(S,P) }} 1 :- {kind}({template},E)."
        same = [
            f"l{side}({template},E,{quoted(end)},X{n}), l{side}({template},D,{quoted(end)},X{n})"
            for n, end in enumerate(ends)
        ]
        yield f":- {kind}({template},E), e{side}({template},D), D != E, {', '.join(same)}."
        for end in ends:
            yield f":- {kind}({template},E), not l{side}({template},E,{quoted(end)},_)."
    for one in ways:
        source = quoted(one.source)
        yield f"implies({template},{source})."
        for end in one.ends:
            here = f"{template},E,{quoted(end)},X"
            there = f"{source},P,{quoted(end)},X"
            yield f":- lost_by({template},E,{source},P), l1({here}), not l1({there})."
            yield f"o2({here}) :- won_by({template},E,{source},P), l2({there})."
