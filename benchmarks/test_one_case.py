"""One case file: cold start, a whole assessment, the reference evaluator alone. Nothing here asserts a time."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cases import FOUR_PERSONS, MUCH_UNKNOWN, large
from engine.answering import AnsweredFile
from engine.assess import Assessor, Request
from engine.evaluators import durable, reference
from engine.facts import facts_of
from engine.inquire.interview import Interview
from engine.inquire.question import Answer, Question
from engine.model.case import Fact
from engine.reading.case import case_from_text, read_case
from engine.reading.law import read_law

# pytest-benchmark's fixture has no type hints.
Benchmark = Any

DAY = datetime.date(2024, 9, 1)
ASSESSOR = Assessor(read_law())
PLAN = Request(DAY, rulebooks=("ke-hoach-131",))
ALL = Request(DAY)
CASE = read_case(FOUR_PERSONS, ASSESSOR.law)


def test_cold_start(benchmark: Benchmark) -> None:
    """`chetai assess` on one case, all rulebooks, every reading turned over; from process to process."""
    program = [str(Path(sys.executable).with_name("chetai")), "assess", str(FOUR_PERSONS)]
    benchmark.pedantic(lambda: subprocess.run(program, check=True, capture_output=True), rounds=10, warmup_rounds=1)


@pytest.mark.parametrize("request_", [PLAN, ALL], ids=["plan", "all rulebooks"])
def test_assessment(benchmark: Benchmark, request_: Request) -> None:
    """Both engines, needs, readings, verdicts, through the Python API."""
    ASSESSOR.assess(CASE, request_)
    benchmark(ASSESSOR.assess, CASE, request_)


@pytest.mark.parametrize("evaluator", [reference.evaluate, durable.answer], ids=["reference", "durable-rules"])
@pytest.mark.parametrize("request_", [PLAN, ALL], ids=["plan", "all rulebooks"])
def test_evaluator(benchmark: Benchmark, evaluator: object, request_: Request) -> None:
    """One evaluator alone; the rows are made anew for every round, so that nothing is remembered."""
    program = ASSESSOR.decision(CASE, request_).resolution.program
    benchmark.pedantic(
        evaluator, setup=lambda: ((program, facts_of(CASE, ASSESSOR.law).rows), {}), rounds=200, warmup_rounds=5
    )


def test_next_question(benchmark: Benchmark) -> None:
    """What to ask next of four persons of whom much is unknown, all rulebooks, the case decided already."""
    interview = Interview(ASSESSOR, read_case(MUCH_UNKNOWN, ASSESSOR.law), ALL)
    benchmark(interview.question)


def test_answer_and_next_question(benchmark: Benchmark, tmp_path: Path) -> None:
    """From an answer to the next question: written into the file, read again, decided, every candidate tried."""

    def begun() -> tuple[tuple[Interview, Question], dict[str, object]]:
        path = tmp_path / "case.yaml"
        path.write_bytes(MUCH_UNKNOWN.read_bytes())
        file = AnsweredFile(path, ASSESSOR.law)
        interview = Interview(ASSESSOR, file.case, ALL, file.keep)
        question = interview.question()
        assert question is not None
        return (interview, question), {}

    def step(interview: Interview, question: Question) -> None:
        said = Fact(value=next(iter(question.effects)), at=interview.case.at)
        interview.answer(question, Answer(interview.told(question, said)))
        interview.question()

    benchmark.pedantic(step, setup=begun, rounds=30, warmup_rounds=2)


# One that holds, one that does not, and one that is open for many reasons.
@pytest.mark.parametrize("key", ["suspension(p1)", "discipline(p1, u1, reprimand)", "relief_consideration(p3, u1)"])
def test_smallest_changes_from_a_cold_start(benchmark: Benchmark, key: str) -> None:
    """`chetai changes` under all rulebooks, every way confirmed by both engines; from process to process."""
    program = [str(Path(sys.executable).with_name("chetai")), "changes", str(FOUR_PERSONS), key]
    benchmark.pedantic(lambda: subprocess.run(program, check=True, capture_output=True), rounds=5, warmup_rounds=1)


def test_reference_on_900_entries(benchmark: Benchmark) -> None:
    case = case_from_text(large(900), ASSESSOR.law)
    program = ASSESSOR.resolver.resolve(DAY, {}, PLAN.rulebooks).program
    benchmark.pedantic(reference.evaluate, setup=lambda: ((program, facts_of(case, ASSESSOR.law).rows), {}), rounds=5)


def test_assessment_of_900_entries(benchmark: Benchmark) -> None:
    case = case_from_text(large(900), ASSESSOR.law)
    benchmark.pedantic(ASSESSOR.assess, (case, PLAN), rounds=2)
