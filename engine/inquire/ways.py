"""The ways of setting some facts of a case: which values are worth trying, which are one, what one stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.inquire.changeable import Changeable
from engine.model.rule import Operator
from engine.model.values import Open, Value
from engine.possible import Distinctions
from engine.rows import Row, Truth, check

# What a bound of a range is called, as conditions of rules call it: beyond the value, from it on.
_LOW: Mapping[str, tuple[Operator, Operator]] = {"date": ("after", "on_or_after"), "number": ("above", "at_least")}
_HIGH: Mapping[str, tuple[Operator, Operator]] = {"date": ("before", "on_or_before"), "number": ("below", "at_most")}

# For each fact the option it takes.
Chosen = Sequence[int]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of setting facts: fact to value, as a case file writes them.

    A date or number stands for all that no condition tells from it: ``ranges`` says from where to where, by the words
    of conditions (``{"after": "2024-01-31"}``), nothing where any would do. Where others that it is compared with
    change, too, it is one of the ``examples``: what matters is its place among them. A row of a catalogue stands for
    the others that are ``alike`` to all conditions.
    """

    values: Mapping[str, str]
    ranges: Mapping[str, Mapping[Operator, str]]
    examples: tuple[str, ...]
    alike: Mapping[str, tuple[str, ...]]


class Ways:
    """What is told apart where just those facts change."""

    def __init__(self, facts: Sequence[Changeable], distinctions: Distinctions) -> None:
        self.facts = facts
        self.distinctions = distinctions
        self.values = [self._values(fact) for fact in facts]

    def _values(self, fact: Changeable) -> list[Value]:
        """Of a field that is no link, the values that matter."""
        if fact.field.is_link:
            return []
        template, given = fact.row.template, fact.row.values
        changed = [other.name for other in self.facts if other.row is fact.row]
        return self.distinctions.values(template, changed, given)[fact.name]

    def is_admitted(self, number: int, option: int) -> bool:
        """Whether that option is worth trying: a link, or a value that matters."""
        fact = self.facts[number]
        return fact.field.is_link or fact.options[option] in self.values[number]

    def signature(self, chosen: Chosen) -> tuple[object, ...]:
        """Equal for ways that no condition tells apart."""
        return tuple(
            self._truths(fact, self._row(fact, chosen)) if _is_ordered(fact, option) else self._kind(fact, option)
            for fact, option in zip(self.facts, chosen, strict=True)
        )

    def way(self, alike: Sequence[Chosen]) -> Way:
        """What the first of those choices, which no condition tells apart, sets."""
        chosen, *others = alike
        pairs = list(zip(self.facts, chosen, strict=True))
        ordered = [n for n, (fact, option) in enumerate(pairs) if _is_ordered(fact, option)]
        alone = [number for number in ordered if self._is_alone(self.facts[number])]
        ranges = {self.facts[number].path: self._range(number, chosen) for number in alone}
        compared = [self.facts[number].path for number in ordered if number not in alone]
        return Way(
            {fact.path: fact.written(option) for fact, option in pairs},
            {path: found for path, found in ranges.items() if found is not None},
            tuple(compared),
            {
                fact.path: found
                for place, (fact, option) in enumerate(pairs)
                if fact.field.to in self.distinctions.vocabulary.catalogues
                and (found := tuple(map(fact.written, sorted({other[place] for other in others} - {option}))))
            },
        )

    def _kind(self, fact: Changeable, option: int) -> object:
        """What tells that option from the others: of a row of a catalogue, all that conditions read of it."""
        catalogue = self.distinctions.vocabulary.catalogues.get(fact.field.to or "")
        if catalogue is None:
            return option
        values = catalogue.rows[fact.written(option)].values
        return tuple(values.get(name) for name in sorted(self.distinctions.reads(catalogue.template)))

    def _row(self, fact: Changeable, chosen: Chosen) -> Row:
        """The fact's entry as set."""
        values = dict(fact.row.values)
        for other, option in zip(self.facts, chosen, strict=True):
            if other.row is fact.row and not other.field.is_link:
                values[other.name] = other.options[option]  # type: ignore[assignment]
        return Row(fact.row.template, fact.row.id, fact.row.place, values, {})

    def _truths(self, fact: Changeable, row: Row) -> tuple[Truth, ...]:
        """What every condition on that field says of the entry."""
        tests = (t for t in self.distinctions.tests[row.template] if fact.name in (t.field, t.other))
        return tuple(check(test, row)[0] for test in tests)

    def _is_alone(self, fact: Changeable) -> bool:
        """Whether nothing that it is compared with changes, too."""
        group = self.distinctions.compared(fact.row.template, fact.name)
        return not any(other.row is fact.row and other.name in group for other in self.facts if other is not fact)

    def _range(self, number: int, chosen: Chosen) -> Mapping[Operator, str] | None:
        """The bounds between which all is one to every condition; None where that is one value."""
        fact, row = self.facts[number], self._row(self.facts[number], chosen)
        known = [value for value in self.values[number] if value is not Open.NOT_YET]
        truths = self._truths(fact, row)
        places = [
            place
            for place, value in enumerate(known)
            if self._truths(fact, Row(row.template, row.id, row.place, {**row.values, fact.name: value}, {})) == truths
        ]
        marks = self.distinctions.marks(row.template, fact.name, [fact.name], row.values)
        first, last = places[0], places[-1]
        if first == last and known[first] in marks:
            return None
        found: dict[Operator, str] = {}
        beyond, from_it = _LOW[fact.field.type]
        if first:
            found |= {from_it: str(known[first])} if known[first] in marks else {beyond: str(known[first - 1])}
        beyond, from_it = _HIGH[fact.field.type]
        if last < len(known) - 1:
            found |= {from_it: str(known[last])} if known[last] in marks else {beyond: str(known[last + 1])}
        return found


def _is_ordered(fact: Changeable, option: int) -> bool:
    """Whether that option is a date or a number: not yet is a value of its own."""
    return fact.field.type in ("date", "number") and fact.options[option] is not Open.NOT_YET
