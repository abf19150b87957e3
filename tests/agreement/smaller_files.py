"""Case files made smaller: entries left out, and links to them with them.

What ``engine.proving.sizes`` says is tried on them: where something is so of a whole file, it is so of a part of it
that has no more entries than said.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from itertools import combinations
from random import Random
from typing import Any

from engine.evaluation import Evaluation, Status
from engine.evaluators import reference
from engine.facts import facts_of
from engine.model.rulebook import Law
from engine.program import Program
from engine.reading.case import case_from_text
from engine.resolve import Resolver

from .plain_law import Law as PlainLaw
from .plain_law import Plain
from .random_cases import UNKNOWN, implied

Part = frozenset[tuple[str, str]]  # the section and id of each entry kept
Goal = Callable[[Part], bool]

# What is asked of a status: whether it holds (or fails), and whether certainly.
ASKED: Mapping[tuple[str, bool], Callable[[Status], bool]] = {
    ("holds", True): lambda status: status is Status.HOLDS,
    ("holds", False): lambda status: status is not Status.DOES_NOT_HOLD,
    ("fails", True): lambda status: status is Status.DOES_NOT_HOLD,
    ("fails", False): lambda status: status is not Status.HOLDS,
}
# So many entries are left out in every way there is; of more, one at a time.
_MOST = 11
_ATTEMPTS = 6


class SmallerFiles:
    """The parts of one case file, its implied entries written out, and what is concluded of each."""

    def __init__(self, plain: PlainLaw, law: Law, case: Plain) -> None:
        self.plain = plain
        self.law = law
        self.resolver = Resolver(law)
        self.sections = {d["section"]: (t, d) for t, d in plain.templates().items() if "section" in d}
        self.case = deepcopy(case)
        for section, name, links in list(implied(plain, case)):
            self.case.setdefault(section, {})[name] = dict(links)
        self.whole: Part = frozenset((section, i) for section in self.sections for i in self.case.get(section, {}))
        self._evaluated: dict[tuple[Part, tuple[tuple[str, str], ...]], Evaluation] = {}

    def program(self, readings: Mapping[str, str]) -> Program:
        """The law as it is read on the day of the case."""
        return self.resolver.resolve(datetime.date.fromisoformat(str(self.case["as_of"])), readings).program

    def evaluation(self, part: Part, readings: Mapping[str, str]) -> Evaluation:
        """What the reference evaluator says of that part of the file."""
        key = part, tuple(sorted(readings.items()))
        if key not in self._evaluated:
            case = case_from_text(json.dumps(self.part(part), ensure_ascii=False), self.law)
            self._evaluated[key] = reference.evaluate(self.program(readings), facts_of(case, self.law).rows)
        return self._evaluated[key]

    def part(self, part: Part) -> Plain:
        """The file with those entries alone; a link to another becomes a link to nothing."""
        found: Plain = {key: value for key, value in self.case.items() if key not in self.sections}
        for section, (_, declared) in self.sections.items():
            entries = self.case.get(section, {})
            kept = {i: self._entry(entries[i], declared["fields"], part) for s, i in sorted(part) if s == section}
            found |= {section: kept} if kept else {}
        return found

    def counts(self, part: Part) -> Counter[str]:
        """How many entries of each template it has."""
        return Counter(self.sections[section][0] for section, _ in part)

    def about(self, key: str) -> tuple[str, dict[str, str], Part]:
        """Code and constants of a conclusion, and the entries it is about."""
        code, _, values = key.removesuffix(")").partition("(")
        named = list(zip(self.law.conclusion(code).fields.items(), values.split(", "), strict=True))
        constants = {name: value for (name, field), value in named if field.to is None}
        sections = {template: section for section, (template, _) in self.sections.items()}
        entries = ((sections[field.to], value) for (_, field), value in named if field.to in sections)
        return code, constants, frozenset(entries)

    def within(self, goal: Goal, most: Mapping[str, int], keep: Part, rnd: Random) -> Part | None:
        """A part with those entries and no more than so many of each template of which that is so; None: not found."""

        def is_small(part: Part) -> bool:
            return all(most.get(template, 0) >= number for template, number in self.counts(part).items())

        for _ in range(_ATTEMPTS):
            part = self._one_by_one(goal, keep, rnd)
            if is_small(part):
                return part
            if len(part - keep) <= _MOST:
                found = next((p for p in self._parts(part, keep) if is_small(p) and goal(p)), None)
                if found is not None:
                    return found
        return None

    def smallest(self, goal: Goal) -> list[Counter[str]]:
        """What is left of the file where nothing more can be left out, in whichever way."""
        enough: list[Part] = []
        for part in self._parts(self.whole, frozenset()):
            if not any(other <= part for other in enough) and goal(part):
                enough.append(part)
        return [self.counts(part) for part in enough]

    def _parts(self, whole: Part, keep: Part) -> Iterator[Part]:
        free = sorted(whole - keep)
        for number in range(len(free) + 1):
            yield from (keep | frozenset(chosen) for chosen in combinations(free, number))

    def _one_by_one(self, goal: Goal, keep: Part, rnd: Random) -> Part:
        """The file without whatever can be left out of it, one entry at a time."""
        part, before = self.whole, None
        while part != before:
            before = part
            order = sorted(part - keep)
            rnd.shuffle(order)
            for entry in order:
                part = part - {entry} if goal(part - {entry}) else part
        return part

    def _entry(self, entry: Plain, fields: Plain, part: Part) -> Plain:
        sections = {template: section for section, (template, _) in self.sections.items()}
        found: Plain = {}
        for name, written in entry.items():
            section = sections.get(fields.get(name, {}).get("to"))
            kept = written if section is None else _linked(written, {i for s, i in part if s == section})
            found |= {} if kept is None else {name: kept}
        return found


def _linked(written: Any, there: Collection[str]) -> Any:
    """A link as written, where what it links to is there; of a dispute what can still be claimed; else None."""
    if not isinstance(written, dict):
        return written if written in UNKNOWN or written in there else None
    if "value" in written and written["value"] not in UNKNOWN and written["value"] not in there:
        return None
    claims = {party: claim for party, claim in written.get("claims", {}).items() if claim in UNKNOWN or claim in there}
    rest = {key: value for key, value in written.items() if key != "claims"}
    return rest | ({"claims": claims} if claims else {}) if claims or "value" in written else None
