"""How many entries are enough: sums for what stands in one file together, maxima for what stands in one or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Literal

from engine.errors import Location

Why = Literal["feeds_itself", "without_end", "too_many_ways"]


@dataclass(frozen=True, slots=True, order=True)
class Unbounded:
    """Why no number of entries is known to be enough, with the rule and the place of the condition that is to blame.

    ``feeds_itself``: the rule concludes from what it concludes, about ever new entries. ``without_end``: for every
    entry kept the condition asks to keep another, of a kind for which it asks again. ``too_many_ways``: the rules can
    be put together in more ways than are looked through.
    """

    why: Why
    rule: str
    at: Location


@dataclass(frozen=True, slots=True)
class Each:
    """What is needed once for every combination of kept entries of these templates; for none: once."""

    templates: tuple[str, ...] = ()
    because: Unbounded | None = None


_ONCE = Each()


@dataclass(frozen=True, slots=True)
class Size:
    """So many entries of each template are enough.

    ``needs`` says how many, once or for each combination of other entries kept; ``implied`` pairs a template with one
    of which each kept entry brings an entry along (``one_per``).
    """

    needs: Mapping[Each, Mapping[str, int]] = field(default_factory=dict)
    implied: frozenset[tuple[str, str]] = frozenset()
    obstacles: frozenset[Unbounded] = frozenset()

    @classmethod
    def of(cls, entries: Mapping[str, int]) -> Size:
        """That many entries, once."""
        return cls(_without_nothing({_ONCE: entries}))

    @property
    def entries(self) -> dict[str, int]:
        """Template to how many entries are enough; catalogues are left out: all their rows are there.

        Where no number is known to be enough, one of a sensible size.
        """
        return dict(sorted(self._counted()[0].items()))

    @property
    def unbounded(self) -> tuple[Unbounded, ...]:
        """Why no number is known to be enough; empty: the number is enough for every case file."""
        return tuple(sorted(self.obstacles | self._counted()[1]))

    def together(self, other: Size) -> Size:
        """Enough for both at once in one file."""
        both = {each: _sum((self.needs.get(each, {}), other.needs.get(each, {}))) for each in _keys(self, other)}
        return Size(both, self.implied | other.implied, self.obstacles | other.obstacles)

    def either(self, other: Size) -> Size:
        """Enough for whichever of the two it is."""
        more = {}
        for each in _keys(self, other):
            one, two = self.needs.get(each, {}), other.needs.get(each, {})
            more[each] = {template: max(one.get(template, 0), two.get(template, 0)) for template in (*one, *two)}
        return Size(more, self.implied | other.implied, self.obstacles | other.obstacles)

    def times(self, number: int) -> Size:
        """Enough for that many of the kind."""
        needs = {each: _times(entries, number) for each, entries in self.needs.items()}
        return Size(_without_nothing(needs), self.implied, self.obstacles)

    def for_each(self, templates: tuple[str, ...], because: Unbounded) -> Size:
        """Enough where this is needed for every combination of kept entries of those templates."""
        needs = {
            Each(tuple(sorted((*templates, *each.templates))), each.because or because): entries
            for each, entries in self.needs.items()
        }
        return Size(needs, self.implied, self.obstacles)

    def _counted(self) -> tuple[Mapping[str, int], frozenset[Unbounded]]:
        """The least numbers that are enough for themselves, or, where there are none, who asks for ever more."""
        known = {t for each, entries in self.needs.items() for t in (*each.templates, *entries)}
        known |= {template for pair in self.implied for template in pair}
        found: Mapping[str, int] = {}
        for _ in range(len(known) + 2):
            wanted = _sum(
                {
                    template: number * prod(found.get(t, 0) for t in each.templates)
                    for template, number in entries.items()
                }
                for each, entries in self.needs.items()
            )
            wanted = _sum((wanted, *({template: found.get(source, 0)} for source, template in self.implied)))
            if wanted == found:
                return found, frozenset()
            found = wanted
        reasons = frozenset(each.because for each in self.needs if each.because is not None)
        return _sum(self.needs.values()), reasons


def _keys(one: Size, other: Size) -> list[Each]:
    return list(dict.fromkeys((*one.needs, *other.needs)))


def _sum(parts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return {template: number for template, number in total.items() if number}


def _times(entries: Mapping[str, int], number: int) -> dict[str, int]:
    return {template: of_it * number for template, of_it in entries.items()}


def _without_nothing(needs: Mapping[Each, Mapping[str, int]]) -> dict[Each, Mapping[str, int]]:
    return {each: found for each, entries in needs.items() if (found := _sum([entries]))}
