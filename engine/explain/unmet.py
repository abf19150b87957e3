"""Why not: the first unmet condition, in the author's order, of the match that gets furthest.

Followed through conclusions, so that it ends at the field that was read and not at a step of the reasoning.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from engine.decide import Decision
from engine.evaluation import Defeat, Derivation
from engine.model.obstacle import Obstacle
from engine.model.values import Open, written
from engine.model.vocabulary import Vocabulary
from engine.program import Clause, Gathering, Pattern, Step, Test
from engine.rows import Row, Truth, check

Obstacles = tuple[Obstacle, ...]
_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class _Attempt:
    """How far a match got (conditions met), and what stopped it."""

    depth: int
    stopped_by: Obstacles


class WhyNot:
    """Searches one decision for what keeps conclusions and rules from holding."""

    def __init__(self, decision: Decision, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.evaluation = decision.evaluation
        self.rows = decision.facts.rows
        self.clauses = tuple(decision.resolution.program.clauses())
        self.by_code: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            self.by_code[clause.head.code].append(clause)
        self.found = _Index(itertools.chain(self.rows, (c.row for c in self.evaluation.conclusions.values())))
        self.defeats: dict[str, list[Defeat]] = {}
        for defeat in self.evaluation.defeats:
            self.defeats.setdefault(defeat.derivation.clause.id, []).append(defeat)

    def of_rule(self, rule: str, code: str, arguments: Mapping[str, str]) -> Obstacles:
        """What keeps a rule from concluding ``code`` of those arguments; nothing where it has no way to."""
        best = self._furthest([c for c in self.by_code[code] if c.rule == rule], arguments, {}, frozenset())
        return best.stopped_by if best else ()

    def _furthest(
        self,
        clauses: Iterable[Clause],
        arguments: Mapping[str, str],
        constants: Mapping[str, str],
        seen: frozenset[str],
    ) -> _Attempt | None:
        """The attempt that gets furthest; the first of those that get equally far."""
        best: _Attempt | None = None
        for clause in clauses:
            if clause.id in seen or any(constants.get(f, value) != value for f, value in clause.head.constants):
                continue
            binding = {name: arguments[arg] for arg, name in clause.head.names if name and arg in arguments}
            attempt = _Search(self, clause, seen | {clause.id}).furthest(binding)
            if attempt is not None and (best is None or attempt.depth > best.depth):
                best = attempt
        return best

    def exception(self, members: Iterable[str]) -> Obstacles:
        """What was read that makes auxiliary conclusions hold."""
        read: list[Obstacle] = []
        for member in members:
            for derivation in self.evaluation.conclusions[member].derivations:
                if not derivation.open:
                    read.extend(one for one in self._read_by(derivation) if one not in read)
        return tuple(read)

    def _read_by(self, derivation: Derivation) -> Iterator[Obstacle]:
        for pattern, match in zip(derivation.clause.body, derivation.matched, strict=True):
            row = next((r for r in self.rows.of(pattern.shape.template) if r.place == match.place), None)
            yield from _all_read(pattern, row) if row else [Obstacle(kind="concluded", what=match.place)]
        for gathering in derivation.clause.gatherings:
            if gathering.kind == "no":
                template = self.by_code[gathering.code][0].body[-1].shape.template
                known = template in self.rows
                yield Obstacle(kind="none_such", what=self.vocabulary.section_of(template) if known else template)


class _Search:
    """Depth first over one clause's conditions, keeping what stops the attempt that gets furthest.

    In a very large case only so many rows are tried; what is told is then the furthest among those.
    """

    def __init__(self, within: WhyNot, clause: Clause, seen: frozenset[str]) -> None:
        self.within = within
        self.clause = clause
        self.seen = seen
        self.best: _Attempt | None = None
        self.rows_left = _MOST_ROWS

    def furthest(self, binding: Mapping[str, str]) -> _Attempt | None:
        """The attempt from that binding that gets furthest; None where nothing stops it."""
        self._condition(0, dict(binding), 0)
        return self.best

    def _stop(self, depth: int, stopped_by: Callable[[], Obstacles]) -> None:
        if self.best is None or depth > self.best.depth:
            self.best = _Attempt(depth, stopped_by())

    def _condition(self, number: int, binding: dict[str, str], depth: int) -> None:
        if number == len(self.clause.order):
            return
        condition = self.clause.order[number]
        if isinstance(condition, Gathering):
            self._gathering(condition, number, binding, depth)
            return
        met = tried = False
        for row in self._rows(condition, binding):
            if self.rows_left <= 0:
                return
            self.rows_left -= 1
            for bound, passed, step in self._steps(condition, row, binding):
                if step is None:
                    met = True
                    self._condition(number + 1, bound, depth + passed)
                elif condition.shape.template in self.within.rows:
                    tried = True
                    self._stop(depth + passed, partial(self._unmet, step, row))
        if not met and condition.shape.template not in self.within.rows:
            self._conclusion(condition, binding, depth)
        elif not met and not tried:
            self._missing(condition, binding, depth)

    def _rows(self, pattern: Pattern, binding: Mapping[str, str]) -> Iterable[Row]:
        """The rows a pattern could be about: the one named, else those with the first link that is bound."""
        template = pattern.shape.template
        if pattern.entry is not None and pattern.entry in binding:
            return self.within.found.called(template, binding[pattern.entry])
        chosen = _chosen(pattern, binding)
        if chosen is not None:
            return self.within.found.linked(template, str(chosen.of), binding[str(chosen.name)])
        return self.within.found.of(template)

    def _steps(
        self, pattern: Pattern, row: Row, binding: dict[str, str]
    ) -> Iterator[tuple[dict[str, str], int, Step | None]]:
        """Each way through the pattern's conditions on one row: names bound, conditions passed, and what stopped it."""
        ways = [binding | ({pattern.entry: row.id} if pattern.entry else {})]
        for passed, step in enumerate(_bound_first(pattern.steps, binding)):
            onward = [after for way in ways for after in self._step(step, row, way)]
            if not onward:
                yield ways[0], passed, step
                return
            ways = onward
        for way in ways:
            yield way, len(pattern.steps), None

    def _step(self, step: Step, row: Row, binding: dict[str, str]) -> list[dict[str, str]]:
        if isinstance(step.of, Test):
            return [] if check(step.of, row)[0] is Truth.NO else [binding]
        if step.of is None or step.name is None:
            return [binding] if self._apart(binding) else []
        link = row.links.get(step.of)
        ids = sorted(link.ids) if link else []
        ways = [binding | {step.name: i} for i in ids if binding.get(step.name, i) == i]
        return [way for way in ways if self._apart(way)]

    def _apart(self, binding: Mapping[str, str]) -> bool:
        return all(binding.get(a) is None or binding.get(a) != binding.get(b) for a, b in self.clause.apart)

    def _unmet(self, step: Step, row: Row) -> Obstacles:
        """What was read of the row."""
        if isinstance(step.of, Test):
            return (_read(step.of, row),)
        if step.of is None:
            return _only(row)
        return (_link_read(step.of, row),)

    def _missing(self, pattern: Pattern, binding: Mapping[str, str], depth: int) -> None:
        """No such row at all, or none with the link that was asked for."""
        template = pattern.shape.template
        section, chosen = self.within.vocabulary.section_of(template), _chosen(pattern, binding)
        if chosen is None or not self.within.rows.of(template):
            self._stop(depth, lambda: (Obstacle(kind="none", what=section),))
        else:
            link = (f"{section}.*.{chosen.of}", binding[str(chosen.name)])
            self._stop(depth + 1, lambda: (Obstacle(kind="none_linked", what=section, facts=[link]),))

    def _conclusion(self, pattern: Pattern, binding: Mapping[str, str], depth: int) -> None:
        """What keeps the conclusion that a pattern asks for from holding."""
        template = pattern.shape.template
        known = {f: binding[n] for f, n in zip(pattern.shape.links, pattern.names, strict=True) if n in binding}
        for row in self._rows(pattern, binding):
            if all(row.links[field].ids == {i} for field, i in known.items()) and _meets_tests(pattern, row):
                # It is there, only about something that must be another.
                self._stop(depth, partial(_only, row))
                return
        if self.best is not None and self.best.depth >= depth:
            return
        constants = {t.field: str(t.operands[0]) for t in pattern.shape.tests if len(t.operands) == 1}
        inner = self.within._furthest(self.within.by_code[template], known, constants, self.seen)
        shown = f"{template}({', '.join(binding.get(name, '*') for name in pattern.names)})"
        nothing: Obstacles = (Obstacle(kind="none_concluded", what=shown),)
        self._stop(depth, lambda: inner.stopped_by if inner else nothing)

    def _gathering(self, gathering: Gathering, number: int, binding: dict[str, str], depth: int) -> None:
        """Whether a defeat that the evaluator recorded stands here; else on to the next condition."""
        for defeat in self.within.defeats.get(self.clause.id, ()):
            same = all(defeat.derivation.binding.get(name, i) == i for name, i in binding.items())
            if same and defeat.by == gathering:
                self._stop(depth, partial(self._standing, gathering, defeat.members))
                return
        self._condition(number + 1, binding, depth + 1)

    def _standing(self, gathering: Gathering, members: Iterable[str]) -> Obstacles:
        if gathering.kind == "count":
            return (Obstacle(kind="too_few", number=gathering.at_least),)
        read = self.within.exception(members)
        return tuple(one.model_copy(update={"standing": gathering.kind}) for one in read)


