"""What would flip a conclusion, as a document: sets of facts by size, each with what it is now and what it would be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import prod

from engine.inquire.changeable import Changeable
from engine.inquire.changes import Changes, Direction
from engine.inquire.flipping import FlippingSet
from engine.inquire.ways import Way
from engine.report.document import Block, Document, Heading, Item, Paragraph
from engine.report.parts import MARKS, telling
from engine.report.words import FactWording, Wording

# Values of so many letters stand beside what a fact is now; longer ones stand below.
_MOST_BESIDE = 60


def changes_note(found: Changes, wording: Wording) -> Document:
    """The smallest changes of one case that flip one conclusion."""
    return _Note(found, wording).document()


class _Note:
    def __init__(self, found: Changes, wording: Wording) -> None:
        self.found = found
        self.wording = wording
        self.say = wording.say
        self.facts = FactWording(wording, found.law, found.naming)

    def document(self) -> Document:
        found, decision = self.found, self.found.decision
        title = self.say("assessment", id=found.case.id)
        made = Document([Heading(1, f"{self.say('changes')}: {title}")])
        made.add(Item(f"{self.wording.of(found.label)}  [{found.key}]", 0, MARKS[found.status]))
        made.add(Item(self.say("status_line", status=self.say(f"status_{found.status}")), 1))
        made.add(Item(self.say("law_as_of", day=self.wording.day(decision.resolution.as_of.isoformat())), 1))
        made.add(*telling(found.claimed_by, found.notes, self.wording))
        for direction in found.directions:
            made.add(Heading(2, self.say("changes_to", status=self.say(f"status_{direction.to}"))))
            made.add(*self._direction(direction))
        if not any(direction.sets for direction in found.directions):
            return made
        engines = {"decided_by": decision.decided_by, "confirmed_by": ", ".join(decision.confirmed_by)}
        made.add(Paragraph(f"{self.say('changes_confirmed')} {self.say('engines', **engines)}"))
        return made

    def _direction(self, direction: Direction) -> Iterator[Block]:
        if direction.to is self.found.status:
            yield Paragraph(self.say("changes_already"))
            return
        if not direction.sets:
            yield Paragraph(self.say("changes_none"))
            return
        key = "changes_shown" if direction.has_more else "changes_all"
        yield Paragraph(self.say(key, number=len(direction.sets)))
        number = 0
        for size, sets in groupby(direction.sets, key=lambda one: len(one.facts)):
            title = self.say("changes_of_one" if size == 1 else "changes_of_many", number=size)
            smallest = size == len(direction.sets[0].facts)
            yield Heading(3, f"{title} {self.say('changes_smallest')}" if smallest else title)
            for one in sets:
                number += 1
                yield from self._set(one, f"{number}.")

    def _set(self, one: FlippingSet, mark: str) -> Iterator[Item]:
        options = {fact.path: {self._option(way, fact): None for way in one.ways} for fact in one.facts}
        is_free = not one.has_more_ways and len(one.ways) == prod(map(len, options.values()))
        depth = 0
        if len(one.facts) > 1:
            yield Item(self.say("changes_together"), 0, mark)
            depth, mark = 1, "-"
        for fact in one.facts:
            yield from self._fact(fact, list(options[fact.path]) if is_free or depth == 0 else [], depth, mark)
        if not is_free and depth:
            yield Item(self.say("changes_ways"), 1, "→")
            for way in one.ways:
                said = (f"{self.facts.fact(fact.path)}: {self._option(way, fact)}" for fact in one.facts)
                yield Item("; ".join(said), 2)
        if one.has_more_ways:
            yield Item(self.say("changes_more_ways", number=len(one.ways)), 1, "…")

    def _fact(self, fact: Changeable, options: list[str], depth: int, mark: str) -> Iterator[Item]:
        """What the fact is, and what it would be: beside it, or, where that is much, below."""
        now = f"{self.facts.fact(fact.path)}: {self._value(fact, fact.now)}"
        together = self.say("changes_or").join(options)
        if options and len(together) <= _MOST_BESIDE:
            yield Item(f"{now} → {together}  [{fact.path}]", depth, mark)
            return
        yield Item(f"{now}  [{fact.path}]", depth, mark)
        yield from (Item(option, depth + 1, "→") for option in options)

    def _option(self, way: Way, fact: Changeable) -> str:
        """What that way makes of the fact: a value, or the range it stands for."""
        said = self._value(fact, way.values[fact.path])
        if fact.path in way.examples:
            return self.say("changes_example", value=said)
        if others := way.alike.get(fact.path):
            return self.say("changes_alike", value=said, number=len(others))
        bounds = way.ranges.get(fact.path)
        if bounds is None:
            return said
        ends = [self.say(f"compared_{end}", what=self._value(fact, bound)) for end, bound in bounds.items()]
        return self.say("changes_range", ends=", ".join(ends) or self.say("anything"), value=said)

    def _value(self, fact: Changeable, value: str | None) -> str:
        if value is None:
            return self.say("nothing_linked")
        if fact.field.to is None or value == "unknown":
            return self.facts.value(fact.path, value)
        return self.facts.entry(f"{self.found.law.vocabulary.section_of(fact.field.to)}.{value}")
