"""The meaning: a slow, obvious evaluator. Whatever else reads a program must agree with it.

A clause is met by one row for each of its patterns, equal names equal, apart names different. What is open about the
rows, and about the exceptions, absences and counts, makes the derivation one that only may hold. A conclusion must hold
when one derivation has nothing open; it may hold when there is a derivation at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from engine.evaluation import Concluded, Defeat, Derivation, Evaluation
from engine.program import Clause, Gathering, Match, OpenGathering, Program, Shape, Support, key_of
from engine.rows import Rows, concerns, matches, row_of
from engine.strata import is_recursive

Binding = dict[str, str]


def evaluate(program: Program, rows: Rows) -> Evaluation:
    """Every conclusion of the program that may hold of those rows."""
    return _Evaluator(program, rows).run()


class _Evaluator:
    def __init__(self, program: Program, rows: Rows) -> None:
        self.program = program
        self.rows = rows
        self.concluded: dict[str, dict[str, Concluded]] = defaultdict(dict)
        self.defeats: list[Defeat] = []

    def run(self) -> Evaluation:
        for stratum in self.program.strata:
            again = True
            while again:
                before = self._state(stratum)
                self._clear(stratum)
                for clause in stratum:
                    self._apply(clause)
                again = is_recursive(stratum) and self._state(stratum) != before
        by_key = {key: found for code in self.concluded.values() for key, found in code.items()}
        return Evaluation(by_key, tuple(self.defeats))

    def _state(self, stratum: tuple[Clause, ...]) -> dict[str, bool]:
        codes = {clause.head.code for clause in stratum}
        return {key: found.row.must for code in codes for key, found in self.concluded[code].items()}

    def _clear(self, stratum: tuple[Clause, ...]) -> None:
        """Forget the derivations, not the conclusions, of a stratum that is read again."""
        rules = {clause.id for clause in stratum}
        for clause in stratum:
            for found in self.concluded[clause.head.code].values():
                found.derivations = [d for d in found.derivations if d.clause.id not in rules]
        self.defeats = [defeat for defeat in self.defeats if defeat.derivation.clause.id not in rules]

    def _apply(self, clause: Clause) -> None:
        for matched, binding in self._joined(clause):
            opened: list[Support] = [support for match in matched for support in match.open]
            unsettled: list[str] = []
            defeat: tuple[Gathering, tuple[str, ...]] | None = None
            for gathering in clause.gatherings:
                holds, support, members = self._gather(gathering, binding)
                if not holds:
                    defeat = (gathering, members)
                    break
                if support is not None:
                    opened.append(support)
                    unsettled.append(gathering.id)
            derivation = Derivation(clause, matched, binding, frozenset(opened), frozenset(unsettled))
            if defeat is None:
                self._conclude(derivation)
            else:
                self.defeats.append(Defeat(derivation, *defeat))

    def _conclude(self, derivation: Derivation) -> None:
        head = derivation.clause.head
        key = key_of(head, self.program.arguments[head.code], derivation.binding)
        found = self.concluded[head.code].get(key)
        must = not derivation.open
        if found is None:
            found = self.concluded[head.code][key] = Concluded(row_of(head, key, derivation.binding, must))
        elif must and not found.row.must:
            found.row = row_of(head, key, derivation.binding, must)
        found.derivations.append(derivation)

    def _joined(self, clause: Clause) -> Iterator[tuple[tuple[Match, ...], Binding]]:
        """Every choice of one match for each pattern under which names agree."""
        if any(not self._has_rows(pattern.shape.template) for pattern in clause.body):
            return
        tables: list[dict[tuple[str, ...], list[tuple[Match, Binding]]]] = []
        shared: list[tuple[str, ...]] = []
        bound: set[str] = set()
        for pattern in clause.body:
            names = {name for name in pattern.variables() if name}
            shared.append(tuple(sorted(names & bound)))
            bound |= names
            table: dict[tuple[str, ...], list[tuple[Match, Binding]]] = defaultdict(list)
            for match in self._matches(pattern.shape):
                binding = pattern.bind(match)
                if binding is not None:
                    table[tuple(binding[name] for name in shared[-1])].append((match, binding))
            if not table:
                return
            tables.append(table)

        def extend(chosen: tuple[Match, ...], binding: Binding) -> Iterator[tuple[tuple[Match, ...], Binding]]:
            if len(chosen) == len(tables):
                yield chosen, binding
                return
            wanted = tuple(binding[name] for name in shared[len(chosen)])
            for match, names in tables[len(chosen)].get(wanted, ()):
                both = binding | names
                if all(a not in both or b not in both or both[a] != both[b] for a, b in clause.apart):
                    yield from extend((*chosen, match), both)

        yield from extend((), {})

    def _has_rows(self, template: str) -> bool:
        return bool(self.rows.of(template) or self.concluded.get(template))

    def _matches(self, shape: Shape) -> Iterable[Match]:
        if shape.template in self.rows:
            return self.rows.matches(shape)
        found = self.concluded.get(shape.template, {})
        return (match for concluded in list(found.values()) for match in matches(shape, concluded.row))

    def _gather(self, gathering: Gathering, binding: Binding) -> tuple[bool, Support | None, tuple[str, ...]]:
        """Whether it may be met, what is open about it, and the auxiliary conclusions that must speak against it."""
        found = [c for c in self.concluded[gathering.code].values() if concerns(gathering, c.row, binding)]
        if gathering.kind == "count":
            by_thing: dict[str, list[Concluded]] = defaultdict(list)
            for concluded in found:
                by_thing[next(iter(concluded.row.links[str(gathering.counted)].ids))].append(concluded)
            open_things = [group for group in by_thing.values() if not any(c.row.must for c in group)]
            needed = gathering.at_least - (len(by_thing) - len(open_things))
            if needed <= 0:
                return True, None, ()
            return len(open_things) >= needed, _opened(needed, open_things), ()
        certain = tuple(sorted(c.row.id for c in found if c.row.must))
        return not certain, _opened(0, [found]) if found else None, certain


def _opened(needed: int, groups: list[list[Concluded]]) -> OpenGathering:
    members = sorted(tuple(sorted(c.row.id for c in group)) for group in groups)
    content = frozenset(frozenset(d.open for c in group for d in c.derivations) for group in groups)
    return OpenGathering(needed, content, tuple(members))
