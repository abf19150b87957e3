"""Dates that a conclusion carries, counted from an entry that the rule names only through another conclusion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .running import CommandLine

TinyLaw = Callable[..., Path]

RULEBOOK = """\
id: answers
version: 0.1.0
title: {vi: Trả lời, en: Answers}
short: {vi: Trả lời, en: answers}
source: {file: source.vi.md, text: paraphrase}
tested_against: {vi: ngày, en: day}
verification: {vi: giả định, en: invented}
uses: [tiny]
conclusions:
  answer_due:
    fields: {loan: {type: ref, to: loan}}
    carries: {due_on: {label: {vi: hạn, en: due on}}}
    label: {vi: "{loan} phải trả lời", en: "{loan} is to be answered"}
"""
RULES = """\
rules:
  - id: answer
    provision: 1-1
    when:
      - late: {loan: l}
    then:
      - answer_due: {loan: l, due_on: {working_days: 5, after: due, of: l}}
"""


def test_a_date_is_counted_from_an_entry_named_through_a_conclusion(tiny_law: TinyLaw, run: CommandLine) -> None:
    folder = tiny_law() / "answers"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(RULEBOOK, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "source.vi.md").write_text("## 1-1\n\nTrả lời.\n", encoding="utf-8")
    said = run("assess", "case.yaml", "--rulebook", "answers")
    assert said.exit_code == 0, said.stderr
    assert "due on: 2024-04-08" in said.stdout
    assert run("explain", "case.yaml", "answer_due(l1)", "--rulebook", "answers").exit_code == 0
