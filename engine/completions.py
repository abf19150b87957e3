"""Every way in which the unknown facts of a case may turn out, for the solver to choose from.

An unknown field takes each value that matters; a link that is unknown or disputed is to each entry it may be to. An
entry that is implied where another links just so is there in exactly the worlds in which it does.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain, product

from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import quoted
from engine.facts import Facts
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.possible import Distinctions
from engine.rows import Link, Row
from engine.worlds import OpenRow


class OpenCase(ABC):
    """A case some of whose facts may each be one of several things, for the solver to choose from.

    An entry that is implied where another links just so is there in exactly the worlds in which it does.
    """

    def __init__(self, facts: Facts, law: Law) -> None:
        self.facts = facts
        self.vocabulary = law.vocabulary

    @cached_property
    def written(self) -> list[OpenRow]:
        """The entries that the file or the law has."""
        catalogues = self.vocabulary.catalogues
        rows = self.facts.rows
        return [self.opened(row) for row in rows if row.template in catalogues or not self.may_be_implied(row)]

    @cached_property
    def rows(self) -> list[OpenRow]:
        """All entries of all worlds."""
        implied = (self._implied(name) for name, template in self.vocabulary.templates.items() if template.one_per)
        return [*self.written, *chain.from_iterable(implied)]

    @abstractmethod
    def opened(self, row: Row, given: bool = True) -> OpenRow:
        """The row with all that its facts may be."""

    def write(self, encoding: Encoding, world: str) -> None:
        """Put the rows and their choices into the text; after the programs, whose tests they answer."""
        encoding.rows(world, self.rows)
        encoding.truths(world, self.rows)
        for row in self.rows:
            if not row.given:
                encoding.lines.extend(self._implied_where(row, world))

    def may_be_implied(self, row: Row) -> bool:
        """Whether the file says nothing of that entry, so that it is there only because of another."""
        is_linked = bool(self.vocabulary.templates[row.template].one_per and row.links)
        return is_linked and not any(path.startswith(f"{row.place}.") for path in self.facts.given)

    def _implied(self, name: str) -> list[OpenRow]:
        """The entries of that template that some world implies; each says by its links where it is there."""
        template = self.vocabulary.templates[name]
        own = {row.id: row for row in self.facts.rows.of(name)}
        taken = {row.id for row in self.written}
        found: dict[str, Mapping[str, str]] = {}
        for linking in (row for row in self.written if row.template in template.one_per):
            links = template.one_per[linking.template]
            for ends in product(*(_ends(linking, link) for link in links)):
                found.setdefault("-".join(ends), dict(zip(links, ends, strict=True)))
        return [
            self.opened(
                own.get(entry_id) or self._made_up(name, entry_id, ends), given=self._is_always_implied(name, ends)
            )
            for entry_id, ends in sorted(found.items())
            if entry_id not in taken
        ]

    def _made_up(self, name: str, entry_id: str, ends: Mapping[str, str]) -> Row:
        """An entry of which nothing is known but its links."""
        fields = self.vocabulary.templates[name].fields.items()
        values = {f: Open.UNKNOWN for f, field in fields if not field.is_link and field.type != "text"}
        links = {link: Link(frozenset({end})) for link, end in ends.items()}
        return Row(name, entry_id, f"{self.vocabulary.section_of(name)}.{entry_id}", values, links)

    def _is_always_implied(self, name: str, ends: Mapping[str, str]) -> bool:
        """Whether some entry links so in every world, and no entry of the template itself does in any."""
        template = self.vocabulary.templates[name]
        linked = any(
            all(row.links.get(f) == (Link(frozenset({end})),) for f, end in ends.items())
            for row in self.written
            if row.template in template.one_per
        )
        taken = any(
            all(end in _ends(row, f) for f, end in ends.items()) for row in self.written if row.template == name
        )
        return linked and not taken

    def _implied_where(self, row: OpenRow, world: str) -> Iterator[str]:
        template = self.vocabulary.templates[row.template]
        ends = {name: next(iter(link.ids)) for name, (link, *_) in row.links.items() if link is not None}

        def linked(name: str, entry: str) -> str:
            return ", ".join(f"l{world}({quoted(name)},{entry},{quoted(f)},{quoted(e)})" for f, e in ends.items())

        here = f"{quoted(row.template)},{quoted(row.id)}"
        for other in self.facts.rows.of(row.template):
            if not self.may_be_implied(other):
                yield f"taken{world}({here}) :- {linked(row.template, quoted(other.id))}."
        for source in template.one_per:
            yield f"e{world}({here}) :- {linked(source, 'E')}, not taken{world}({here})."


def _ends(row: OpenRow, link: str) -> list[str]:
    """What that link of the row certainly links to in one world or another."""
    return sorted(
        {i for option in row.links.get(link, ()) if option is not None and option.certain for i in option.ids}
    )


class Completions(OpenCase):
    """The completions of one case, as far as those clauses can tell them apart."""

    def __init__(self, facts: Facts, law: Law, distinctions: Distinctions) -> None:
        super().__init__(facts, law)
        self.distinctions = distinctions

    @property
    def is_one(self) -> bool:
        """Whether nothing that matters is unknown; what can only turn out in one way is unknown all the same."""
        return not any(
            self._unknown(row) or any(not link.certain for link in row.links.values()) for row in self.facts.rows
        )

    def _unknown(self, row: Row) -> list[str]:
        """The fields of the row that matter and are unknown."""
        if row.template in self.vocabulary.catalogues:
            return []
        read = self.distinctions.reads(row.template)
        return [name for name, value in row.values.items() if value is Open.UNKNOWN and name in read]

    def opened(self, row: Row, given: bool = True) -> OpenRow:
        """Unknown fields take every value that matters, open links each entry they may link to."""
        possible = self.distinctions.values(row.template, self._unknown(row), row.values)
        values: dict[str, tuple[Value, ...]] = {
            name: tuple(possible.get(name, ())) or (value,) for name, value in row.values.items()
        }
        links: dict[str, tuple[Link | None, ...]] = {
            name: (link,) if link.certain else tuple(Link(frozenset({i})) for i in sorted(link.ids))
            for name, link in row.links.items()
        }
        return OpenRow(row.template, row.id, row.place, values, links, given)
