"""Cases made from a rule: the fewest entries and facts under which it applies, one case for each way it can."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from engine.errors import Location
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.model.vocabulary import Field
from engine.program import Clause, Gathering, Pattern, Program, Test
from engine.rows import Row, Truth, check

_HERE = Location("case.yaml")
_DEEPEST = 12
# Conclusions built on themselves branch without end: so many clauses are tried for one rule, and no more.
_MOST_STEPS = 2000
_FEW_ROWS = 3
_Key = tuple[str, str]
_Names = dict[str, str]


@dataclass(frozen=True)
class _Sketch:
    """Entries with their links, what is asked of their fields, and what must not be so."""

    links: Mapping[_Key, Mapping[str, str]] = field(default_factory=dict)
    tests: Mapping[_Key, tuple[Test, ...]] = field(default_factory=dict)
    against: tuple[tuple[_Key, Test], ...] = ()

    def with_entry(self, key: _Key, links: Mapping[str, str], tests: tuple[Test, ...]) -> _Sketch | None:
        """The sketch with that of an entry too; None where it links elsewhere already."""
        own = self.links.get(key, {})
        if any(own.get(name, target) != target for name, target in links.items()):
            return None
        asked = {**self.tests, key: (*self.tests.get(key, ()), *tests)}
        return _Sketch({**self.links, key: {**own, **links}}, asked, self.against)

    def free_id(self, template: str) -> str:
        """An id that no entry has."""
        taken = {entry_id for _, entry_id in self.links}
        return next(name for n in range(1, len(taken) + 2) if (name := f"{template[0]}{n}") not in taken)


def exemplars(program: Program, rule: str, law: Law, as_of: datetime.date) -> Iterator[Case]:
    """Cases in which that rule is meant to apply; whether it does, an evaluator must say."""
    maker = _Maker(program, law, as_of)
    declared = law.declared()
    for clause in program.clauses():
        if clause.rule == rule and clause.head.code in declared:
            for sketch in maker.met(clause, {}, _Sketch(), 0):
                if case := maker.case(sketch):
                    yield case


class _Maker:
    def __init__(self, program: Program, law: Law, as_of: datetime.date) -> None:
        self.law = law
        self.as_of = as_of
        self.steps = 0
        self.templates = law.vocabulary.templates
        self.by_code: dict[str, list[Clause]] = {}
        for clause in program.clauses():
            self.by_code.setdefault(clause.head.code, []).append(clause)

    def met(self, clause: Clause, names: _Names, sketch: _Sketch, depth: int) -> Iterator[_Sketch]:
        """Sketches in which the clause is met, its names bound as given."""
        self.steps += 1
        if depth > _DEEPEST or self.steps > _MOST_STEPS:
            return
        catalogues = [p for p in clause.body if p.shape.template in self.law.vocabulary.catalogues]
        rest = [p for p in clause.body if p not in catalogues]
        for bound, made in self._patterns((*catalogues, *rest), names, sketch, depth):
            yield from self._gathered(clause.gatherings, bound, made, depth)

    def _patterns(
        self, patterns: tuple[Pattern, ...], names: _Names, sketch: _Sketch, depth: int
    ) -> Iterator[tuple[_Names, _Sketch]]:
        if not patterns:
            yield names, sketch
            return
        for bound, made in self._pattern(patterns[0], names, sketch, depth):
            yield from self._patterns(patterns[1:], bound, made, depth)

    def _pattern(
        self, pattern: Pattern, names: _Names, sketch: _Sketch, depth: int
    ) -> Iterator[tuple[_Names, _Sketch]]:
        template = pattern.shape.template
        if template in self.law.vocabulary.catalogues:
            for code in self._rows(pattern)[:_FEW_ROWS] if pattern.entry not in names else ():
                yield names | ({pattern.entry: code} if pattern.entry else {}), sketch
        elif template in self.templates:
            yield from self._entry(pattern, names, sketch)
        else:
            for clause in self.by_code.get(template, ()):
                constants = dict(clause.head.constants)
                if all(constants.get(test.field) in (None, *test.operands) for test in pattern.shape.tests):
                    yield from self._concluded(pattern, clause, names, sketch, depth)

    def _rows(self, pattern: Pattern) -> list[str]:
        """The catalogue's rows that meet the pattern, those that ask for nothing more first."""
        rows = self.law.vocabulary.catalogues[pattern.shape.template].active()
        found = [
            code
            for code, row in rows.items()
            if all(check(test, Row("", code, code, row.values, {}))[0] is Truth.YES for test in pattern.shape.tests)
        ]
        return sorted(found, key=lambda code: bool(rows[code].requires))

    def _entry(self, pattern: Pattern, names: _Names, sketch: _Sketch) -> Iterator[tuple[_Names, _Sketch]]:
        template = pattern.shape.template
        own = names.get(pattern.entry or "") or sketch.free_id(template)
        bound = names | ({pattern.entry: own} if pattern.entry else {})
        made = sketch.with_entry((template, own), {}, pattern.shape.tests)
        for link, name in zip(pattern.shape.links, pattern.names, strict=True):
            target = self.templates[template].fields[link].to or ""
            if name not in bound and made is not None:
                bound = bound | {name: made.free_id(target)}
            if made is not None and target not in self.law.vocabulary.catalogues:
                made = made.with_entry((target, bound[name]), {}, ())
            made = made.with_entry((template, own), {link: bound[name]}, ()) if made is not None else None
        if made is not None:
            yield bound, made

    def _concluded(
        self, pattern: Pattern, clause: Clause, names: _Names, sketch: _Sketch, depth: int
    ) -> Iterator[tuple[_Names, _Sketch]]:
        """The pattern met by what that clause concludes."""
        arguments = dict(clause.head.names)
        fields = self.law.conclusion(clause.head.code).fields
        bound, inner, made = names, _Names(), sketch
        for argument, name in zip(pattern.shape.links, pattern.names, strict=True):
            if name not in bound:
                bound = bound | {name: made.free_id(fields[argument].to or "")}
                made = made.with_entry((fields[argument].to or "", bound[name]), {}, ()) or made
            its = arguments.get(argument)
            if its is not None and inner.setdefault(its, bound[name]) != bound[name]:
                return
        for done in self.met(clause, inner, made, depth + 1):
            yield bound, done

    def _gathered(
        self, gatherings: tuple[Gathering, ...], names: _Names, sketch: _Sketch, depth: int
    ) -> Iterator[_Sketch]:
        """Counts met, and what would be an exception or presence noted as not to be so."""
        if not gatherings:
            yield sketch
            return
        first, rest = gatherings[0], gatherings[1:]
        shared = {argument: names[name] for argument, name in first.shared if name in names}
        if first.kind != "count":
            tests = [
                ((p.shape.template, shared[p.entry]), test)
                for clause in self.by_code.get(first.code, ())
                for p in clause.body
                if p.entry in shared
                for test in p.shape.tests
            ]
            noted = _Sketch(sketch.links, sketch.tests, (*sketch.against, *tests))
            yield from self._gathered(rest, names, noted, depth)
            return
        for clause in self.by_code.get(first.code, ()):
            for made in self._counted(clause, shared, sketch, first.at_least, depth):
                yield from self._gathered(rest, names, made, depth)

    def _counted(self, clause: Clause, shared: _Names, sketch: _Sketch, number: int, depth: int) -> Iterator[_Sketch]:
        if number == 0:
            yield sketch
            return
        for made in self.met(clause, dict(shared), sketch, depth + 1):
            yield from self._counted(clause, shared, made, number - 1, depth)

    def case(self, sketch: _Sketch) -> Case | None:
        """The case of a sketch, or None where no values meet what is asked."""
        entries: dict[str, dict[str, Entry]] = {}
        for key, links in sketch.links.items():
            template, entry_id = key
            if template in self.law.vocabulary.catalogues:
                continue
            against = [test for other, test in sketch.against if other == key]
            values = _values(sketch.tests.get(key, ()), against, self.templates[template].fields, self.as_of)
            if values is None:
                return None
            required = {needed: "…" for code in links.values() for needed in self.law.vocabulary.required(code)}
            facts = {name: Fact(value=value, at=_HERE) for name, value in {**links, **values, **required}.items()}
            entries.setdefault(template, {})[entry_id] = Entry(id=entry_id, facts=facts, at=_HERE)
        return Case(id="HS-1", title=None, as_of=self.as_of, entries=entries, digest="", at=_HERE)


