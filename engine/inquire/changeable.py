"""What of a case may be changed, for the solver to choose from: each fact stays as it is or takes another known value.

Facts that no condition of the program reads cannot matter; those whose field is not ``changeable`` stay as they are,
and so do the links of an entry that is implied, which say whose it is.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from engine.completions import OpenCase
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import link_term, quoted, term
from engine.facts import Facts
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.values import Open, Value, written
from engine.model.vocabulary import Field
from engine.possible import Distinctions
from engine.program import Program
from engine.reading.case import is_filled_in
from engine.reading.values import UNKNOWN
from engine.rows import Link, Row
from engine.worlds import OpenRow

Options = tuple[Value, ...] | tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Changeable:
    """A fact that may change: its row and field, and what it may be instead."""

    row: Row
    name: str
    field: Field
    options: Options

    @property
    def path(self) -> str:
        """The fact as people name it, ``acts.a1.established``."""
        return f"{self.row.place}.{self.name}"

    @property
    def now(self) -> str | None:
        """What it is, as a case file writes it; None for a link to nothing."""
        if not self.field.is_link:
            return written(self.row.values[self.name])
        link = self.row.links.get(self.name)
        if link is None:
            return None
        return next(iter(link.ids)) if link.certain else Open.UNKNOWN.value

    def written(self, option: int) -> str:
        """That option as a case file writes it."""
        value = self.options[option]
        return next(iter(value.ids)) if isinstance(value, Link) else written(value)


class ChangeableCase(OpenCase):
    """A case as it is, and all that it could be with facts changed, as far as that program can tell."""

    def __init__(self, case: Case, facts: Facts, law: Law, program: Program, day: datetime.date) -> None:
        super().__init__(facts, law)
        self.case = case
        self.distinctions = Distinctions(program.clauses(), law.vocabulary, day)
        self.links = self._links_read(program)
        self.changeable = [fact for row in facts.rows for fact in self._changeable(row)]
        self.numbers = {fact.path: number for number, fact in enumerate(self.changeable)}

    def _links_read(self, program: Program) -> Mapping[str, set[str]]:
        """The links of each template that conditions read, or on which it turns which entries are implied."""
        found: dict[str, set[str]] = defaultdict(set)
        for clause in program.clauses():
            for pattern in clause.body:
                found[pattern.shape.template].update(pattern.shape.links)
        for name in list(found):
            declared = self.vocabulary.templates.get(name)
            for source, links in declared.one_per.items() if declared is not None else ():
                found[source].update(links)
                found[name].update(links)
        return found

    def opened(self, row: Row, given: bool = True) -> OpenRow:
        """Each fact as it is, then every other value that matters."""
        values: dict[str, tuple[Value, ...]] = {name: (value,) for name, value in row.values.items()}
        links: dict[str, tuple[Link | None, ...]] = {name: (link,) for name, link in row.links.items()}
        fields = self.vocabulary.templates[row.template].fields
        for name in fields:
            number = self.numbers.get(f"{row.place}.{name}")
            for option in self.changeable[number].options if number is not None else ():
                if isinstance(option, Link):
                    links[name] = (*links.get(name, (None,)), option)
                else:
                    values[name] = (*values[name], option)
        return OpenRow(row.template, row.id, row.place, values, links, given)

    def _changeable(self, row: Row) -> Iterator[Changeable]:
        if row.template in self.vocabulary.catalogues:
            return
        fields = self.vocabulary.templates[row.template].fields
        read = self.distinctions.reads(row.template)
        varied = [n for n in row.values if n in read and fields[n].changeable]
        for name in varied:
            yield Changeable(row, name, fields[name], tuple(self._values(row, name, varied)))
        for name, field in fields.items() if not self.may_be_implied(row) else ():
            if field.to is not None and field.changeable and name in self.links[row.template]:
                yield Changeable(row, name, field, tuple(self._linked(row, name, field.to)))

    def _values(self, row: Row, name: str, varied: list[str]) -> list[Value]:
        """Every value that matters, whichever of the fields it is compared with change along with it."""
        beside = sorted(self.distinctions.compared(row.template, name).intersection(varied) - {name})
        found: dict[Value, None] = {}
        for number in range(len(beside) + 1):
            for together in combinations(beside, number):
                found.update(dict.fromkeys(self.values(row, name, {name, *together})))
        found.pop(row.values[name], None)
        return list(found)

    def values(self, row: Row, name: str, changed: Iterable[str]) -> list[Value]:
        """Every value of the field that matters where just those fields of the row change."""
        return self.distinctions.values(row.template, changed, row.values)[name]

    def _linked(self, row: Row, name: str, target: str) -> Iterator[Link]:
        link = row.links.get(name)
        kept = link.ids if link is not None and link.certain else frozenset()
        catalogue = self.vocabulary.catalogues.get(target)
        for entry_id in sorted(catalogue.active() if catalogue else self.case.entries.get(target, {})):
            if entry_id not in kept and entry_id.lower() not in UNKNOWN:
                yield Link(frozenset({entry_id}))

    def write(self, encoding: Encoding, world: str) -> None:
        """The rows and their choices; ``opt(fact, option)`` where a fact is changed, and then ``chg(fact)``."""
        super().write(encoding, world)
        encoding.lines.append("chg(N) :- opt(N,_).")
        for number, fact in enumerate(self.changeable):
            named = f"{quoted(fact.row.template)},{quoted(fact.row.id)},{quoted(fact.name)}"
            for n, option in enumerate(fact.options):
                chosen = (
                    f"o{world}({named},{link_term(option)})"
                    if isinstance(option, Link)
                    else f"v{world}({named},{term(option)})"
                )
                encoding.lines.append(f"opt({number},{n}) :- {chosen}.")
            encoding.lines.extend(self._required(number, fact))
        for row in self.rows:
            if not row.given:
                encoding.lines.extend(self._written_out(row, world))

    def _required(self, number: int, fact: Changeable) -> Iterator[str]:
        """A catalogue's row may only be named by an entry that has the fields it requires, or gets them."""
        catalogue = self.vocabulary.catalogues.get(fact.field.to or "")
        entry = self.case.entries.get(fact.row.template, {}).get(fact.row.id)
        if catalogue is None or entry is None:
            return
        for n in range(len(fact.options)):
            for needed in catalogue.rows[fact.written(n)].requires:
                if not is_filled_in(entry, needed):
                    beside = self.numbers.get(f"{fact.row.place}.{needed}")
                    worded = beside is not None and self.changeable[beside].field.type not in ("date", "number")
                    yield f":- opt({number},{n}){f', not chg({beside})' if worded else ''}."

    def _written_out(self, row: OpenRow, world: str) -> Iterator[str]:
        """An implied entry is there also where one of its facts is changed: the file then has it."""
        own = [self.numbers[path] for name in row.values if (path := f"{row.place}.{name}") in self.numbers]
        if own:
            here = f"{quoted(row.template)},{quoted(row.id)}"
            yield f"{{ out{world}({here}) }}."
            yield f"e{world}({here}) :- out{world}({here})."
            yield f":- out{world}({here}), {', '.join(f'not chg({number})' for number in own)}."
            yield from (f":- chg({number}), not out{world}({here})." for number in own)