def _only(row: Row) -> Obstacles:
    return (Obstacle(kind="only", what=row.place),)


class _Index:
    """Rows by template, by id, and by what they may link to."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_template: dict[str, list[Row]] = defaultdict(list)
        self.by_id: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.by_link: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in rows:
            self.by_template[row.template].append(row)
            self.by_id[row.template, row.id].append(row)
            for field, link in row.links.items():
                for linked in link.ids:
                    self.by_link[row.template, field, linked].append(row)

    def of(self, template: str) -> list[Row]:
        return self.by_template.get(template, [])

    def called(self, template: str, row_id: str) -> list[Row]:
        return self.by_id.get((template, row_id), [])

    def linked(self, template: str, field: str, to: str) -> list[Row]:
        return self.by_link.get((template, field, to), [])


def _chosen(pattern: Pattern, binding: Mapping[str, str]) -> Step | None:
    """The first link of a pattern to what is bound already: it chooses the rows."""
    return next((step for step in pattern.steps if isinstance(step.of, str) and step.name in binding), None)


def _bound_first(steps: tuple[Step, ...], binding: Mapping[str, str]) -> list[Step]:
    """The conditions in the author's order, links to what is bound already before the others: they choose the row."""
    return [*steps[:1], *sorted(steps[1:], key=lambda step: step.name not in binding)]


def _meets_tests(pattern: Pattern, row: Row) -> bool:
    return all(check(test, row)[0] is not Truth.NO for test in pattern.shape.tests)


def _all_read(pattern: Pattern, row: Row) -> list[Obstacle]:
    """The fields a pattern tests of a row, or, where it tests none, its links."""
    if pattern.shape.tests:
        return [_read(test, row) for test in pattern.shape.tests]
    return [_link_read(name, row) for name in pattern.shape.links]


def _link_read(name: str, row: Row) -> Obstacle:
    link = row.links.get(name)
    linked = ", ".join(sorted(link.ids)) if link and link.ids else "none"
    return Obstacle(kind="read", facts=[(f"{row.place}.{name}", linked)])


def _read(test: Test, row: Row) -> Obstacle:
    """A field as it was read; of a comparison, both fields."""
    names = [name for name in (test.field, test.other) if name]
    return Obstacle(kind="read", facts=[(f"{row.place}.{n}", written(row.values.get(n, Open.UNKNOWN))) for n in names])
