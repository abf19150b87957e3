"""Wrong rulebooks: the tiny law with some files replaced; every fault is said, with its place and its code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.lint.checks import CHECKS
from engine.reading.messages import LANGUAGES, read_messages

from .running import BAD_CASES, BAD_RULEBOOKS, ROOT, CommandLine, Record, assert_refused, codes
from .test_bad_cases import GENERATED

NAMES = sorted(path.name for path in BAD_RULEBOOKS.iterdir())

# What is asked for is wrong, not what a file says: the words after `chetai`, against the tiny law and its case.
ASKED = {
    "C409": ["what-if", "case.yaml", "--set", "loans.l1.lots=yes"],
    "C415": ["what-if", "case.yaml", "--set", "loans.l1.by=r9"],
    "C425": ["what-if", "case.yaml", "--set", "loans.l1.renewals=-1"],
    "C441": ["what-if", "case.yaml", "--set", "loans.l9.lost=yes"],
    "C442": ["explain", "case.yaml", "fines(r1)"],
    "C443": ["explain", "case.yaml", "letter(r1)"],
    "C444": ["explain", "case.yaml", "letter(r9, mildly)"],
    "R243": ["assess", "case.yaml", "--rules", "nowhere"],
    "S320": ["assess", "case.yaml", "--rulebook", "tinny"],
    "S321": ["assess", "case.yaml", "--reading", "latenes=dates"],
    "S322": ["assess", "case.yaml", "--reading", "lateness=date"],
    "S324": ["verify", "--property", "fines-are-paid"],
    "U501": ["rules", "fined"],
    "U511": ["new", "rule", "two words", "--provision", "2"],
    "U502": ["check", "--explain", "L999"],
    "Y120": ["test", "nowhere"],
    "Y121": ["test", "dateless"],
    "Y123": ["new", "case", "case.yaml"],
}

# Shown by a test of their own: a file system or a file that is not kept (test_bad_cases), a failure of the engines
# (test_command_line), what only a comparison of laws asks for (test_diff), files to begin with (test_new), what
# measures write (test_measures), answers and where they are written (test_ask, test_answering), a change that is not
# confirmed (test_changes), what the engines do not confirm of a proof (test_verify, test_diff_proved), laws that cannot
# be compared by proof (tests/unit/test_proof_corners).
ELSEWHERE = {name.partition(" ")[0] for name in GENERATED} | {
    *("Y101", "Y102", "Y103", "Y122", "Y124"),
    *("E501", "E502", "E503", "E504", "E505", "E506", "E507", "S323", "S325"),
    *("Y130", "Y131", "Y132", "Y133", "Y134", "Y135", "Y136"),
    *("U512", "U513", "U521", "U522", "U523", "U524"),
    *(check.code for check in CHECKS),  # test_check
}

TinyLaw = Callable[..., Path]


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_rulebook_says_what_is_wrong(name: str, run: CommandLine, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law(BAD_RULEBOOKS / name)
    said = run("assess", "case.yaml")
    record(BAD_RULEBOOKS / name / "expected", said.stderr)
    assert_refused(said)
    if re.match(r"[YRSC]\d{3}-", name):
        assert name.partition("-")[0] in codes(said.stderr)
    vietnamese = run("assess", "case.yaml", lang="vi")
    assert_refused(vietnamese)
    assert codes(vietnamese.stderr) == codes(said.stderr)
    assert "did you mean" not in vietnamese.stderr


@pytest.mark.parametrize("code", ASKED)
def test_asking_for_what_is_not_there(code: str, run: CommandLine, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law()
    for language in LANGUAGES:
        said = run(*ASKED[code], lang=language)
        record(BAD_RULEBOOKS.parent / "asked" / f"{code}.{language}", said.stderr)
        assert_refused(said, exit_code=2 if code.startswith("S32") else 3)
        assert set(codes(said.stderr)) == {code}


def test_the_tiny_law_itself_is_right(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = run("assess", "case.yaml")
    assert (said.exit_code, said.stderr) == (0, "")


def raised() -> set[str]:
    """Every code that a module can raise."""
    modules = [*(ROOT / "engine").rglob("*.py"), ROOT / "cli.py"]
    return {code for path in modules for code in re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))}


def shown() -> set[str]:
    """Every code that some wrong input shows."""
    files = [*BAD_CASES.glob("*.expected"), *BAD_RULEBOOKS.glob("*/expected")]
    return {code for path in files for code in codes(path.read_text(encoding="utf-8"))} | set(ASKED) | ELSEWHERE


def test_every_code_has_a_wrong_input_that_shows_it() -> None:
    assert raised() - shown() == set()


def test_no_wrong_input_shows_a_code_that_nothing_raises() -> None:
    assert shown() - raised() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_message_and_every_message_a_code(language: str) -> None:
    assert set(read_messages(language)["problems"]) == raised()


def test_the_messages_of_a_code_speak_of_the_same_values() -> None:
    for code, text in read_messages("en")["problems"].items():
        assert _places(text) == _places(read_messages("vi")["problems"][code]), code


def _places(text: str) -> set[str]:
    """The values a message speaks of; those in its own language count as one."""
    return {re.sub("_(en|vi)$", "", name) for name in re.findall(r"(?<!\{)\{(\w+)\}", text)}
