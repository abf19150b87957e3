"""Interviews under the shipped law: truthful answers lead to the whole truth, and no better question was there."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from random import Random

import pytest

from engine.answering import AnsweredFile
from engine.assess import Assessor, Request
from engine.certainty import settled
from engine.decide import Decision, unconfirmed
from engine.evaluation import Status
from engine.evaluators import reference
from engine.facts import Facts, facts_of, with_fact
from engine.inquire.interview import Interview
from engine.inquire.question import Answer, Pass, Question
from engine.inquire.representatives import representatives
from engine.model.case import Case, Fact
from engine.model.values import Open, Value
from engine.possible import Distinctions
from engine.reading.case import case_from_text, case_of
from engine.reading.law import read_law
from engine.reading.scenario import Scenario, read_scenario, scenario_folders
from engine.rehearse import requested
from engine.retold import Retelling
from tests.agreement.random_cases import random_case
from tests.law.test_at_random import PLAIN

ROOT = Path(__file__).resolve().parents[2]
LAW = read_law()
ASSESSOR = Assessor(LAW, unconfirmed)
SCENARIOS = scenario_folders([ROOT / "scenarios"])
SECTIONS = LAW.vocabulary.sections()
_KNOWN = re.compile(r"[^\s,{}\[\]#\"'&*!|>%@`]+")


def comments(text: str) -> list[str]:
    return re.findall(r"(?:^|\s)#.*", text)


def implies(template: str, name: str) -> bool:
    """Whether that link decides which entries are implied: while it is unknown, others stand in the case."""
    return any(
        template in (target, source) and name in links
        for target, declared in LAW.vocabulary.templates.items()
        for source, links in declared.one_per.items()
    )


def blanked(text: str, case: Case, rnd: Random) -> str:
    """The text with some of the facts that are written as plain values unknown."""
    lines = text.split("\n")
    places = []
    for template, entries in case.entries.items():
        fields = LAW.vocabulary.templates[template].fields
        for entry in entries.values():
            for name, fact in entry.facts.items():
                is_plain = fact == Fact(value=fact.value, at=fact.at) and fact.value is not Open.UNKNOWN
                if is_plain and fields[name].type != "text" and not implies(template, name) and rnd.random() < 0.5:
                    places.append((fact.at.line, fact.at.column))
    for line, column in sorted(places, reverse=True):
        written = _KNOWN.match(lines[line - 1], column - 1)
        if written:
            lines[line - 1] = lines[line - 1][: column - 1] + "unknown" + lines[line - 1][written.end() :]
    return "\n".join(lines)


class Truth:
    """Answers as the whole case has it."""

    def __init__(self, interview: Interview, whole: Facts) -> None:
        self.interview = interview
        self.whole = whole

    def __call__(self, question: Question) -> Answer | Pass:
        row = self.whole.row(question.row.place)
        assert row is not None, question.path
        link = row.links.get(question.name)
        value: Value
        if question.field.to is not None:
            value = next(iter(link.ids)) if link and link.certain else Open.UNKNOWN
        else:
            value = row.values[question.name]
        if value is Open.UNKNOWN:
            return Pass.UNKNOWN
        given = self.whole.given.get(question.path)
        because = given.because if given else None
        said = Fact(value=value, because=because, at=self.interview.case.at)
        return Answer(self.interview.told(question, said))


def statuses(decision: Decision) -> dict[str, Status]:
    """Every conclusion that a report may show and that may hold, as it comes out whatever is still unknown."""
    declared, certain = LAW.declared(), settled(decision, LAW)
    found_statuses = {
        key: certain.get(key, decision.evaluation.status(key))
        for key, found in decision.evaluation.conclusions.items()
        if found.row.template in declared and not declared[found.row.template][1].internal
    }
    return {key: status for key, status in found_statuses.items() if status is not Status.DOES_NOT_HOLD}


def told_by_nobody(rnd: Random) -> Scenario:
    """A scenario at random that is assessed as nobody in particular tells it."""
    while True:
        scenario = read_scenario(rnd.choice(SCENARIOS), LAW)
        if requested(scenario).claimed_by is None:
            return scenario


@pytest.mark.parametrize("seed", range(20))
def test_truthful_answers_lead_to_the_whole_truth(seed: int, tmp_path: Path) -> None:
    rnd = Random(seed)
    scenario = told_by_nobody(rnd)
    request = requested(scenario)
    whole = ASSESSOR.decision(scenario.case, request)
    text = (scenario.folder / "case.yaml").read_text(encoding="utf-8")
    path = tmp_path / "case.yaml"
    path.write_text(blanked(text, scenario.case, rnd), encoding="utf-8")
    file = AnsweredFile(path, LAW)
    interview = Interview(ASSESSOR, file.case, request, file.keep)
    interview.conduct(Truth(interview, whole.facts))
    assert statuses(interview.decision) == statuses(whole)
    assert comments(path.read_text(encoding="utf-8")) == comments(text)
    assert case_of(path.read_bytes(), path, LAW).digest == interview.case.digest


def test_what_comes_out_the_same_whatever_is_unknown_is_not_asked_about() -> None:
    scenario = read_scenario(ROOT / "scenarios" / "ke-hoach-131" / "bai-tap-ai-lam-lo-du-thao", LAW)
    interview = Interview(ASSESSOR, scenario.case, requested(scenario))
    certain = {
        key
        for key in settled(interview.decision, LAW)
        if interview.decision.evaluation.status(key) is Status.UNDETERMINED
    }
    assert certain
    assert not certain & {one.key for one in interview.open}
    question = interview.question()
    assert question is not None
    assert not certain & {one.key for one in question.waiting}


# Which question comes next.


def settled_by(interview: Interview, path: str, value: Value) -> set[str]:
    """What is open and is so no more with that answer, everything evaluated anew."""
    row = interview.decision.facts.row(path.rpartition(".")[0])
    assert row is not None
    case = with_fact(interview.case, row, path.rpartition(".")[2], Fact(value=value, at=interview.case.at))
    rows = facts_of(case, LAW).rows
    evaluation = reference.evaluate(interview.decision.resolution.program, rows)
    return {one.key for one in interview.open if evaluation.status(one.key) is not Status.UNDETERMINED}


def distinctions(interview: Interview) -> Distinctions:
    resolution = interview.decision.resolution
    return Distinctions(resolution.program.clauses(), LAW.vocabulary, resolution.as_of)


FILES = [ROOT / "tests" / "cases" / "asked" / "bon-nguoi.yaml", ROOT / "benchmarks" / "four-persons.yaml"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("seed", range(2))
def test_no_other_question_settles_more_in_the_worst_case(file: Path, seed: int) -> None:
    """Every candidate and value by brute force, after some answers at random."""
    rnd = Random(seed)
    case = case_of(file.read_bytes(), file, LAW)
    interview = Interview(ASSESSOR, case, Request(datetime.date(2024, 9, 1)))
    for _ in range(seed * 8):
        question = interview.question()
        assert question is not None
        said = Fact(value=rnd.choice(list(question.effects)), at=case.at)
        interview.answer(question, Answer(interview.told(question, said)))
    chosen = interview.question()
    assert chosen is not None
    scores = {}
    for path in sorted({path for one in interview.open for path in one.needs}):
        row = interview.decision.facts.row(path.rpartition(".")[0])
        assert row is not None
        values = representatives(distinctions(interview), row, path.rpartition(".")[2])
        settled = {value: settled_by(interview, path, value) for value in values}
        if path == chosen.path:
            assert {value: set(keys) for value, keys in chosen.effects.items()} == settled
        numbers = [len(keys) for keys in settled.values()]
        scores[path] = (min(numbers), sum(numbers) / len(numbers))
    assert scores[chosen.path] == max(scores.values())


@pytest.mark.parametrize("seed", range(12))
def test_what_one_fact_touches_is_all_that_it_changes(seed: int) -> None:
    """Evaluating only what can notice says what evaluating everything says."""
    rnd = Random(seed)
    case = case_from_text(json.dumps(random_case(rnd, PLAIN), ensure_ascii=False), LAW)
    interview = Interview(ASSESSOR, case, Request(datetime.date(2024, 9, 1)))
    retelling = Retelling(interview.decision)
    needed = sorted({path for one in interview.open for path in one.needs if path.split(".")[0] in SECTIONS})
    for path in rnd.sample(needed, min(6, len(needed))):
        row, name = interview.decision.facts.row(path.rpartition(".")[0]), path.rpartition(".")[2]
        assert row is not None
        if implies(row.template, name):
            continue
        for value in representatives(distinctions(interview), row, name):
            evaluation = retelling.evaluated(row, name, value, {one.code for one in interview.open})
            now = {one.key for one in interview.open if path in one.needs}
            now = {key for key in now if evaluation.status(key) is not Status.UNDETERMINED}
            assert now == settled_by(interview, path, value), f"{path} = {value}"
