"""A rulebook from outside: data alone adds a conclusion, a field and a reading, and overrides a rule."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from engine.assess import Assessor, Request
from engine.model.assessment import Assessment
from engine.reading.case import case_from_text
from engine.reading.law import read_law

MANIFEST = """
id: quy-che-tinh
version: 1.0.0
title: {vi: Quy chế của tỉnh, en: Rules of the province}
short: {vi: Quy chế, en: the province's rules}
source: {file: source.vi.md, text: verbatim}
in_force: {from: 2024-07-01, until: 2025-06-30}
tested_against: {vi: ngày đánh giá, en: the day of assessment}
verification: {vi: Chép nguyên văn., en: Copied word for word.}
uses: [nd-59-2019]
fields:
  person:
    first_post:
      type: yes_no
      label: {vi: mới được bổ nhiệm lần đầu, en: in a first post}
      question: {vi: "{person} mới được bổ nhiệm lần đầu không?", en: "Is {person} in a first post?"}
groups:
  guidance: {vi: Hướng dẫn, en: Guidance}
conclusions:
  guidance:
    fields: {person: {type: ref, to: person}, unit: {type: ref, to: unit}}
    group: guidance
    label: {vi: "Nhắc nhở {person} tại {unit}", en: "Guidance of {person} in {unit}"}
"""
RULES = """
rules:
  - id: guidance-in-a-first-post
    provision: "1"
    quote: người mới được bổ nhiệm lần đầu thì nhắc nhở
    when:
      - discipline: {person: p, unit: u}
      - person p: {first_post: yes}
    then:
      - guidance: {person: p, unit: u}
  - id: no-review-deadline-in-a-first-post
    provision: "1"
    quote: người mới được bổ nhiệm lần đầu thì nhắc nhở
    when:
      - liable: {person: p, unit: u}
      - person p: {first_post: yes}
    then:
      - guidance: {person: p, unit: u}
    overrides: [review-deadline]
"""
CASE = """
format: chetai/case/1
id: OUT
persons: {{p1: {{}}, p2: {{first_post: {first_post}}}}}
units: {{u1: {{}}}}
posts: {{q1: {{person: p2, role: head, unit: u1}}}}
acts:
  a1: {{by: p1, unit: u1, supervisor: p2, established: yes, corruption: yes, penalty: fine, concluded_on: 2024-08-01}}
"""


@pytest.fixture
def assessor(tmp_path: Path) -> Assessor:
    for name, text in (
        ("rulebook.yaml", MANIFEST),
        ("rules.yaml", RULES),
        ("source.vi.md", "## 1\n\nĐối với người mới được bổ nhiệm lần đầu thì nhắc nhở.\n"),
    ):
        (tmp_path / name).write_text(text.replace("review-deadline]", f"{_rule_of_the_deadline()}]"), encoding="utf-8")
    return Assessor(read_law([tmp_path]))


def _rule_of_the_deadline() -> str:
    (rule,) = [r for r in read_law().rules().values() if any(i.code == "review_deadline" for i in r.then)]
    return rule.id


def _assess(assessor: Assessor, as_of: str, first_post: str = "yes") -> Assessment:
    case = case_from_text(CASE.format(first_post=first_post), assessor.law)
    return assessor.assess(case, Request(datetime.date.fromisoformat(as_of)))


def _status(assessment: Assessment, key: str) -> str:
    found = assessment.conclusion(key)
    return found.status if found else "does_not_hold"


def test_it_adds_a_conclusion_and_defeats_a_rule_of_another(assessor: Assessor) -> None:
    assessment = _assess(assessor, "2024-09-01")
    assert _status(assessment, "guidance(p2, u1)") == "holds"
    assert _status(assessment, "review_deadline(p2, u1)") == "does_not_hold"
    (verdict,) = [v for v in assessment.provisions if v.rule == _rule_of_the_deadline() and v.about == "p2"]
    assert (verdict.verdict, verdict.why) == ("overridden", ["no-review-deadline-in-a-first-post"])
    assert _status(assessment, "discipline(p2, u1, reprimand)") == "holds", "nothing else is touched"


def test_what_it_turns_on_is_asked(assessor: Assessor) -> None:
    assessment = _assess(assessor, "2024-09-01", "unknown")
    for key in ("guidance(p2, u1)", "review_deadline(p2, u1)"):
        found = assessment.conclusion(key)
        assert found is not None
        assert (found.status, found.needs) == ("undetermined", ["persons.p2.first_post"])


@pytest.mark.parametrize(
    ("as_of", "in_force"),
    [("2024-06-30", False), ("2024-07-01", True), ("2025-06-30", True), ("2025-07-01", False)],
)
def test_it_counts_from_its_first_to_its_last_day(assessor: Assessor, as_of: str, in_force: bool) -> None:
    assessment = _assess(assessor, as_of)
    assert _status(assessment, "guidance(p2, u1)") == ("holds" if in_force else "does_not_hold")
    assert _status(assessment, "review_deadline(p2, u1)") == ("does_not_hold" if in_force else "holds")
    assert ("quy-che-tinh" in [book.id for book in assessment.rulebooks]) is in_force
    told = [note.about for note in assessment.notes if note.code == "not_in_force"]
    assert told == ([] if in_force else ["quy-che-tinh"])


def test_a_shipped_rulebook_is_replaced_by_one_of_the_same_id(tmp_path: Path) -> None:
    import shutil

    from engine.reading.law import SHIPPED

    shutil.copytree(SHIPPED / "ke-hoach-131", tmp_path / "mine")
    rules = tmp_path / "mine" / "II.4.1.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("service: in_service", "service: left"), encoding="utf-8"
    )
    law, mine = read_law(), read_law([tmp_path / "mine"])
    assert mine.rulebooks["ke-hoach-131"].digest != law.rulebooks["ke-hoach-131"].digest
    assert mine.rulebooks["nd-59-2019"].digest == law.rulebooks["nd-59-2019"].digest
    assert "service: left" in mine.rules()["person-in-service"].text
