"""What is certain whatever the unknown facts turn out to be stands beside the status, and is not asked about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .running import ROOT, CommandLine, Said

EXERCISE = ROOT / "scenarios" / "ke-hoach-131" / "bai-tap-ai-lam-lo-du-thao" / "case.yaml"
# A gift of unknown source, accepted by someone who is both an adviser and a member of a team.
GIFT = """\
format: chetai/case/1
id: VV-1
as_of: 2024-10-01
persons:
  p1: {group: civil_servant, service: in_service}
teams:
  t1: {}
posts:
  q1: {person: p1, role: adviser}
  q2: {person: p1, role: team_member, team: t1}
gifts:
  g1: {person: p1, from: unknown, accepted: yes}
"""
BREACH = "breach(p1, gift_refusal)"
CERTAIN = {
    "en": (
        "Called for, whatever the open facts turn out to be",
        "Not called for, whatever the open facts turn out to be",
    ),
    "vi": (
        "Có căn cứ áp dụng, dù tình tiết còn chưa rõ ra sao",
        "Không có căn cứ áp dụng, dù tình tiết còn chưa rõ ra sao",
    ),
}


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(GIFT, encoding="utf-8")
    return path


def done(said: Said) -> str:
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


def conclusions(said: Said) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for one in json.loads(done(said))["conclusions"]}


def under(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one that is underlined alike."""
    lines = text.splitlines()
    start = lines.index(heading) + 2
    ends = [n - 1 for n, line in enumerate(lines) if n > start and line and set(line) == {"-"}]
    return "\n".join(lines[start : ends[0]])


def test_a_gift_of_whatever_source_is_a_breach(gift: Path, run: CommandLine) -> None:
    plan = ("--rulebook", "ke-hoach-131")
    one = conclusions(run("assess", gift, *plan, "--format", "json"))[BREACH]
    assert (one["status"], one["settled"], one["needs"]) == ("undetermined", "holds", ["gifts.g1.from"])
    for source in ("inspected_party", "related_party", "assigned_area"):
        changed = json.loads(done(run("what-if", gift, *plan, "--set", f"gifts.g1.from={source}", "--format", "json")))
        (after,) = [c for c in changed["after"]["conclusions"] if c["key"] == BREACH]
        assert (after["status"], after["settled"]) == ("holds", "holds"), source
    gift.write_text(GIFT.replace("  q1: {person: p1, role: adviser}\n", ""), encoding="utf-8")
    assert conclusions(run("assess", gift, *plan, "--format", "json"))[BREACH]["settled"] is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_certain_is_said_and_not_asked_about(language: str, gift: Path, run: CommandLine) -> None:
    text = done(run("assess", gift, "--rulebook", "ke-hoach-131", lang=language))
    certain = under(text, CERTAIN[language][0])
    assert BREACH in certain
    assert "gifts.g1.from" in certain
    assert text.count("gifts.g1.from") == 1, "nothing hangs on it: nobody need find out"
    explained = done(run("explain", gift, BREACH, lang=language))
    assert CERTAIN[language][0] in explained.splitlines()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_somebody_of_the_team_did_it_whoever_it_was(language: str, run: CommandLine) -> None:
    """Two say that the other did it: each of them may be the one, and the leaders answer in either case."""
    words = ("assess", EXERCISE, "--rulebook", "ke-hoach-131")
    found = conclusions(run(*words, "--format", "json"))
    assert {key for key, one in found.items() if (one["status"], one["settled"]) == ("undetermined", "holds")} == {
        *("team_main_responsibility(chi, doan-03)", "directing_responsibility(duc, doan-03)"),
        *("let_happen(duc, tt)", "main_responsibility(duc, tt)"),
        *("disciplinary_review(duc)", "party_discipline_review(duc)"),
    }
    assert {found[f"suspension({who})"]["settled"] for who in ("an", "bao")} == {None}
    for party in ("to-xac-minh", "an"):
        told = conclusions(run(*words, "--as-claimed-by", party, "--format", "json"))
        assert {told[key]["status"] for key, one in found.items() if one["settled"] == "holds"} == {"holds"}
    text = done(run(*words, lang=language))
    certain = under(text, CERTAIN[language][0])
    assert "team_main_responsibility(chi, doan-03)" in certain
    assert "suspension(" not in certain
    assert "[acts.lo-du-thao.by]" in text, "for who did it still decides who is suspended"


