"""One rule to clauses: an alternative a clause, and an auxiliary conclusion for each exception, absence and count."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.errors import Findings, Location
from engine.model.rule import ConclusionItem, CountItem, NoItem, PatternItem, Rule
from engine.model.rulebook import Law
from engine.program import Clause, Gathering, GatheringKind, Head, Pattern
from engine.resolve.alternatives import Alternative, alternatives, is_there
from engine.resolve.names import Names, apart, bound_by, fields_of
from engine.resolve.patterns import merged, pattern, threshold

# What an auxiliary conclusion is made for: the kind, the item, and which of its alternatives.
_Key = tuple[GatheringKind, int, int]


def compile_rule(
    rule: Rule, law: Law, as_of: datetime.date, readings: Mapping[str, str], findings: Findings
) -> list[Clause]:
    """The clauses of a rule and of its auxiliary conclusions, under those readings."""
    return _RuleCompiler(rule, law, as_of, readings, findings).clauses()


@dataclass(frozen=True)
class _Body:
    """One alternative made ready: its patterns, the names they bind, and everything in the author's order."""

    patterns: tuple[Pattern, ...]
    gatherings: tuple[Gathering, ...]
    names: Names
    order: tuple[Pattern | Gathering, ...]


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
        names = [self._names(way) for way in ways]
        for item in self.rule.then:
            self._check_conclusion(item, names)
        for number, way in enumerate(ways):
            body = self._body(way, ways, names)
            unless = tuple(self._exceptions(body.names, names))
            gatherings = (*body.gatherings, *unless)
            for item in self.rule.then:
                self.made.append(
                    Clause(
                        id=f"{self.rule.id}#{number}:{item.code}",
                        rule=self.rule.id,
                        head=Head(item.code, tuple(sorted(item.names.items())), tuple(sorted(item.constants.items()))),
                        body=body.patterns,
                        gatherings=gatherings,
                        apart=apart(body.names),
                        at=item.at,
                        order=(*body.order, *unless),
                        carries=item.carries,
                        provision_of=self.rule.provision_of,
                    )
                )
        return self.made

    def _names(self, way: Alternative) -> Names:
        return bound_by((leaf for leaf in way if isinstance(leaf, PatternItem)), self.law, self.findings)

    def _body(self, way: Alternative, ways: list[Alternative], names_of: list[Names]) -> _Body:
        names = self._names(way)
        order: list[Pattern | Gathering] = []
        groups = merged(leaf for leaf in way if isinstance(leaf, PatternItem))
        heads = {id(group[0]): group for group in groups}
        for leaf in way:
            if isinstance(leaf, PatternItem):
                if id(leaf) in heads:
                    order.append(pattern(heads[id(leaf)], self.law, self.as_of, self.findings))
            else:
                beside = [n for w, n in zip(ways, names_of, strict=True) if any(leaf is other for other in w)]
                order.append(self._gathered(leaf, names, beside))
        return _Body(
            tuple(p for p in order if isinstance(p, Pattern)),
            tuple(g for g in order if isinstance(g, Gathering)),
            names,
            tuple(order),
        )

    def _gathered(self, leaf: NoItem | CountItem, names: Names, beside: list[Names]) -> Gathering:
        if isinstance(leaf, NoItem):
            return self._gathering(("no", id(leaf), 0), leaf.at, [(leaf.pattern,)], names, beside)
        ways = alternatives(leaf.items, self.readings)
        if leaf.counted in names:
            self.findings.add("S304", leaf.at, name=leaf.counted)
        for way in ways:
            if leaf.counted not in self._names(way):
                self.findings.add("S302", leaf.at, name=leaf.counted)
        key: _Key = ("count", id(leaf), 0)
        return self._gathering(key, leaf.at, ways, names, beside, leaf.counted, self._minimum(leaf))

    def _minimum(self, item: CountItem) -> int:
        if item.minimum.isdecimal():
            return int(item.minimum)
        value = threshold(item.minimum, self.law, self.as_of)
        if value is None:
            self.findings.add("S308", item.at, threshold=item.minimum, day=str(self.as_of))
        return max(1, int(str(value))) if value is not None else 1

    def _exceptions(self, names: Names, beside: list[Names]) -> Iterator[Gathering]:
        for item in self.rule.unless:
            ways = alternatives((item,), self.readings) if is_there(item, self.readings) else []
            for number, way in enumerate(ways):
                yield self._gathering(("unless", id(item), number), item.at, [way], names, beside)

    def _gathering(
        self,
        key: _Key,
        at: Location,
        ways: list[Alternative],
        names: Names,
        beside: list[Names],
        counted: str | None = None,
        at_least: int = 1,
    ) -> Gathering:
        """The condition on an auxiliary conclusion that holds for what ``ways`` describe."""
        inner: Names = {}
        for way in ways:
            inner |= self._names(way)
        for name in inner:
            bindings = [name in other for other in beside]
            if any(bindings) and not all(bindings):
                self.findings.add("S303", at, name=name)
            elif name in names and names[name] != inner[name]:
                self.findings.add("S301", at, name=name, template=inner[name], other=names[name])
        known = key in self.codes
        code = self.codes.setdefault(key, f"{self.rule.id}/{key[0]}-{len(self.codes) + 1}")
        if not known:
            self._auxiliary(code, at, ways, inner, names, counted)
        free = [name for name in inner if name not in names and name != counted]
        return Gathering(
            id=code,
            kind=key[0],
            code=code,
            shared=tuple((name, name) for name in sorted(inner) if name in names),
            apart=tuple((n, o) for n in sorted(free) for o in sorted(names) if names[o] == inner[n] and o not in inner),
            at=at,
            counted=counted,
            at_least=at_least,
        )

    def _auxiliary(
        self, code: str, at: Location, ways: list[Alternative], inner: Names, names: Names, counted: str | None
    ) -> None:
        for number, way in enumerate(ways):
            body = self._body(way, ways, [self._names(w) for w in ways])
            self._check_nested(way, body.names, names, at)
            pairs = tuple(pair for pair in apart(body.names) if not self._is_uncompared(pair, counted, names))
            head = Head(code, tuple((name, name if name in body.names else None) for name in sorted(inner)))
            self.made.append(
                Clause(f"{code}#{number}", self.rule.id, head, body.patterns, body.gatherings, pairs, at, body.order)
            )

    def _is_uncompared(self, pair: tuple[str, str], counted: str | None, names: Names) -> bool:
        """A counted name is compared with no name from outside its count."""
        return counted in pair and any(name in names for name in pair if name != counted)

    def _check_nested(self, way: Alternative, bound: Names, outer: Names, at: Location) -> None:
        """A condition two gatherings deep cannot be kept apart from an outer name its own level does not mention."""
        for leaf in way:
            if isinstance(leaf, PatternItem):
                continue
            inner = (
                [leaf.pattern]
                if isinstance(leaf, NoItem)
                else [p for w in alternatives(leaf.items, self.readings) for p in w if isinstance(p, PatternItem)]
            )
            for name, template in bound_by(inner, self.law, self.findings).items():
                hidden = [o for o, t in outer.items() if o not in bound and (o == name or t == template)]
                if name not in bound and hidden:
                    self.findings.add("S305", at, name=name, other=hidden[0])

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
