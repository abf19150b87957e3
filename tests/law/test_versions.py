"""Two versions of a rule: the day decides, and the more lenient one is told beside it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from engine.assess import Assessor, Request
from engine.model.assessment import Assessment
from engine.reading.case import case_from_text
from engine.reading.law import read_law_of

VOCABULARY = """
templates:
  person:
    section: persons
    label: {vi: người, en: person}
    fields:
      late: {type: yes_no, label: {vi: trễ, en: late}, question: {vi: "{person} trễ?", en: "{person} late?"}}
      again: {type: yes_no, label: {vi: lại, en: again}, question: {vi: "{person} lại?", en: "{person} again?"}}
      on: {type: date, label: {vi: ngày, en: day}, question: {vi: "{person} ngày nào?", en: "{person} when?"}}
"""
MANIFEST = """
id: fines
version: 1.0.0
title: {vi: Phạt, en: Fines}
short: {vi: phạt, en: fines}
source: {file: source.vi.md, text: verbatim}
in_force: {from: 2020-01-01}
tested_against: {vi: ngày đánh giá, en: the day of assessment}
verification: {vi: đủ, en: full}
conclusions:
  fine:
    fields: {person: {type: ref, to: person}}
    weighs: burden
    label: {vi: "Phạt {person}", en: "A fine for {person}"}
  pardon:
    fields: {person: {type: ref, to: person}}
    weighs: benefit
    label: {vi: "Tha {person}", en: "Pardon of {person}"}
"""
RULES = """
rules:
  - id: fine-when-late-again
    provision: 1
    quote: phạt
    in_force: {until: 2024-06-30}
    when: [person p: {late: yes, again: yes}]
    then: [fine: {person: p}]
  - id: fine-when-late
    provision: 1
    quote: phạt
    in_force: {from: 2024-07-01}
    when: [person p: {late: yes}]
    then: [fine: {person: p}]
    replaces: [fine-when-late-again]
  - id: pardon-once
    provision: 1
    quote: tha
    in_force: {until: 2024-06-30}
    when: [person p: {again: no}]
    then: [pardon: {person: p}]
"""


@pytest.fixture
def assessor(tmp_path: Path) -> Assessor:
    (tmp_path / "fines").mkdir()
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "fines" / "rulebook.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "fines" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "fines" / "source.vi.md").write_text("## 1\n\nphạt, tha\n", encoding="utf-8")
    return Assessor(read_law_of([tmp_path]))


def _assess(assessor: Assessor, as_of: str, late_on: str) -> Assessment:
    text = f"{{format: chetai/case/1, id: V, persons: {{p1: {{late: yes, again: no, on: {late_on}}}}}}}"
    return assessor.assess(case_from_text(text, assessor.law), Request(datetime.date.fromisoformat(as_of)))


@pytest.mark.parametrize(("as_of", "keys"), [("2024-06-30", ["pardon(p1)"]), ("2024-07-01", ["fine(p1)"])])
def test_the_version_in_force_on_the_day_decides(assessor: Assessor, as_of: str, keys: list[str]) -> None:
    assert [c.key for c in _assess(assessor, as_of, "2024-05-01").conclusions] == keys


def test_the_more_lenient_version_is_told_where_it_covers_a_date_of_the_case(assessor: Assessor) -> None:
    told = [n for n in _assess(assessor, "2024-07-01", "2024-05-01").notes if n.code == "more_lenient_version"]
    assert [(n.about, n.values["day"], n.values["status"]) for n in told] == [
        ("fine(p1)", "2024-06-30", "does_not_hold"),
        ("pardon(p1)", "2024-06-30", "holds"),
    ]


@pytest.mark.parametrize(("as_of", "late_on"), [("2024-07-01", "2024-07-01"), ("2024-06-30", "2024-05-01")])
def test_it_is_not_told_where_only_one_version_covers_the_case(assessor: Assessor, as_of: str, late_on: str) -> None:
    assert not [n for n in _assess(assessor, as_of, late_on).notes if n.code == "more_lenient_version"]