def _values(
    tests: tuple[Test, ...], against: list[Test], fields: Mapping[str, Field], as_of: datetime.date
) -> dict[str, Value] | None:
    """Values of the fields asked about that meet all tests and, where a field is free, none of those against."""
    read = {name for test in tests for name in (test.field, test.other) if name}
    options = {name: _candidates(fields[name], tests, as_of) for name in sorted(read)}
    for chosen in product(*options.values()):
        values = dict(zip(options, chosen, strict=True))
        row = Row("", "", "", values, {})
        if all(check(test, row)[0] is Truth.YES for test in tests):
            free = {t.field: t for t in against if t.field not in values and t.operator == "is"}
            for name, test in free.items():
                values[name] = next((v for v in fields[name].admitted() if v not in test.operands), Open.UNKNOWN)
            return values
    return None


def _candidates(field: Field, tests: tuple[Test, ...], as_of: datetime.date) -> list[Value]:
    marks = [operand for test in tests for operand in test.operands]
    if field.type == "date":
        days = [mark for mark in marks if isinstance(mark, datetime.date)] or [as_of]
        return [day + step * datetime.timedelta(days=1) for day in days for step in (-30, -20, -10, -1, 0, 1)]
    if field.type == "number":
        near = [mark + step for mark in marks if isinstance(mark, Decimal) for step in (0, 1, -1)] or [Decimal(1)]
        return [n for n in near if field.at_least is None or n >= field.at_least]
    return list(field.admitted())
