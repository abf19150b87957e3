"""Every way in which the unknown facts of a case may turn out, for the solver to choose from.

An unknown field takes each value that matters; a link that is unknown or disputed is to each entry it may be to. An
entry that is implied where another links just so is there in exactly the worlds in which it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted
from engine.facts import Facts
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.possible import Distinctions
from engine.rows import Link, Row
from engine.worlds import OpenRow


class Completions:
    """The completions of one case, as far as those clauses can tell them apart."""

    def __init__(self, facts: Facts, law: Law, distinctions: Distinctions) -> None:
        self.facts = facts
        self.vocabulary = law.vocabulary
        self.distinctions = distinctions
        self.rows = list(self._rows())

    @property
    def is_one(self) -> bool:
        """Whether nothing that matters is unknown."""
        return all(len(options) == 1 for row in self.rows for options in (*row.values.values(), *row.links.values()))

    def write(self, encoding: Encoding, world: str) -> None:
        """Put the rows and their choices into the text; after the programs, whose tests they answer."""
        encoding.rows(world, self.rows)
        encoding.truths(world, self.rows)
        for row in self.rows:
            if not row.given:
                encoding.lines.extend(self._implied_where(row, world))

    def _rows(self) -> Iterator[OpenRow]:
        for row in self.facts.rows:
            if row.template in self.vocabulary.catalogues or not self._may_be_implied(row):
                yield self._opened(row)
        for name, template in self.vocabulary.templates.items():
            if template.one_per:
                yield from self._implied(name)

    def _opened(self, row: Row, given: bool = True) -> OpenRow:
        read = self.distinctions.reads(row.template)
        unknown = [name for name, value in row.values.items() if value is Open.UNKNOWN and name in read]
        if row.template in self.vocabulary.catalogues:
            unknown = []
        possible = self.distinctions.values(row.template, unknown, row.values)
        values: dict[str, tuple[Value, ...]] = {
            name: tuple(possible.get(name, ())) or (value,) for name, value in row.values.items()
        }
        links: dict[str, tuple[Link | None, ...]] = {
            name: (link,) if link.certain else tuple(Link(frozenset({i})) for i in sorted(link.ids))
            for name, link in row.links.items()
        }
        return OpenRow(row.template, row.id, row.place, values, links, given)

    def _may_be_implied(self, row: Row) -> bool:
        template = self.vocabulary.templates[row.template]
        return bool(template.one_per) and not any(path.startswith(f"{row.place}.") for path in self.facts.given)

    def _implied(self, name: str) -> Iterator[OpenRow]:
        """The entries of that template that some completion implies; each says by its links where it is there."""
        template = self.vocabulary.templates[name]
        own = {row.id: row for row in self.facts.rows.of(name)}
        written = {
            row.id for rows in self.facts.rows.by_template.values() for row in rows if not self._may_be_implied(row)
        }
        found: dict[str, Mapping[str, str]] = {}
        for source, links in template.one_per.items():
            for linking in self.facts.rows.of(source):
                if all(link in linking.links for link in links):
                    for ends in product(*(sorted(linking.links[link].ids) for link in links)):
                        found.setdefault("-".join(ends), dict(zip(links, ends, strict=True)))
        for entry_id, ends_of in sorted(found.items()):
            if entry_id in written:
                continue
            row = own.get(entry_id) or Row(
                name,
                entry_id,
                f"{self.vocabulary.section_of(name)}.{entry_id}",
                {f: Open.UNKNOWN for f, field in template.fields.items() if not field.is_link and field.type != "text"},
                {link: Link(frozenset({end})) for link, end in ends_of.items()},
            )
            yield self._opened(row, given=self._is_always_implied(name, ends_of))

    def _is_always_implied(self, name: str, ends: Mapping[str, str]) -> bool:
        """Whether some entry certainly links so, and no entry of the template itself may turn out to."""
        template = self.vocabulary.templates[name]
        linked = any(
            all((link := row.links.get(f)) is not None and link.certain and end in link.ids for f, end in ends.items())
            for source in template.one_per
            for row in self.facts.rows.of(source)
        )
        taken = any(
            all((link := row.links.get(f)) is not None and end in link.ids for f, end in ends.items())
            for row in self.facts.rows.of(name)
            if not self._may_be_implied(row)
        )
        return linked and not taken

    def _implied_where(self, row: OpenRow, world: str) -> Iterator[str]:
        template = self.vocabulary.templates[row.template]
        ends = {name: next(iter(link.ids)) for name, (link, *_) in row.links.items() if link is not None}

        def linked(name: str, entry: str) -> str:
            return ", ".join(f"l{world}({quoted(name)},{entry},{quoted(f)},{quoted(e)})" for f, e in ends.items())

        here = f"{quoted(row.template)},{quoted(row.id)}"
        for other in self.facts.rows.of(row.template):
            if not self._may_be_implied(other):
                yield f"taken{world}({here}) :- {linked(row.template, quoted(other.id))}."
        for source in template.one_per:
            yield f"e{world}({here}) :- {linked(source, 'E')}, not taken{world}({here})."
