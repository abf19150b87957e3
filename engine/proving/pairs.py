"""Two worlds that are the same but for one fact, side by side for the solver.

The first is called 1, the second 2; ``changes(template, entry, field)`` says which fact differs, ``becomes`` what it is
in the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import link_term, quoted, term
from engine.evaluators.solver import Atom, told
from engine.model.case import Case, Fact
from engine.proving.counterexample import with_facts
from engine.proving.implying import Implied, entries_implied_by_one
from engine.proving.world import HERE, World

SHOWN = ("e1/2", "v1/4", "o1/4", "changes/3", "becomes/4", "r/2", "lost/2")


@dataclass(frozen=True)
class Pair:
    """Two cases that differ in the fact of that path."""

    first: Case
    second: Case
    path: str


def write_pair(world: World, encoding: Encoding, fields: Mapping[str, Iterable[str]], implied: list[Implied]) -> None:
    """Put both worlds into the text; one fact, of those fields by template, differs. After the programs.

    ``implied`` is what may be implied in one of them only.
    """
    world.write(encoding, "1")
    lines = encoding.lines
    lines.extend(entries_implied_by_one(world, implied))
    for name, fields_of in sorted(fields.items()):
        lines.extend(_options(world, name, sorted(fields_of)))
    lines.extend(
        (
            "1 { changes(T,E,F) : e1(T,E), option(T,F,_) } 1.",
            "1 { becomes(T,E,F,V) : option(T,F,V) } 1 :- changes(T,E,F).",
            ":- becomes(T,E,F,V), v1(T,E,F,V).",
            ":- becomes(T,E,F,V), o1(T,E,F,V).",
            "e2(T,E) :- e1(T,E), not lost(T,E).",
            "e2(T,E) :- won(T,E).",
            "v2(T,E,F,V) :- v1(T,E,F,V), not changes(T,E,F), not lost(T,E).",
            "v2(T,E,F,V) :- becomes(T,E,F,V), not link(T,F).",
            "o2(T,E,F,V) :- o1(T,E,F,V), not changes(T,E,F), not lost(T,E).",
            "o2(T,E,F,V) :- becomes(T,E,F,V), link(T,F).",
            "l2(T,E,F,V) :- o2(T,E,F,V), V != none.",
            "lm2(T,E,F,V) :- l2(T,E,F,V).",
        )
    )
    encoding.truths("2", world.rows)
    lines.extend(world.constraints("2"))


def copied(second: World, encoding: Encoding) -> None:
    """Put a second world into the text whose entries are those of the first; its catalogues are its own."""
    own = [row for row in second.rows if row.given]
    catalogues = sorted({row.template for row in own})
    encoding.rows("2", own)
    encoding.lines.extend(f"own({quoted(name)})." for name in catalogues)
    encoding.lines.extend(
        (
            "e2(T,E) :- e1(T,E), not own(T).",
            "v2(T,E,F,V) :- v1(T,E,F,V), not own(T).",
            "l2(T,E,F,V) :- l1(T,E,F,V), not own(T).",
            "lm2(T,E,F,V) :- lm1(T,E,F,V), not own(T).",
        )
    )
    encoding.truths("2", second.rows)


def _options(world: World, template: str, fields: list[str]) -> Iterator[str]:
    """What each field may become: whatever it may be."""
    row = next((row for row in world.rows if row.template == template), None)
    if row is None:
        return
    for field in fields:
        name = f"{quoted(template)},{quoted(field)}"
        if field in row.values:
            yield from (f"option({name},{term(value)})." for value in row.values[field])
        elif field in row.links:
            yield f"link({name})."
            yield from (f"option({name},{link_term(link)})." for link in row.links[field])


def read_pair(world: World, atoms: Iterable[Atom]) -> Pair:
    """The two cases of an answer."""
    found = list(atoms)
    lost = {arguments for name, arguments in found if name == "lost"}
    first = world.case((atom for atom in found if atom[0] != "e1" or atom[1] not in lost), "1")
    (template, entry, field), *_ = (arguments for name, arguments in found if name == "changes")
    became = next(arguments[3] for name, arguments in found if name == "becomes")
    # What the new row of a catalogue requires stands in both, so that they differ in one fact.
    mine = {**first.entries[template][entry].facts, **(world.required(became) if became is not None else {})}
    facts = dict(mine)
    row = next(row for row in world.rows if row.template == template)
    if became is None:
        del facts[field]
    elif field in row.links:
        facts[field] = Fact(value=became, at=HERE)
    else:
        facts[field] = Fact(value=next(v for v in row.values[field] if told(v) == became), at=HERE)
    first, second = (with_facts(first, template, entry, one) for one in (mine, facts))
    path = f"{world.law.vocabulary.section_of(template)}.{entry}.{field}"
    return Pair(first, second, path)
