"""Answers given beforehand: all checked before the first question, then told when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.errors import CaseError, Findings
from engine.facts import facts_of, with_fact
from engine.inquire.interview import Interview
from engine.inquire.question import Answer, Pass, Question
from engine.model.case import Case, Fact
from engine.model.rulebook import Law
from engine.model.values import Open
from engine.reading.answers import Given
from engine.reading.case import check_links
from engine.reading.values import read_value
from engine.rows import Row

Answers = Mapping[str, Fact]


def checked_answers(case: Case, law: Law, given: Iterable[Given]) -> Answers:
    """The facts that those answers say, by path; what is said to be unknown is left out.

    Raises CaseError with everything that is wrong: C409 no such field, C42x no value of it, C441 no such entry (also
    none that other answers imply), C415 to C418 links.
    """
    findings = Findings()
    told: dict[str, Fact] = {}
    waiting = list(given)
    while waiting:
        rows = _rows(case, law)
        found = [one for one in waiting if one.path.text.rpartition(".")[0] in rows]
        for one in found:
            place, _, name = one.path.text.rpartition(".")
            fact = _fact(one, rows[place], name, law, findings)
            if fact is not None:
                told[one.path.text] = fact
                case = with_fact(case, rows[place], name, fact)
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


def _fact(given: Given, row: Row, name: str, law: Law, findings: Findings) -> Fact | None:
    fields = law.vocabulary.templates[row.template].fields
    if name not in fields:
        findings.add("C409", given.path.at, given=name, known=fields, template=row.template)
        return None
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
