"""Every case file up to a size: entries that may be there, whose fields may be anything that matters.

No field is unknown here: a case with unknown facts stands for all its completions, and what must hold of it holds of
each. An entry that a case implies is written out, as in a completion.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count

from engine.errors import Location
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted
from engine.evaluators.solver import Atom, told
from engine.facts import facts_of
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.possible import Distinctions
from engine.program import Clause
from engine.rows import Link
from engine.worlds import OpenRow, open_row

HERE = Location("case.yaml")


def covering(sizes: Iterable[Mapping[str, int]], law: Law) -> dict[str, int]:
    """As many entries of each template as any of the sizes has, and those that they imply."""
    size: dict[str, int] = {}
    for one in sizes:
        size |= {name: max(number, size.get(name, 0)) for name, number in one.items()}
    for name, template in law.vocabulary.templates.items():
        if name in size and template.one_per:
            size[name] += sum(size.get(source, 0) for source in template.one_per)
    return size


class World:
    """All case files of at most so many entries of each template, as far as those clauses can tell them apart."""

    def __init__(
        self,
        law: Law,
        clauses: Iterable[Clause],
        size: Mapping[str, int],
        day: datetime.date,
        unknown: Collection[str] = (),
        links: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Any field of the templates ``unknown`` may be unknown as well; ``links`` matter besides those read."""
        self.law = law
        self.unknown = unknown
        self.day = day
        self.templates = law.vocabulary.templates
        every = list(clauses)
        self.distinctions = Distinctions(every, law.vocabulary, day)
        self.links = self._links(every, links or {})
        self.ids = dict(self._ids(size))
        nothing = Case(id="case", entries={}, digest="", at=HERE)
        catalogues = [row for row in facts_of(nothing, law).rows if row.template in law.vocabulary.catalogues]
        self.ids |= {name: [r.id for r in catalogues if r.template == name] for name in law.vocabulary.catalogues}
        self.rows = [*map(open_row, catalogues), *self._rows()]

    def write(self, encoding: Encoding, world: str = "") -> None:
        """Put the entries and their choices into the text; after the programs, whose tests they answer."""
        encoding.rows(world, self.rows)
        encoding.truths(world, self.rows)
        encoding.lines.extend(self._presence(world))
        encoding.lines.extend(self.constraints(world))

    def constraints(self, world: str) -> Iterator[str]:
        """What a case file cannot be: links to what is not there, and entries that imply one that is not."""
        for name in self.ids:
            for field in sorted(self.links.get(name, ())) if name not in self.law.vocabulary.catalogues else ():
                to = quoted(self.templates[name].fields[field].to or "")
                yield f":- l{world}({quoted(name)},E,{quoted(field)},X), not e{world}({to},X)."
        yield from self._implied(world)

    def case(self, atoms: Iterable[Atom], world: str = "") -> Case:
        """The case file that a world of the solver is."""
        found = defaultdict(set)
        for name, arguments in atoms:
            found[name].add(arguments)
        entries: dict[str, dict[str, Entry]] = {}
        for row in self.rows:
            if not row.given and (row.template, row.id) in found[f"e{world}"]:
                facts = dict(self._facts(row, found[f"v{world}"], found[f"o{world}"]))
                entries.setdefault(row.template, {})[row.id] = Entry(id=row.id, facts=facts, at=HERE)
        return Case(id="case", as_of=self.day, entries=entries, digest="", at=HERE)

    def required(self, end: str) -> dict[str, Fact]:
        """What an entry that links to that one must say besides."""
        return {name: Fact(value="…", at=HERE) for name in self.law.vocabulary.required(end)}

    def _facts(
        self, row: OpenRow, values: set[tuple[object, ...]], links: set[tuple[object, ...]]
    ) -> Iterator[tuple[str, Fact]]:
        for name in self.templates[row.template].fields:
            for option in row.links.get(name, ()):
                end = next(iter(option.ids)) if option else None
                if end is not None and (row.template, row.id, name, end) in links:
                    yield name, Fact(value=end, at=HERE)
                    yield from self.required(end).items()
            for value in row.values.get(name, ()):
                if (row.template, row.id, name, told(value)) in values:
                    yield name, Fact(value=value, at=HERE)

    def _links(self, clauses: Iterable[Clause], more: Mapping[str, Iterable[str]]) -> Mapping[str, set[str]]:
        """The links that matter of every template whose entries matter."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, links in more.items():
            found[name].update(links)
        for pattern in (pattern for clause in clauses for pattern in clause.body):
            found[pattern.shape.template].update(pattern.shape.links)
        for name, template in self.templates.items():
            for source, ends in template.one_per.items():
                if name in found and set(ends) <= found.get(source, set()):
                    found[name].update(ends)  # by these it is known whether an implied entry is there
        return dict(found)

    def _ids(self, size: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
        """Ids that tell templates apart: as few first letters as that takes, and a number."""
        letters: set[str] = set()
        for name in self.templates:
            if name not in self.law.vocabulary.catalogues:
                ways = chain((name[:n] for n in range(1, len(name) + 1)), (f"{name}{n}_" for n in count()))
                short = next(way for way in ways if way not in letters)
                letters.add(short)
                sources = self.templates[name].one_per if name in self.links else ()
                number = max(size.get(name, 0), sum(size.get(source, 0) for source in sources))
                yield name, [f"{short}{place + 1}" for place in range(number)]

    def _rows(self) -> Iterator[OpenRow]:
        for name, template in self.templates.items():
            if name in self.law.vocabulary.catalogues:
                continue
            values = self.distinctions.values(name, sorted(self.distinctions.reads(name)), {})
            links: dict[str, tuple[Link | None, ...]] = {
                field: (None, *(Link(frozenset({end})) for end in self.ids.get(template.fields[field].to or "", ())))
                for field in sorted(self.links.get(name, ()))
            }
            more: tuple[Value, ...] = (Open.UNKNOWN,) if name in self.unknown else ()
            options = {field: (*found, *more) for field, found in values.items()}
            section = self.law.vocabulary.section_of(name)
            for entry in self.ids[name]:
                yield OpenRow(name, entry, f"{section}.{entry}", options, links, given=False)

    def _presence(self, world: str) -> Iterator[str]:
        """Entries come one after the other."""
        for name, ids in self.ids.items():
            if name in self.law.vocabulary.catalogues:
                continue
            for number, entry in enumerate(ids):
                here = f"e{world}({quoted(name)},{quoted(entry)})"
                after = f" :- e{world}({quoted(name)},{quoted(ids[number - 1])})" if number else ""
                yield f"{{ {here} }}{after}."

    def _implied(self, world: str) -> Iterator[str]:
        """Wherever an entry implies another, that one is there."""
        for name, template in self.templates.items():
            for source, ends in template.one_per.items():
                if name not in self.links or not set(ends) <= self.links.get(source, set()):
                    continue  # no entry of that kind matters, or nothing tells which one implies it
                names = [f"X{number}" for number in range(len(ends))]

                def linked(of: str, entry: str, ends: list[str] = ends, names: list[str] = names) -> str:
                    pairs = zip(ends, names, strict=True)
                    return ", ".join(f"l{world}({quoted(of)},{entry},{quoted(end)},{x})" for end, x in pairs)

                there = f"there{world}({quoted(name)},{','.join(names)})"
                yield f"{there} :- {linked(name, 'E')}."
                yield f":- {linked(source, 'E')}, not {there}."
