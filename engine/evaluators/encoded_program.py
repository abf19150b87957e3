"""A program read in a world, as the text of a logic program: a clause becomes a rule on each of the two rails.

Absences, exceptions and overrides look at the other rail: what must hold needs that none of them may. A side has a
name, so that two programs, or one program in two worlds, can stand side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import ANYTHING, atom, quoted, rule, term, tuple_term
from engine.program import Clause, Gathering, Pattern, Program, is_auxiliary

# Readings and the choices under which a clause is there; none where readings are chosen already.
Guard = tuple[tuple[str, str], ...]


def encode(
    encoding: Encoding,
    clauses: Iterable[tuple[Clause, Guard]],
    arguments: Mapping[str, tuple[str, ...]],
    side: str = "",
    world: str = "",
    grounds: bool = False,
    fires: bool = False,
) -> None:
    """Put a program read in a world into the text.

    With ``grounds`` also which entries each derivation matched (``dm``, ``dy``: clause, arguments, entries); with
    ``fires`` also which rules conclude anything that must hold (``fires``: rule).
    """
    _Side(encoding, side, world, list(clauses), arguments, grounds, fires).write()


def unguarded(program: Program) -> list[tuple[Clause, Guard]]:
    """The clauses of a program whose readings are chosen."""
    return [(clause, ()) for clause in program.clauses()]


class _Side:
    def __init__(
        self,
        encoding: Encoding,
        side: str,
        world: str,
        clauses: list[tuple[Clause, Guard]],
        arguments: Mapping[str, tuple[str, ...]],
        grounds: bool,
        fires: bool,
    ) -> None:
        self.encoding = encoding
        self.side = side
        self.world = world
        self.clauses = clauses
        self.arguments = arguments
        self.grounds = grounds
        self.fires = fires
        # For each auxiliary code, which of its arguments a clause leaves open.
        self.open: dict[str, set[frozenset[str]]] = defaultdict(set)
        for clause, _ in clauses:
            self.open[clause.head.code].add(frozenset(arg for arg, name in clause.head.names if name is None))

    def write(self) -> None:
        for number, (clause, guard) in enumerate(self.clauses):
            self._clause(number, clause, guard)

    def _clause(self, number: int, clause: Clause, guard: Guard) -> None:
        names: dict[str, str] = {}
        for name in (name for pattern in clause.body for name in pattern.variables() if name is not None):
            names.setdefault(name, f"X{len(names)}")
        entries = [f"E{place}" for place in range(len(clause.body))] if self.grounds else []
        wanted = sorted({*names.values(), *entries})
        head = self._head(clause, names)
        for place, gathering in enumerate(clause.gatherings):
            if gathering.kind != "count":
                self._spoken_against(number, place, gathering, names, wanted)
        fixed = [f"r({quoted(reading)},{quoted(choice)})" for reading, choice in guard]
        fixed += [f"{names[a]}!={names[b]}" for a, b in clause.apart if a in names and b in names]
        for rail in ("y", "m"):
            body = [*fixed]
            for place, pattern in enumerate(clause.body):
                body += self._pattern(rail, pattern, names, place)
            if clause.gatherings:
                candidate = atom(f"c{rail}{self.side}_{number}", wanted)
                self.encoding.lines.append(rule(candidate, body))
                body = [candidate, *(self._met(rail, number, n, g, names) for n, g in enumerate(clause.gatherings))]
            self.encoding.lines.append(rule(self.encoding.conclusion(rail, self.side, clause.head.code, head), body))
            if self.fires and rail == "m" and not is_auxiliary(clause.head.code):
                self.encoding.lines.append(rule(f"fires{self.side}({quoted(clause.rule)})", body))
            if self.grounds:
                grounds = f"d{rail}{self.side}({number},{tuple_term(head)},{tuple_term(entries)})"
                self.encoding.lines.append(rule(grounds, body))

    def _head(self, clause: Clause, names: Mapping[str, str]) -> list[str]:
        """The arguments of what is concluded."""
        constants, bound = dict(clause.head.constants), dict(clause.head.names)
        return [
            quoted(constants[a]) if a in constants else names[n] if (n := bound.get(a)) else ANYTHING
            for a in self.arguments[clause.head.code]
        ]

    def _pattern(self, rail: str, pattern: Pattern, names: Mapping[str, str], number: int) -> list[str]:
        shape = pattern.shape
        entry = names[pattern.entry] if pattern.entry else f"E{number}" if self.grounds else "_"
        ends = [names[name] for name in pattern.names]
        if shape.template not in self.arguments:
            shape_number = self.encoding.shape(shape)
            found = [atom(f"s{rail}{self.world}_{shape_number}", (entry, *ends))]
        else:
            found = self._concluded(rail, pattern, entry, dict(zip(shape.links, ends, strict=True)), number)
        if pattern.entry and self.grounds:
            found.append(f"E{number}={entry}")
        return found

    def _concluded(self, rail: str, pattern: Pattern, entry: str, ends: Mapping[str, str], number: int) -> list[str]:
        """A pattern over a conclusion: its links by name, its constants by value; ``entry`` is the whole of it."""
        tests = {test.field: test for test in pattern.shape.tests}
        terms: list[str] = []
        beside: list[str] = []
        code = pattern.shape.template
        for n, argument in enumerate(self.arguments[code]):
            if argument in ends:
                terms.append(ends[argument])
            elif argument in tests and len(tests[argument].operands) == 1:
                terms.append(term(tests[argument].operands[0]))
            else:
                terms.append(f"A{number}_{n}")
                if argument in tests:
                    admitted = ";".join(term(value) for value in tests[argument].operands)
                    beside.append(f"A{number}_{n}=({admitted})")
        if entry != "_":
            beside.append(f"{entry}=c({self.encoding.code(code)},{tuple_term(terms)})")
        return [self.encoding.conclusion(rail, self.side, code, terms), *beside]

    def _auxiliary(self, rail: str, gathering: Gathering, names: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """Each way in which an auxiliary conclusion may be about the clause's names, with what must differ."""
        shared, apart = dict(gathering.shared), list(gathering.apart)
        ways = []
        for left_open in sorted(self.open.get(gathering.code, ()), key=sorted):
            terms = [
                ANYTHING if a in left_open else names[shared[a]] if a in shared else f"A{n}"
                for n, a in enumerate(self.arguments[gathering.code])
            ]
            by_argument = dict(zip(self.arguments[gathering.code], terms, strict=True))
            differs = [f"{by_argument[a]}!={names[n]}" for a, n in apart if a not in left_open]
            ways.append((self.encoding.conclusion(rail, self.side, gathering.code, terms), differs))
        return ways

    def _spoken_against(
        self, number: int, place: int, gathering: Gathering, names: Mapping[str, str], wanted: list[str]
    ) -> None:
        """Where an exception, override or forbidden presence may be there, and where it must."""
        about = [names[name] for name in gathering.names()]
        for rail in ("y", "m"):
            for auxiliary, differs in self._auxiliary(rail, gathering, names):
                self.encoding.lines.append(
                    rule(
                        atom(f"g{rail}{self.side}_{number}_{place}", about),
                        (atom(f"cy{self.side}_{number}", wanted), auxiliary, *differs),
                    )
                )

    def _met(self, rail: str, number: int, place: int, gathering: Gathering, names: Mapping[str, str]) -> str:
        if gathering.kind != "count":
            other = "m" if rail == "y" else "y"
            about = [names[name] for name in gathering.names()]
            return f"not {atom(f'g{other}{self.side}_{number}_{place}', about)}"
        counted = f"A{self.arguments[gathering.code].index(str(gathering.counted))}"
        elements = "; ".join(
            f"{counted} : {', '.join([auxiliary, *differs])}"
            for auxiliary, differs in self._auxiliary(rail, gathering, names)
        )
        return f"{gathering.at_least} <= #count {{ {elements} }}"
