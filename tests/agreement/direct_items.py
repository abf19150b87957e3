"""How the direct reader reads the items of a rule against fully known entries.

In go parsed items and the world (every entry, by template and id); out come the bindings that meet them and the
entries that their positive patterns matched. It tries every entry for every name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

Node: TypeAlias = Mapping[str, Any]
Binding: TypeAlias = dict[str, tuple[str, str]]  # name -> template and id: two names are different if these are
World: TypeAlias = dict[str, dict[str, tuple[str, Node]]]  # template -> id -> how a derivation writes it, its fields

SPELLINGS = {
    "yes_no": {"true": "yes", "có": "yes", "false": "no", "không": "no"},
    "date": {"chưa": "not_yet"},
}
DATES = {"before": "<", "after": ">", "on_or_before": "<=", "on_or_after": ">="}
UNKNOWN = ("unknown", "chưa rõ")
NUMBERS = {"below": "<", "above": ">", "at_most": "<=", "at_least": ">="}


class CannotReadError(ValueError):
    """The input leaves the two-valued world (a missing fact, not_yet against not_yet) or the language (a circle)."""


@dataclass(frozen=True)
class Pattern:
    """An entry of `template`, called `name` if it is named, that meets `conditions`."""

    template: str
    name: str | None
    conditions: Node


@dataclass(frozen=True)
class Absence:
    """There is no such entry."""

    pattern: Pattern


@dataclass(frozen=True)
class Count:
    """At least `number` different entries, each called `name` in turn, meet `items`."""

    number: str
    name: str
    items: Sequence[Node]


Leaf: TypeAlias = Pattern | Absence | Count
# A pattern, and whether what it finds must be finished before.
Signed: TypeAlias = tuple[Pattern, bool]


def head(item: Node) -> str:
    """The words before the colon of an item or conclusion."""
    return next(key for key in item if key != "under")


def leaf(item: Node) -> Leaf:
    """The pattern, absence or count that an item without `any` and `all` says."""
    words, body = head(item).split(), item[head(item)]
    if words[:2] == ["at", "least"]:
        return Count(words[2], words[3], body)
    if words[0] == "no":
        return Absence(Pattern(words[1], words[2] if len(words) > 2 else None, body or {}))
    return Pattern(words[0], words[1] if len(words) > 1 else None, body or {})


def ordered(sign: str, left: Any, right: Any) -> bool:
    """Whether the comparison `left sign right` is true."""
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign] is True


def compared(relation: str, left: str, right: str) -> bool:
    """Whether two values stand in the relation; `not_yet` is after every date."""
    if relation in NUMBERS:
        return ordered(NUMBERS[relation], Decimal(left), Decimal(right))
    if left == right == "not_yet":
        raise CannotReadError("not_yet against not_yet")
    # ISO dates sort as text, and the letters of not_yet come after every digit.
    return ordered(DATES[relation], left, right)


def known(entry: Node, name: str) -> str:
    """The value of a field, which has to be known."""
    if entry.get(name, "unknown") in UNKNOWN:
        raise CannotReadError(f"field {name} is unknown")
    return str(entry[name])


def spelt(kind: str, value: str) -> str:
    """The value of a field of that type in its one spelling."""
    return SPELLINGS.get(kind, {}).get(value, value)


def admitted(kind: str, wanted: str | Sequence[str]) -> list[str]:
    """The values that a condition admits."""
    return [spelt(kind, value) for value in ([wanted] if isinstance(wanted, str) else wanted)]


@dataclass(frozen=True)
class Matcher:
    """Reads the items of one rulebook's rules against the world."""

    world: World
    fields: Mapping[str, Mapping[str, Node]]
    thresholds: Mapping[str, str]
    readings: Mapping[str, str]

    def present(self, items: Iterable[Node]) -> list[Node]:
        """The items that are there under the chosen readings."""
        return [item for item in items if all(self.readings[r] == c for r, c in (item.get("under") or {}).items())]

    def alternatives(self, items: Iterable[Node]) -> list[list[Leaf]]:
        """Every way to meet all items, each as a flat list of leaves."""
        unfolded = [self.unfolded(item) for item in self.present(items)]
        return [list(itertools.chain.from_iterable(choice)) for choice in itertools.product(*unfolded)]

    def unfolded(self, item: Node) -> list[list[Leaf]]:
        """Every way to meet one item."""
        if "any" in item:
            return [way for inner in self.present(item["any"]) for way in self.unfolded(inner)]
        return self.alternatives(item["all"]) if "all" in item else [[leaf(item)]]

    def names(self, patterns: Iterable[Pattern]) -> dict[str, str]:
        """The names that the patterns bind, each with its template."""
        found: dict[str, str] = {}
        for pattern in patterns:
            found |= {pattern.name: pattern.template} if pattern.name else {}
            declared = self.fields[pattern.template]
            found |= {v: declared[f]["to"] for f, v in pattern.conditions.items() if declared[f]["type"] == "ref"}
        return found

    def bindings(self, patterns: Iterable[Pattern], outer: Binding) -> Iterator[Binding]:
        """Every choice of entries for the names not bound outside, different from each other and from those outside."""
        fresh = {name: template for name, template in self.names(patterns).items() if name not in outer}
        for ids in itertools.product(*(list(self.world[template]) for template in fresh.values())):
            chosen = dict(zip(fresh, zip(fresh.values(), ids, strict=True), strict=True))
            if len({*chosen.values()}) == len(chosen) and not {*chosen.values()} & {*outer.values()}:
                yield chosen

    def solutions(self, items: Iterable[Node], outer: Binding) -> Iterator[tuple[Binding, tuple[str, ...]]]:
        """Every binding that meets the items, with the sorted entries that their positive patterns matched."""
        for leaves in self.alternatives(items):
            patterns = [one for one in leaves if isinstance(one, Pattern)]
            for fresh in self.bindings(patterns, outer):
                binding = outer | fresh
                found = (self.matches(pattern, binding) for pattern in patterns)
                matches = list(itertools.takewhile(bool, found))
                if len(matches) == len(patterns) and all(
                    self.holds(one, binding) for one in leaves if not isinstance(one, Pattern)
                ):
                    yield from ((binding, tuple(sorted({*marks}))) for marks in itertools.product(*matches))

    def matches(self, pattern: Pattern, binding: Binding) -> list[str]:
        """The entries that the pattern matches once its names are bound."""
        entries = self.world[pattern.template]
        ids = [binding[pattern.name][1]] if pattern.name else list(entries)
        return [entries[i][0] for i in ids if self.meets(pattern, entries[i][1], binding)]

    def meets(self, pattern: Pattern, entry: Node, binding: Binding) -> bool:
        """Whether the fields of an entry meet every condition of the pattern."""
        declared = self.fields[pattern.template]
        return all(self.test(declared[f], f, wanted, entry, binding) for f, wanted in pattern.conditions.items())

    def test(self, declared: Node, name: str, wanted: Any, entry: Node, binding: Binding) -> bool:
        """Whether one field meets its condition: a name, a value, a list of values, or comparisons."""
        if declared["type"] == "ref":
            return name in entry and (declared["to"], known(entry, name)) == binding[wanted]
        if isinstance(wanted, Mapping):
            return all(compared(r, known(entry, name), self.limit(entry, to)) for r, to in wanted.items())
        return known(entry, name) in admitted(declared["type"], wanted)

    def limit(self, entry: Node, name: str) -> str:
        """The other side of a comparison: a threshold, or another field of the same entry."""
        return self.thresholds[name] if name in self.thresholds else known(entry, name)

    def holds(self, one: Absence | Count, binding: Binding) -> bool:
        """Whether an absence or a count is met once the names of `when` are bound."""
        if isinstance(one, Absence):
            candidates = self.bindings([one.pattern], binding)
            return not any(self.matches(one.pattern, binding | fresh) for fresh in candidates)
        template = self.names(pattern for pattern, _ in self.walk(one.items))[one.name]
        # The counted name joins the outer ones without being compared with them.
        met = [i for i in self.world[template] if any(self.solutions(one.items, binding | {one.name: (template, i)}))]
        return len(met) >= int(self.thresholds.get(one.number, one.number))

    def walk(self, items: Iterable[Node], finished: bool = False) -> Iterator[Signed]:
        """Every pattern inside the items, and whether it stands below `no` or a count."""
        for one in itertools.chain.from_iterable(self.alternatives(items)):
            if isinstance(one, Count):
                yield from self.walk(one.items, finished=True)
            else:
                yield (one.pattern, True) if isinstance(one, Absence) else (one, finished)
