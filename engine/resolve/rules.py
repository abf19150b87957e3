"""One rule to clauses: an alternative a clause, and an auxiliary conclusion for each exception, absence and count."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.errors import Findings, Location
from engine.model.rule import ConclusionItem, CountItem, NoItem, PatternItem, Rule
from engine.model.rulebook import Law
from engine.program import AUXILIARY, Clause, Gathering, GatheringKind, Head, Pattern, Shape, Step
from engine.resolve.alternatives import Alternative, alternatives, is_there
from engine.resolve.names import Names, apart, bound_by, fields_of
from engine.resolve.patterns import merged, pattern_of, threshold

# What an auxiliary conclusion is made for: the kind, the item, which of its alternatives, and the hidden names.
_Key = tuple[GatheringKind, int, int, str]


def compile_rule(
    rule: Rule, law: Law, as_of: datetime.date, readings: Mapping[str, str], findings: Findings
) -> list[Clause]:
    """The clauses of a rule and of its auxiliary conclusions, under those readings."""
    return _RuleCompiler(rule, law, as_of, readings, findings).clauses()


@dataclass(frozen=True)
class _Frame:
    """One alternative made ready: the names bound in it, the patterns that bind them, what else it asks, and its order.

    ``tag`` tells it from every other alternative of the program.
    """

    tag: str
    names: Names
    patterns: tuple[Pattern, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    order: tuple[Pattern | Gathering, ...] = ()


class _RuleCompiler:
    def __init__(
        self, rule: Rule, law: Law, as_of: datetime.date, readings: Mapping[str, str], findings: Findings
    ) -> None:
        self.rule = rule
        self.law = law
        self.as_of = as_of
        self.readings = readings
        self.findings = findings
        self.made: list[Clause] = []
        self.codes: dict[_Key, str] = {}

    def clauses(self) -> list[Clause]:
        ways = alternatives(self.rule.when, self.readings)
        names_of = [self._names(way) for way in ways]
        for item in self.rule.then:
            self._check_conclusion(item, names_of)
        for number, way in enumerate(ways):
            frame = self._frame(f"{self.rule.id}#{number}", way, ways, {})
            unless = tuple(self._exceptions(frame, names_of))
            for place, item in enumerate(self.rule.then):
                self.made.append(
                    Clause(
                        id=f"{frame.tag}.{place}",
                        rule=self.rule.id,
                        head=Head(item.code, tuple(sorted(item.names.items())), tuple(sorted(item.constants.items()))),
                        body=frame.patterns,
                        gatherings=(*frame.gatherings, *unless),
                        apart=apart(frame.names),
                        at=item.at,
                        order=(*frame.order, *unless),
                        carries=item.carries,
                    )
                )
        return self.made

    def _names(self, way: Alternative) -> Names:
        return bound_by((leaf for leaf in way if isinstance(leaf, PatternItem)), self.law, self.findings)

    def _frame(self, tag: str, way: Alternative, ways: list[Alternative], hidden: Names) -> _Frame:
        """An alternative made ready; ``hidden`` names are bound to any entry first."""
        names = hidden | self._names(way)
        groups = {id(g[0]): g for g in merged(leaf for leaf in way if isinstance(leaf, PatternItem))}
        made = {i: pattern_of(g, self.law, self.as_of, self.findings) for i, g in groups.items()}
        anything = tuple(_any_entry(template, name, self.rule.at) for name, template in hidden.items())
        frame = _Frame(tag, names, (*anything, *made.values()))
        order: list[Pattern | Gathering] = [*anything]
        for leaf in way:
            if isinstance(leaf, PatternItem):
                order.extend([made[id(leaf)]] if id(leaf) in made else [])
            else:
                beside = [hidden | self._names(w) for w in ways if any(leaf is other for other in w)]
                order.append(self._gathered(leaf, frame, beside))
        gatherings = tuple(g for g in order if isinstance(g, Gathering))
        return replace(frame, gatherings=gatherings, order=tuple(order))

    def _hidden(self, way: Alternative, outer: Names) -> Names:
        """Names of the rule that a condition within a condition speaks of, or must differ from, over its head."""
        bound = self._names(way)
        inner: Names = {}
        for leaf in way:
            if isinstance(leaf, NoItem):
                inner |= self._names((leaf.pattern,))
            elif isinstance(leaf, CountItem):
                for counted in alternatives(leaf.items, self.readings):
                    inner |= self._names(counted) | self._hidden(counted, outer)
        templates = {template for name, template in inner.items() if name not in outer and name not in bound}
        return {
            name: template
            for name, template in sorted(outer.items())
            if name not in bound and (name in inner or template in templates)
        }

    def _gathered(self, leaf: NoItem | CountItem, frame: _Frame, beside: list[Names]) -> Gathering:
        if isinstance(leaf, NoItem):
            return self._gathering(("no", id(leaf), 0, ""), leaf.at, [(leaf.pattern,)], frame, beside)
        ways = alternatives(leaf.items, self.readings)
        if leaf.counted in frame.names:
            self.findings.add("S304", leaf.at, name=leaf.counted)
        for way in ways:
            if leaf.counted not in self._names(way):
                self.findings.add("S302", leaf.at, name=leaf.counted)
        found = self._gathering(("count", id(leaf), 0, ""), leaf.at, ways, frame, beside, leaf.counted)
        return replace(found, counted=leaf.counted, at_least=self._minimum(leaf))

    def _minimum(self, item: CountItem) -> int:
        if item.minimum.isdecimal():
            return int(item.minimum)
        value = threshold(item.minimum, self.law, self.as_of)
        if value is None:
            self.findings.add("S308", item.at, threshold=item.minimum, day=str(self.as_of))
        return max(1, int(str(value))) if value is not None else 1

    def _exceptions(self, frame: _Frame, beside: list[Names]) -> Iterator[Gathering]:
        for item in self.rule.unless:
            ways = alternatives((item,), self.readings) if is_there(item, self.readings) else []
            for number, way in enumerate(ways):
                yield self._gathering(("unless", id(item), number, ""), item.at, [way], frame, beside)

    def _gathering(
        self,
        key: _Key,
        at: Location,
        ways: list[Alternative],
        frame: _Frame,
        beside: list[Names],
        counted: str | None = None,
    ) -> Gathering:
        """The condition on an auxiliary conclusion that holds for what ``ways`` describe."""
        inner: Names = {}
        for way in ways:
            inner |= self._names(way)
        for name in inner:
            bindings = [name in other for other in beside]
            if any(bindings) and not all(bindings):
                self.findings.add("S303", at, name=name)
            elif name in frame.names and frame.names[name] != inner[name]:
                self.findings.add("S301", at, name=name, template=inner[name], other=frame.names[name])
        hidden: Names = {}
        for way in ways:
            hidden |= self._hidden(way, frame.names)
        key, inner = (*key[:3], ",".join(hidden)), hidden | inner
        if key not in self.codes:
            self.codes[key] = f"{self.rule.id}{AUXILIARY}{key[0]}-{len(self.codes) + 1}"
            self._auxiliary(self.codes[key], at, ways, inner, hidden, frame.names, counted)
        names = frame.names
        free = [name for name in sorted(inner) if name not in names and name != counted]
        return Gathering(
            id=self.codes[key],
            kind=key[0],
            code=self.codes[key],
            shared=tuple((name, name) for name in sorted(inner) if name in names),
            apart=tuple((n, o) for n in free for o in sorted(names) if names[o] == inner[n]),
            at=at,
        )

    def _auxiliary(
        self,
        code: str,
        at: Location,
        ways: list[Alternative],
        inner: Names,
        hidden: Names,
        outer: Names,
        counted: str | None,
    ) -> None:
        for number, way in enumerate(ways):
            frame = self._frame(f"{code}#{number}", way, ways, hidden)
            pairs = tuple(pair for pair in apart(frame.names) if not _is_uncompared(pair, counted, outer))
            head = Head(code, tuple((name, name if name in frame.names else None) for name in sorted(inner)))
            self.made.append(
                Clause(frame.tag, self.rule.id, head, frame.patterns, frame.gatherings, pairs, at, frame.order)
            )

    def _check_conclusion(self, item: ConclusionItem, names_of: list[Names]) -> None:
        declared = self.law.conclusion(item.code)
        for names in names_of:
            for argument, name in item.names.items():
                if name not in names:
                    self.findings.add("S302", item.at, name=name)
                elif names[name] != declared.fields[argument].to:
                    wanted = declared.fields[argument].to or ""
                    self.findings.add("S301", item.at, name=name, template=wanted, other=names[name])
            for carried in item.carries:
                fields = fields_of(names[carried.of], self.law) if carried.of in names else {}
                if carried.of not in names:
                    self.findings.add("S302", carried.at, name=carried.of)
                for field in carried.fields:
                    if fields and (field not in fields or fields[field].type != "date"):
                        dates = [n for n, f in fields.items() if f.type == "date"]
                        self.findings.add("S306", carried.at, given=field, known=dates, template=names[carried.of])
            if self.rule.provision_of:
                name, field = self.rule.provision_of
                if name not in names or field not in fields_of(names[name], self.law):
                    self.findings.add("S307", self.rule.at, name=name, field=field)


def _any_entry(template: str, name: str, at: Location) -> Pattern:
    """A pattern that any entry of that template meets."""
    return Pattern(Shape(template, (), ()), name, (), (Step(None, name, at),))


def _is_uncompared(pair: tuple[str, str], counted: str | None, outer: Names) -> bool:
    """A counted name is compared with no name from outside its count."""
    return counted in pair and any(name in outer for name in pair if name != counted)
