"""The program read by a logic solver (clingo), which can also choose: what holds in every world, in some, or in none.

The only module that knows clingo. As an evaluator it is one more reader of the same program, of one world.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import clingo

from engine.evaluation import Answer, Status
from engine.evaluators.encoded_program import encode, unguarded
from engine.evaluators.encoding import Encoding
from engine.evaluators.logic_text import ANYTHING, NO_LINK
from engine.model.values import Open, Value
from engine.program import Program, written_key
from engine.rows import Rows
from engine.worlds import as_given

# An atom of an answer: its name and its arguments, text as text, tuples as tuples, a symbol as its name.
Term = Any
Atom = tuple[str, tuple[Term, ...]]
# What the symbols without arguments stand for; an argument left open is about anything.
_SYMBOLS: dict[str, Term] = {ANYTHING: "*", NO_LINK: None} | {open_.value: open_ for open_ in Open}
Consequences = Literal["cautious", "brave"]


class Solver:
    """A logic program ready to be asked; raises RuntimeError where the text is no such program."""

    def __init__(self, text: str, *options: str) -> None:
        self.control = clingo.Control(["--warn=none", "--opt-mode=ignore", *options])
        self.control.add("base", [], text)
        self.control.ground([("base", [])])

    def consequences(self, kind: Consequences) -> frozenset[Atom] | None:
        """The atoms shown of every world (cautious) or of some (brave); None where there is no world."""
        self._mode(kind)
        found: Sequence[clingo.Symbol] | None = None
        for model in self._models(0):
            found = model  # each is nearer to the answer than the last
        self._mode("auto")
        return None if found is None else frozenset(map(_read, found))

    def first(self, *assumed: tuple[Atom, bool]) -> frozenset[Atom] | None:
        """The atoms shown of some world in which those atoms hold or do not; None where there is none."""
        found = next(self._models(1, assumed), None)
        return None if found is None else frozenset(map(_read, found))

    def best(self, *assumed: tuple[Atom, bool]) -> frozenset[Atom] | None:
        """As ``first``, but a world that is best by what the text minimizes, of which ``first`` takes no notice."""
        configuration: Any = self.control.configuration
        configuration.solve.opt_mode = "opt"
        found: Sequence[clingo.Symbol] | None = None
        for model in self._models(0, assumed):
            found = model  # each is better than the last
        configuration.solve.opt_mode = "ignore"
        return None if found is None else frozenset(map(_read, found))

    def each(self, *assumed: tuple[Atom, bool]) -> Iterator[frozenset[Atom]]:
        """The atoms shown of each world in turn."""
        return (frozenset(map(_read, model)) for model in self._models(0, assumed))

    def add(self, text: str, name: str) -> None:
        """More text, under a name not used before, from now on."""
        self.control.add(name, [], text)
        self.control.ground([(name, [])])

    def _mode(self, kind: str) -> None:
        configuration: Any = self.control.configuration
        configuration.solve.enum_mode = kind

    def _models(self, number: int, assumed: Iterable[tuple[Atom, bool]] = ()) -> Iterator[Sequence[clingo.Symbol]]:
        configuration: Any = self.control.configuration
        configuration.solve.models = number
        wanted = [(_written(atom), holds) for atom, holds in assumed]
        with self.control.solve(assumptions=wanted, yield_=True, async_=True) as handle:
            while True:
                handle.resume()
                while not handle.wait(0.05):
                    pass  # so that a person can interrupt
                model = handle.model()
                if model is None:
                    return
                yield model.symbols(shown=True)


def _read(symbol: clingo.Symbol) -> Atom:
    return symbol.name, tuple(map(_term, symbol.arguments))


def _term(symbol: clingo.Symbol) -> Term:
    if symbol.type is clingo.SymbolType.String:
        return symbol.string
    if symbol.type is clingo.SymbolType.Number:
        return symbol.number
    if symbol.arguments or not symbol.name:
        arguments = tuple(map(_term, symbol.arguments))
        return (symbol.name, *arguments) if symbol.name else arguments
    return _SYMBOLS[symbol.name]


def _written(atom: Atom) -> clingo.Symbol:
    return clingo.Function(atom[0], [clingo.String(a) if isinstance(a, str) else clingo.Number(a) for a in atom[1]])


def told(value: Value) -> Term:
    """A value of a field as an answer tells it."""
    return value if isinstance(value, Open) else str(value)


def answer(program: Program, rows: Rows) -> Answer:
    """Status and derivations of every conclusion that may hold."""
    encoding = Encoding()
    encode(encoding, unguarded(program), program.arguments, grounds=True)
    world = as_given(rows)
    encoding.rows("", world)
    encoding.truths("", world)
    encoding.lines.append("#show.")
    for code, number in encoding.codes.items():
        arity = len(program.arguments[code])
        encoding.lines.extend(f"#show {rail}_{number}/{arity}." for rail in ("m", "y"))
    encoding.lines.extend(("#show dm/3.", "#show dy/3."))
    found = Solver(encoding.text()).first()
    assert found is not None, "a program in strata has one answer"
    return _answer(found, program, encoding, rows)


def _answer(found: frozenset[Atom], program: Program, encoding: Encoding, rows: Rows) -> Answer:
    clauses = list(program.clauses())
    places = {(row.template, row.id): row.place for row in rows}
    codes = {str(number): code for code, number in encoding.codes.items()}
    must: set[str] = set()
    grounds: dict[str, dict[str, set[tuple[str, tuple[str, ...]]]]] = {}

    def placed(template: str, entry: Term) -> str:
        if isinstance(entry, str):
            return places[template, entry]
        _, number, arguments = entry
        return written_key(codes[str(number)], arguments)

    for name, arguments in found:
        rail, _, number = name.partition("_")
        if number:
            key = written_key(codes[number], arguments)
            grounds.setdefault(key, {"dm": set(), "dy": set()})
            if rail == "m":
                must.add(key)
    for name, arguments in found:
        if name in ("dm", "dy"):
            number, head, entries = arguments
            clause = clauses[number]
            key = written_key(clause.head.code, head)
            pairs = zip(clause.body, entries, strict=True)
            entered = tuple(sorted(placed(pattern.shape.template, entry) for pattern, entry in pairs))
            grounds[key][name].add((clause.rule, entered))
    return {
        key: (Status.HOLDS if key in must else Status.UNDETERMINED, frozenset(of["dm"]), frozenset(of["dy"]))
        for key, of in grounds.items()
    }