ANNEX = """\
id: annex
version: 1.0.0
title: {vi: Phụ lục, en: Annex}
short: {vi: phụ lục, en: the annex}
source: {file: source.vi.md, text: verbatim}
tested_against: {vi: Theo hồ sơ., en: The case.}
verification: {vi: Nguyên văn., en: Verbatim.}
conclusions:
  refused: {fields: {reader: {type: ref, to: reader}}, label: {vi: "Từ chối {reader}", en: "Refusal of {reader}"}}
  admitted: {fields: {reader: {type: ref, to: reader}}, label: {vi: "Nhận {reader}", en: "Admission of {reader}"}}
  answered: {fields: {reader: {type: ref, to: reader}}, label: {vi: "Trả lời {reader}", en: "An answer to {reader}"}}
  muddle: {fields: {reader: {type: ref, to: reader}}, label: {vi: "Lẫn lộn {reader}", en: "A muddle about {reader}"}}
"""
RULES = """\
rules:
  - {id: refusing, provision: A, when: [{reader r: {banned: yes}}], then: [{refused: {reader: r}}]}
  - {id: admitting, provision: A, when: [{reader r: {banned: no}}], then: [{admitted: {reader: r}}]}
  - id: answering
    provision: A
    when:
      - any:
          - refused: {reader: r}
          - admitted: {reader: r}
    then:
      - answered: {reader: r}
  - id: muddling
    provision: A
    when:
      - refused: {reader: r}
      - admitted: {reader: r}
    then:
      - muddle: {reader: r}
"""


@pytest.fixture
def annex(tiny_law: Callable[..., Path], tmp_path: Path) -> Path:
    """A rulebook under which a reader is either refused or admitted; a case that does not say which."""
    tiny_law()
    folder = tmp_path / "annex"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(ANNEX, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "source.vi.md").write_text("## A\n\nTừ chối hoặc nhận.\n", encoding="utf-8")
    case = "format: chetai/case/1\nid: VV-2\nas_of: 2024-06-01\nreaders: {r1: {}, r2: {banned: yes}}\n"
    (tmp_path / "open.yaml").write_text(case, encoding="utf-8")
    return folder


def test_what_cannot_be_and_what_must_be_are_both_certain(annex: Path, run: CommandLine) -> None:
    words = ("assess", "open.yaml", "--rules", annex, "--rulebook", "annex")
    found = conclusions(run(*words, "--all", "--format", "json"))
    assert {key: (one["status"], one["settled"]) for key, one in found.items() if "r1" in key} == {
        "refused(r1)": ("undetermined", None),
        "admitted(r1)": ("undetermined", None),
        "answered(r1)": ("undetermined", "holds"),
        "muddle(r1)": ("undetermined", "does_not_hold"),
    }
    assert (found["refused(r2)"]["settled"], found["answered(r2)"]["settled"]) == ("holds", "holds")
    for language, (called, not_called) in CERTAIN.items():
        text = done(run(*words, lang=language))
        assert "answered(r1)" in under(text, called)
        assert "muddle(r1)" in under(text, not_called)


def test_what_is_certain_under_one_reading_need_not_be_under_another(run: CommandLine) -> None:
    """Certainty is about facts, not about how a text is read: that stands beside it."""
    found = conclusions(run("assess", EXERCISE, "--rulebook", "ke-hoach-131", "--format", "json"))
    turned = found["main_responsibility(duc, tt)"]["turns_on"]
    assert {(turn["reading"], turn["choice"], turn["status"]) for turn in turned} == {
        ("leader_trigger", "both", "does_not_hold")
    }
