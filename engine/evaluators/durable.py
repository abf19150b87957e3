"""The official decision: the program run by durable-rules, strictly within its sound core.

durable-rules only ever sees conjunctions of patterns over short generated tokens, joined by equality. What a condition
says of a row is worked out beforehand, once for *must* and once for *may*; absence, exceptions and counts become facts
asserted when the conclusions they look at are finished; conclusions are asserted between firings, never from inside an
action. Each case is a session of its own, opened by a sentinel and deleted at the end. Nothing written by a person
reaches the C code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import count
from typing import Any

from engine.errors import EvaluationError, Problem
from engine.evaluation import Answer, Status
from engine.evaluators.definitions import MODES, SENTINEL, Definitions, Mode, Recorded
from engine.program import Clause, Gathering, Match, Program, Shape, key_of
from engine.rows import Row, Rows, matches, row_of

_RULESET = "chetai"
_MOST_ATTEMPTS = 8
# Every combination of ten readings; a program takes a few megabytes, and one that is let go does not give them back.
_MOST_PROGRAMS = 1024


@cache
def name_and_version() -> str:
    """How an assessment names this evaluator."""
    return f"durable-rules {version('durable_rules')}"


def answer(program: Program, rows: Rows) -> Answer:
    """Status and derivations of every conclusion that may hold. Raises EvaluationError (E502) if it cannot run."""
    return _Session(_compiled(program), rows).run()


class _Compiled:
    """One durable-rules host for one program; kept, because every new host leaks about a megabyte."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.agenda: list[Recorded] = []
        self.definitions = Definitions(program, self.agenda.append)
        self.host = _quiet_host(self.definitions.by_name)
        self.sessions = count()


@lru_cache(maxsize=_MOST_PROGRAMS)
def _compiled(program: Program) -> _Compiled:
    return _Compiled(program)


def _quiet_host(definitions: dict[str, Any]) -> Any:
    """A durable-rules host without its timer threads."""
    try:
        from durable.engine import Host
    except ImportError as error:
        raise EvaluationError([Problem("E502", None, {"reason": str(error)})]) from error

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            pass

    return QuietHost({_RULESET: definitions})


@dataclass(slots=True)
class _Known:
    """A conclusion derived in one mode, and what it rests on."""

    row: Row
    grounds: set[tuple[str, tuple[str, ...]]]


