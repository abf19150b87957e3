"""`chetai changes`: what would flip a result, as people ask for it; that nothing is missing is in tests/agreement."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.evaluators import durable
from engine.reading.messages import LANGUAGES

from .running import GOOD, RECORDED, ROOT, CommandLine, Record, assert_refused, codes

TinyLaw = Callable[..., Path]

# Shipped scenarios and a conclusion of each: one that holds, one that does not, one that is open.
SHIPPED = {
    "changes-of-a-suspension": ("lien-thong/doan-thanh-tra-dat-dai", "suspension(p1)"),
    "changes-of-a-ground": ("lien-thong/doan-thanh-tra-dat-dai", "relief_ground(p3, u1, resignation)"),
    "changes-of-a-duty": ("nd-59-2019/qua-tang-chua-ro", "gift_report_duty(p1)"),
}


def case_of(name: str) -> tuple[Path, str]:
    scenario, key = SHIPPED[name]
    return Path("scenarios") / scenario / "case.yaml", key


def found(run: CommandLine, *words: str | Path) -> dict[str, Any]:
    said = run("changes", *words, "--format", "json")
    assert (said.exit_code, said.stderr) == (0, ""), said
    read: dict[str, Any] = json.loads(said.stdout)
    return read


def sets(direction: dict[str, Any]) -> list[list[str]]:
    return [list(one["facts"]) for one in direction["sets"]]


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, shipped_law_read_once: None) -> None:
    """In the repository, so that no output names another folder."""
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_answer_about_shipped_cases(
    name: str, language: str, run: CommandLine, record: Record, at_home: None
) -> None:
    for form, suffix in (("text", "txt"), ("markdown", "md")):
        said = run("changes", *case_of(name), "--format", form, lang=language)
        assert (said.exit_code, said.stderr) == (0, "")
        record(RECORDED / f"{name}.{language}.{suffix}", said.stdout)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_whole_answer_about_shipped_cases_for_programs(
    name: str, run: CommandLine, record: Record, at_home: None
) -> None:
    english, vietnamese = (run("changes", *case_of(name), "--format", "json", lang=lang) for lang in ("en", "vi"))
    assert english == vietnamese
    record(RECORDED / f"{name}.json", english.stdout)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_if_says_the_same_of_every_way(name: str, run: CommandLine, at_home: None) -> None:
    path, key = case_of(name)
    said = found(run, path, key)
    for direction in said["directions"]:
        for way in (way for one in direction["sets"] for way in one["ways"]):
            settings = [word for fact, value in way["set"].items() for word in ("--set", f"{fact}={value}")]
            told = json.loads(run("what-if", path, *settings, "--format", "json").stdout)
            (change,) = [change for change in told["changed"] if change["key"] == key]
            assert (change["before"], change["after"]) == (said["status"], direction["to"]), way


def test_who_someone_is_does_not_change(run: CommandLine, at_home: None) -> None:
    path, key = case_of("changes-of-a-suspension")
    (direction,) = found(run, path, key)["directions"]
    assert not [fact for facts in sets(direction) for fact in facts if re.search(r"\.(group|by|person)$", fact)]


def test_one_direction_alone(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    both = found(run, "case.yaml", "letter(r1, mild)")["directions"]
    assert [one["to"] for one in both] == ["holds", "does_not_hold"]
    for one in both:
        assert found(run, "case.yaml", "letter(r1, mild)", "--to", one["to"])["directions"] == [one]


@pytest.mark.parametrize(("language", "words"), [("en", "It is so already"), ("vi", "Kết quả hiện đã như vậy")])
def test_nothing_to_change_where_it_is_so(language: str, words: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = run("changes", "case.yaml", "fine(r1)", "--to", "holds", lang=language)
    assert said.exit_code == 0
    assert words in said.stdout


def test_what_is_left_out_is_said(run: CommandLine, tiny_law: TinyLaw) -> None:
    """The smallest sets stay, whatever the limit."""
    tiny_law()
    (whole,) = found(run, "case.yaml", "letter(r1, mild)", "--to", "holds")["directions"]
    number = len(whole["sets"])
    assert not whole["has_more"]
    assert [one["size"] for one in whole["sets"]] == sorted(one["size"] for one in whole["sets"])
    for limit in (1, 6, number, number + 1):
        words = ["case.yaml", "letter(r1, mild)", "--to", "holds", "--limit", str(limit)]
        (some,) = found(run, *words)["directions"]
        assert len(some["sets"]) == min(limit, number)
        assert some["has_more"] == (limit < number)
        assert all(one in whole["sets"] for one in some["sets"])
        assert [one["size"] for one in some["sets"]] == [one["size"] for one in whole["sets"]][:limit]
        assert ("there are more" in run("changes", *words).stdout) == (limit < number)


def test_ways_left_out_are_said(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    many = "\n".join(f"  x{n}: {{age: adult}}" for n in range(60))
    written = (GOOD / "case.yaml").read_text(encoding="utf-8").replace("\nbranches:", f"{many}\n\nbranches:")
    (tmp_path / "many.yaml").write_text(written, encoding="utf-8")
    (direction,) = found(run, "many.yaml", "fine(r1)")["directions"]
    (by,) = [one for one in direction["sets"] if list(one["facts"]) == ["loans.l1.by"]]
    assert by["has_more_ways"]
    assert "ways of setting them are shown; there are more" in run("changes", "many.yaml", "fine(r1)").stdout


def test_a_kind_that_requires_words_is_not_offered_without(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    """Naming it would be refused; with the words given it is one of those that conditions do not tell apart."""
    tiny_law()
    for note, others in (("", {}), ("note: Atlas, ", {"loans.l1.kind": ["other"]})):
        loan = f"  l1: {{{note}by: r1, kind: toy, due: 2024-04-01, returned: 2024-05-10, days: 45, excused: no}}"
        case = f"format: chetai/case/1\nid: x\nas_of: 2024-06-01\nreaders:\n  r1: {{age: adult}}\nloans:\n{loan}\n"
        (tmp_path / "toy.yaml").write_text(case, encoding="utf-8")
        (direction,) = found(run, "toy.yaml", "fine(r1)")["directions"]
        (only,) = direction["sets"]
        assert [way["set"] for way in only["ways"]] == [{"loans.l1.kind": "book"}]
        assert only["ways"][0]["alike"] == others


RULEBOOK = """
id: more
version: 1.0.0
title: {vi: Thêm, en: More}
short: {vi: Thêm, en: more}
source: {file: source.vi.md, text: verbatim}
tested_against: {vi: Theo ngày., en: By the day.}
verification: {vi: Đặt ra để thử., en: Made up to test.}
thresholds:
  opening: {label: {vi: ngày mở cửa, en: opening day}, values: [{from: 2020-01-01, value: 2024-08-01}]}
  closing: {label: {vi: ngày đóng cửa, en: closing day}, values: [{from: 2020-01-01, value: 2024-09-01}]}
