"""One random law and some random cases, read by everyone who can read them: what they say must be one thing.

- The evaluators give the same statuses and derivations, whatever is unknown.
- On a case without unknowns, the reference evaluator says what the direct reader of the rule files says.
- Whatever the unknowns turn out to be: what must hold does, and what does not hold does not (must and may are bounds).
- Once every fact that a conclusion needs is known, the conclusion is settled.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType

from engine.evaluation import Answer, Evaluation, Status
from engine.evaluators import durable, reference, solver
from engine.facts import Facts, facts_of
from engine.inquire.what_if import changed
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.needs import Needs
from engine.program import is_auxiliary
from engine.reading.case import case_from_text
from engine.reading.law import read_law_of
from engine.resolve import Resolution, resolve
from tests.agreement import direct_reader
from tests.agreement.plain_law import Plain
from tests.agreement.random_law import Law as PlainLaw
from tests.agreement.random_law import completions, random_case, random_law, random_readings, write, yaml_text

CASES_A_LAW = 4
_COMPLETIONS = 2


class DisagreementError(AssertionError):
    """Two readers of one law say different things."""


@dataclass(slots=True)
class Counts:
    """What was compared."""

    laws: int = 0
    cases: int = 0
    conclusions: int = 0
    undetermined: int = 0
    direct: int = 0
    completions: int = 0

    def __iadd__(self, other: Counts) -> Counts:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def check_law(seed: int) -> Counts:
    """Compare every reader on the law and cases of that seed; DisagreementError says on what they differ."""
    rnd = Random(seed)
    plain = random_law(rnd)
    with tempfile.TemporaryDirectory() as folder:
        write(plain, Path(folder))
        law = read_law_of([Path(folder)])
    readings = random_readings(rnd, plain)
    counts = Counts(laws=1)
    for number in range(CASES_A_LAW):
        # The solver costs most: it reads the first case of each law.
        readers = (durable, solver) if number == 0 else (durable,)
        counts += CaseCheck(seed, plain, law, readings, rnd, readers).check()
    return counts


class CaseCheck:
    """Random cases of one law under chosen readings; `check` makes one and compares every reader on it."""

    def __init__(
        self,
        seed: int,
        plain: PlainLaw,
        law: Law,
        readings: dict[str, str],
        rnd: Random,
        readers: tuple[ModuleType, ...] = (durable,),
    ) -> None:
        self.readers = readers
        self.seed = seed
        self.plain = plain
        self.law = law
        self.readings = readings
        self.rnd = rnd

    def check(self) -> Counts:
        case = random_case(self.rnd, self.plain)
        resolution = self._resolution(case)
        answer = self._evaluators(resolution, case)
        return Counts(
            cases=1,
            conclusions=len(answer),
            undetermined=sum(status is Status.UNDETERMINED for status, _, _ in answer.values()),
            direct=self._direct(),
            completions=self._bounds(case, answer),
        )

    def _resolution(self, case: Plain) -> Resolution:
        return resolve(self.law, datetime.date.fromisoformat(str(case["as_of"])), self.readings)

    def _read(self, case: Plain) -> Case:
        return case_from_text(json.dumps(case, ensure_ascii=False), self.law)

    def _differ(self, what: str, case: Plain, one: object, other: object) -> DisagreementError:
        return DisagreementError(f"seed {self.seed}: {what}\n{one}\n{other}\n{self.readings}\n{yaml_text(case)}")

    def _evaluators(self, resolution: Resolution, case: Plain) -> Answer:
        facts = facts_of(self._read(case), self.law)
        evaluation = reference.evaluate(resolution.program, facts.rows)
        ours = evaluation.answer()
        for reader in self.readers:
            theirs = reader.answer(resolution.program, facts.rows)
            for key in sorted({*ours, *theirs}):
                if ours.get(key) != theirs.get(key):
                    name = reader.__name__.rpartition(".")[2]
                    raise self._differ(f"{name} on {key}", case, ours.get(key), theirs.get(key))
        self._needs(resolution, case, evaluation)
        return {key: told for key, told in ours.items() if not is_auxiliary(key)}

    def _needs(self, resolution: Resolution, case: Plain, evaluation: Evaluation) -> None:
        """Answer what one undetermined conclusion needs; it must be settled then."""
        open_keys = sorted(k for k in evaluation.conclusions if evaluation.status(k) is Status.UNDETERMINED)
        if not open_keys:
            return
        key = self.rnd.choice(open_keys)
        needed = Needs(evaluation).of(key)
        read = self._read(case)
        answers = {path: self._any_value(path, facts_of(read, self.law)) for path in needed}
        if any(self._implies(path) for path in needed):
            return  # the answer would bring a further entry into being, of which all is unknown again
        settled = changed(read, self.law, None, answers)
        after = reference.evaluate(resolution.program, facts_of(settled, self.law).rows)
        if not needed or after.status(key) is Status.UNDETERMINED:
            raise self._differ(f"{key} is open with {answers}", case, needed, Needs(after).of(key))

    def _any_value(self, path: str, facts: Facts) -> str:
        """A value that the fact may turn out to have; a disputed link is one of those claimed."""
        section, name = path.partition(".")[0], path.rpartition(".")[2]
        template = self.law.vocabulary.sections()[section]
        field = self.law.vocabulary.templates[template].fields[name]
        row = facts.row(path.rpartition(".")[0])
        if field.to is not None and row is not None:
            return self.rnd.choice(sorted(row.links[name].ids))
        if field.type == "date":
            return f"2024-0{self.rnd.randint(1, 9)}-15"
        if field.type == "number":
            return str(self.rnd.randint(field.at_least or 0, field.at_most or 9))
        return self.rnd.choice(field.admitted())

    def _implies(self, path: str) -> bool:
        """Whether the fact is a link on which it depends which entries are implied."""
        section, _, rest = path.partition(".")
        template = self.law.vocabulary.sections()[section]
        return any(
            template in (name, source) and rest.rpartition(".")[2] in ends
            for name, declared in self.law.vocabulary.templates.items()
            for source, ends in declared.one_per.items()
        )

    def _direct(self) -> int:
        known = completions(self.rnd, self.plain, random_case(self.rnd, self.plain, known=True), 1)
        if not known:
            return 0
        case = known[0]
        facts = facts_of(self._read(case), self.law)
        evaluation = reference.evaluate(self._resolution(case).program, facts.rows)
        found = {
            key: {(d.clause.rule, tuple(sorted(set(d.entries())))) for d in concluded.derivations}
            for key, concluded in evaluation.conclusions.items()
            if not is_auxiliary(key)
        }
        expected = self._concluded(case)
        for key in sorted({*expected, *found}):
            if expected.get(key) != found.get(key):
                raise self._differ(f"the direct reader on {key}", case, expected.get(key), found.get(key))
        if any(not concluded.row.must for concluded in evaluation.conclusions.values()):
            raise self._differ("something is undetermined though all is known", case, "", "")
        return 1

    def _concluded(self, case: Plain) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
        plain = self.plain
        return direct_reader.conclude(
            plain.vocabulary, plain.catalogues, plain.rulebooks, str(case["as_of"]), self.readings, case
        )

    def _bounds(self, case: Plain, answer: Answer) -> int:
        must = {key for key, (status, _, _) in answer.items() if status is Status.HOLDS}
        completed = completions(self.rnd, self.plain, case, _COMPLETIONS) or []
        for one in completed:
            concluded = set(self._concluded(one))
            if not must <= concluded <= set(answer):
                raise self._differ("a completion is out of bounds", one, must - concluded, concluded - set(answer))
        return len(completed)