class _Session:
    """One case, from the sentinel to the deletion of its state."""

    def __init__(self, compiled: _Compiled, rows: Rows) -> None:
        self.compiled = compiled
        self.definitions = compiled.definitions
        self.rows = rows
        self.sid = f"s{next(compiled.sessions)}"
        self.tokens: dict[tuple[str, ...], str] = {}
        self.facts: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.known: dict[Mode, dict[str, _Known]] = {"must": {}, "may": {}}
        self.by_code: dict[Mode, dict[str, list[Row]]] = {"must": defaultdict(list), "may": defaultdict(list)}
        self.candidates: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {}
        self.waiting: dict[str, list[tuple[Recorded, dict[str, str]]]] = defaultdict(list)
        self.shapes: dict[str, list[Shape]] = defaultdict(list)
        for shape in self.definitions.kinds:
            self.shapes[shape.template].append(shape)

    def run(self) -> Answer:
        self.compiled.agenda.clear()
        try:
            self._assert(SENTINEL)
            for shape in self.definitions.kinds:
                for match in self.rows.matches(shape):
                    self._meet(shape, match, MODES)
            self._settle()
            for stratum in self.compiled.program.strata:
                while [clause for clause in stratum if self._gather(clause)]:
                    self._settle()  # which may bring new candidates where the stratum feeds itself
            return self._answer()
        finally:
            self.compiled.host.delete_state(_RULESET, self.sid)
            self.compiled.agenda.clear()

    def _assert(self, fact: dict[str, str]) -> None:
        """Assert one fact, which no other fact of the session equals.

        durable-rules tells facts apart by a short hash of their content, so two of some ten thousand may be one to it;
        a field that nothing reads makes them two.
        """
        from durable.engine import MessageNotHandledException, MessageObservedException

        for attempt in range(_MOST_ATTEMPTS):
            told_apart = {"attempt": f"a{attempt}"} if attempt else {}
            try:
                self.compiled.host.assert_fact(_RULESET, fact | told_apart | {"sid": self.sid})
                return
            except MessageNotHandledException:
                return  # no pattern asks for this fact: a normal answer
            except MessageObservedException:
                continue
        raise EvaluationError([Problem("E502", None, {"reason": "facts cannot be told apart"})])

    def _token(self, *parts: str) -> str:
        """A short name for an id, a match or a binding; equal for equal parts only."""
        return self.tokens.setdefault(parts, f"t{len(self.tokens)}")

    def _meet(self, shape: Shape, match: Match, modes: tuple[Mode, ...]) -> None:
        """Assert that a row meets a shape, in each mode in which it does."""
        for mode in modes:
            kind = self.definitions.kinds[shape] + mode
            token = self._token(kind, *match.ids)
            if (mode == "must" and match.open) or token in self.facts:
                continue
            self.facts[token] = (match.place, match.ids)
            ids = {f"i{number}": self._token("id", i) for number, i in enumerate(match.ids)}
            self._assert({"kind": kind, "self": token} | ids)

    def _settle(self) -> None:
        """Take in what has fired until nothing fires any more."""
        agenda = self.compiled.agenda
        while agenda:
            fired = list(agenda)
            agenda.clear()
            for recorded in fired:
                self._take(recorded)

    def _take(self, recorded: Recorded) -> None:
        if recorded.definition in self.definitions.candidates:
            definition, entries, binding = self.candidates[recorded.tokens[0]]
            self._conclude(*self.definitions.clauses[definition], entries, binding)
            return
        clause, mode = self.definitions.clauses[recorded.definition]
        matched = [self.facts[token] for token in recorded.tokens[: len(clause.body)]]
        bound = self._binding(clause, [ids for _, ids in matched])
        if bound is None:
            return
        if clause.gatherings:
            self.waiting[recorded.definition].append((recorded, bound))
        else:
            self._conclude(clause, mode, tuple(place for place, _ in matched), bound)

    def _binding(self, clause: Clause, matched: list[tuple[str, ...]]) -> dict[str, str] | None:
        """What each name stands for, or None where equal names differ or names to be apart are one."""
        binding: dict[str, str] = {}
        for pattern, ids in zip(clause.body, matched, strict=True):
            for name, i in zip(pattern.variables(), ids, strict=True):
                if name is not None and binding.setdefault(name, i) != i:
                    return None
        return None if any(binding[a] == binding[b] for a, b in clause.apart) else binding

    def _conclude(self, clause: Clause, mode: Mode, entries: tuple[str, ...], binding: dict[str, str]) -> None:
        key = key_of(clause.head, self.compiled.program.arguments[clause.head.code], binding)
        known = self.known[mode].get(key)
        if known is None:
            row = row_of(clause.head, key, binding, must=True)
            known = self.known[mode][key] = _Known(row, set())
            self.by_code[mode][clause.head.code].append(row)
            for shape in self.shapes[clause.head.code]:
                for match in matches(shape, row):
                    self._meet(shape, match, (mode,))
        known.grounds.add((clause.rule, tuple(sorted(entries))))

    def _gather(self, clause: Clause) -> bool:
        """Assert which gatherings are met for each waiting candidate of the clause; whether there was any.

        All that the gatherings look at is finished.
        """
        waiting = [(name, self.waiting.pop(name)) for name in self.definitions.names[clause.id] if name in self.waiting]
        for definition, candidates in waiting:
            mode = self.definitions.clauses[definition][1]
            for recorded, binding in candidates:
                self._assert_candidate(clause, mode, definition, recorded, binding)
        return bool(waiting)

    def _assert_candidate(
        self, clause: Clause, mode: Mode, definition: str, recorded: Recorded, binding: dict[str, str]
    ) -> None:
        entries = tuple(self.facts[token][0] for token in recorded.tokens[: len(clause.body)])
        candidate = self._token(definition, *recorded.tokens)
        self.candidates[candidate] = (definition, entries, binding)
        bindings = {}
        for number, gathering in enumerate(clause.gatherings):
            token = self._token(definition, str(number), *(binding[n] for n in gathering.names()))
            bindings[f"g{number}"] = token
            if self._is_met(gathering, mode, binding) and token not in self.facts:
                self.facts[token] = ("", ())
                self._assert({"kind": f"{definition}met{number}", "self": token, "binding": token})
        self._assert({"kind": f"{definition}candidate", "self": candidate} | bindings)

    def _is_met(self, gathering: Gathering, mode: Mode, binding: Mapping[str, str]) -> bool:
        """Enough of it in the same mode, or none of it in the other."""
        if gathering.kind == "count":
            found = self._concerned(gathering, mode, binding)
            counted = {next(iter(row.links[str(gathering.counted)].ids)) for row in found}
            return len(counted) >= gathering.at_least
        other: Mode = "may" if mode == "must" else "must"
        return next(self._concerned(gathering, other, binding), None) is None

    def _concerned(self, gathering: Gathering, mode: Mode, binding: Mapping[str, str]) -> Iterator[Row]:
        for row in self.by_code[mode][gathering.code]:
            ids = {arg: link.ids for arg, link in row.links.items()}  # an argument left open is about anything
            if all(binding[name] in ids.get(arg, {binding[name]}) for arg, name in gathering.shared) and not any(
                binding[name] in ids.get(arg, ()) for arg, name in gathering.apart
            ):
                yield row

    def _answer(self) -> Answer:
        must, may = self.known["must"], self.known["may"]
        return {
            key: (
                Status.HOLDS if key in must else Status.UNDETERMINED,
                frozenset(must[key].grounds if key in must else ()),
                frozenset(known.grounds),
            )
            for key, known in may.items()
        }