groups: {more: {vi: Thêm, en: More}}
conclusions:
  left_over:
    fields: {reader: {type: ref, to: reader}}
    group: more
    label: {vi: "{reader} còn sót", en: "{reader} left over"}
  summery:
    fields: {loan: {type: ref, to: loan}}
    group: more
    label: {vi: "{loan} mùa hè", en: "{loan} in summer"}
"""
RULES = """
rules:
  - id: left-over
    provision: "1"
    when:
      - watch: {reader: r, branch: b, reminded: yes}
      - no card: {reader: r, branch: b}
    then: [left_over: {reader: r}]
  - id: summery
    provision: "1"
    when:
      - loan l: {due: {after: opening}}
      - loan l: {returned: {after: due}}
      - loan l: {returned: {before: closing}}
    then: [summery: {loan: l}]
"""


@pytest.fixture
def more(tiny_law: TinyLaw, tmp_path: Path) -> Path:
    """A rulebook beside the tiny one, with a rule for each thing that is easily overlooked."""
    tiny_law()
    folder = tmp_path / "more"
    folder.mkdir()
    for name, content in (
        ("rulebook.yaml", RULEBOOK),
        ("rules.yaml", RULES),
        ("coverage.yaml", 'coverage: {"1": {status: encoded}}\n'),
        ("source.vi.md", "## 1\n\nThêm.\n"),
    ):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_an_implied_entry_stays_once_a_fact_of_it_is_changed(run: CommandLine, more: Path) -> None:
    """The card goes to somebody else; what was said of the watch is said of it all the same."""
    (direction,) = found(run, "case.yaml", "left_over(r1)", "--rules", more)["directions"]
    assert sets(direction) == [["cards.c1.reader", "watches.r1-b1.reminded"]]


def test_two_dates_move_together(run: CommandLine, more: Path) -> None:
    """To between two days that are spoken of, and there one after the other: only their order matters."""
    (direction,) = found(run, "case.yaml", "summery(l1)", "--rules", more)["directions"]
    assert sets(direction) == [["loans.l1.due", "loans.l1.returned"]]
    for way in direction["sets"][0]["ways"]:
        assert way["examples"]
        assert "2024-08-01" < way["set"]["loans.l1.due"] < way["set"]["loans.l1.returned"] < "2024-09-01"
    assert "for example 2024-08-0" in run("changes", "case.yaml", "summery(l1)", "--rules", more).stdout


def test_a_party_s_telling_counts(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    key = "letter(r1, mild)"
    assert found(run, "case.yaml", key)["directions"][1]["sets"][0]["facts"] == {"loans.l4.lost": "unknown"}
    said = found(run, "case.yaml", key, "--as-claimed-by", "library")
    assert said["claimed_by"] == "library"
    assert {"loans.l4.lost": "yes"} in [one["facts"] for one in said["directions"][1]["sets"]]
    assert "Nobody called 'nobody'" in run("changes", "case.yaml", key, "--as-claimed-by", "nobody").stdout


def test_the_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    case = ROOT / "benchmarks" / "four-persons.yaml"
    words = ["changes", str(case), "relief_consideration(p4, u1)", "--limit", "3", "--format", "json"]
    texts = {
        subprocess.run(
            [sys.executable, "-c", "from cli import main; main()", *words],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(texts) == 1


def test_4_where_the_engines_do_not_confirm(
    run: CommandLine, tiny_law: TinyLaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found by a slip of ours is never shown."""
    tiny_law()
    monkeypatch.setattr("engine.inquire.changes.changed", lambda case, *_: case)
    for language, words in (("en", "is not confirmed"), ("vi", "không xác nhận được")):
        said = run("changes", "case.yaml", "fine(r3)", lang=language)
        assert_refused(said, exit_code=4)
        assert codes(said.stderr) == ["E506"]
        assert words in said.stderr
        assert "readers.r3.age=adult" in said.stderr


def test_4_where_the_engines_differ_on_a_changed_case(
    run: CommandLine, tiny_law: TinyLaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_law()
    truth = durable.answer
    monkeypatch.setattr(durable, "answer", lambda *given: {k: v for k, v in truth(*given).items() if k != "fine(r3)"})
    said = run("changes", "case.yaml", "fine(r3)")
    assert_refused(said, exit_code=4)
    assert codes(said.stderr) == ["E501"]
