"""Cases left open: entries whose fields may each take one of several values; one choice of all is a world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from engine.model.values import Value
from engine.program import Test
from engine.rows import Link, Row, Rows, Truth, check


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An entry with the values each field may take, and what each link may be (None: no link).

    ``given`` says that the entry is there in every world; else something else must say where it is.
    """

    template: str
    id: str
    place: str
    values: Mapping[str, tuple[Value, ...]]
    links: Mapping[str, tuple[Link | None, ...]]
    given: bool = True

    def truths(self, test: Test) -> Iterator[tuple[tuple[tuple[str, Value], ...], Truth]]:
        """What a test says for every choice of the fields it reads: (field, value) of each, and the truth."""
        fields = (test.field,) if test.other is None else (test.field, test.other)
        for values in product(*(self.values[field] for field in fields)):
            chosen = tuple(zip(fields, values, strict=True))
            yield chosen, check(test, Row(self.template, self.id, self.place, dict(chosen), {}))[0]


def as_given(rows: Rows) -> list[OpenRow]:
    """The rows as the one world in which everything is as the case says, unknown facts unknown."""
    return [open_row(row) for row in rows]


def open_row(row: Row, values: Mapping[str, Iterable[Value]] | None = None) -> OpenRow:
    """The row with other possible values of some fields."""
    other = values or {}
    return OpenRow(
        row.template,
        row.id,
        row.place,
        {name: tuple(other.get(name, (value,))) for name, value in row.values.items()},
        {name: (link,) for name, link in row.links.items()},
    )
