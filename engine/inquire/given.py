"""Answers given beforehand: all checked before the first question, then told when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.errors import CaseError, Findings
from engine.facts import facts_of, with_fact
from engine.inquire.interview import Interview
from engine.inquire.question import NOTHING, Answer, Pass, Question, may_be_nothing
from engine.model.case import Case, Fact
from engine.model.rulebook import Law
from engine.model.values import Open
from engine.reading.answers import Given, read_answers
from engine.reading.case import check_links
from engine.reading.values import read_value
from engine.rows import Row

Answers = Mapping[str, Fact]


def checked_answers(path: Path, case: Case, law: Law) -> Answers:
    """The facts that the answers of a file say, by path; what is said to be unknown is left out.

    Raises CaseError with everything that is wrong: Y1xx, C411, U523 and U524 the file, C409 no such field, C42x no
    value of it, C441 no such entry (also none that other answers imply), C415 to C418 links.
    """
    findings = Findings()
    told: dict[str, Fact] = {}
    waiting = read_answers(path, findings)
    while waiting:
        rows = _rows(case, law)
        found = [one for one in waiting if one.path.text.rpartition(".")[0] in rows]
        for one in found:
            place, _, name = one.path.text.rpartition(".")
            fact = _fact(one, rows[place], name, law, case, findings)
            if fact is not None:
                told[one.path.text] = fact
                case = with_fact(case, rows[place], name, fact if fact.value is not None else None)
        waiting = [one for one in waiting if one not in found]
        if not found:
            for one in waiting:
                findings.add("C441", one.path.at, given=one.path.text.rpartition(".")[0], known=rows)
            break
    check_links(case.entries, law.vocabulary, findings)
    findings.raise_if_any(CaseError)
    facts_of(case, law)
    return told


def _rows(case: Case, law: Law) -> dict[str, Row]:
    return {row.place: row for row in facts_of(case, law).rows if row.template not in law.vocabulary.catalogues}


def _fact(given: Given, row: Row, name: str, law: Law, case: Case, findings: Findings) -> Fact | None:
    fields = law.vocabulary.templates[row.template].fields
    if name not in fields:
        findings.add("C409", given.path.at, given=name, known=fields, template=row.template)
        return None
    entry = case.entries.get(row.template, {}).get(row.id)
    said_nothing = given.value.text == NOTHING and NOTHING not in case.entries.get(fields[name].to or "", {})
    if said_nothing and may_be_nothing(fields[name], entry.facts.get(name) if entry else None):
        return Fact(at=given.value.at)
    value = read_value(fields[name], name, given.value, findings)
    if value is None or value is Open.UNKNOWN:
        return None
    return Fact(value=value, because=given.because, at=given.value.at)


class GivenReplies:
    """Replies with the answers given; where none is, nobody knows. ``left`` are those not asked for yet."""

    def __init__(self, interview: Interview, answers: Answers) -> None:
        self.interview = interview
        self.answers = answers
        self.left = sorted(answers)

    def __call__(self, question: Question) -> Answer | Pass:
        fact = self._taken(question.path)
        if fact is None:
            return Pass.UNKNOWN
        told = self.interview.told(question, fact)
        wanted = self.interview.requires(question, told)
        found = {name: self._taken(f"{question.row.place}.{name}") for name in wanted}
        return Answer(told, {name: other for name, other in found.items() if other is not None})

    def _taken(self, path: str) -> Fact | None:
        self.left = [other for other in self.left if other != path]
        return self.answers.get(path)
