"""`chetai verify` of rules that look at each other: a circle is one only where some choice of readings makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .running import CommandLine

RULEBOOK = """\
id: small
version: 0.1.0
title: {vi: Nhỏ, en: Small}
short: {vi: Nhỏ, en: small}
source: {file: source.vi.md, text: verbatim}
in_force: {from: 2024-01-01}
tested_against: {vi: ngày, en: day}
verification: {vi: giả định, en: invented}
readings:
  who:
    provision: 9-1
    label: {vi: ai trước, en: who comes first}
    because: {vi: chưa rõ, en: unclear}
    choices: {payer: {vi: trả, en: payer}, keeper: {vi: giữ, en: keeper}, both: {vi: cả hai, en: both}}
conclusions:
  to_pay: {fields: {reader: {type: ref, to: reader}}, label: {vi: "{reader} trả tiền", en: "{reader} pays"}}
  to_keep: {fields: {reader: {type: ref, to: reader}}, label: {vi: "{reader} được giữ", en: "{reader} keeps"}}
"""
RULES = """\
rules:
  - id: paying
    provision: 9-1
    quote: trả tiền
    when:
      - reader r: {age: adult}
    unless:
      - to_keep: {reader: r}
        under: {who: keeper}
    then:
      - to_pay: {reader: r}
  - id: keeping
    provision: 9-1
    quote: trả tiền
    when:
      - reader r: {banned: no}
    unless:
      - to_pay: {reader: r}
        under: {who: payer}
    then:
      - to_keep: {reader: r}
"""
PROPERTIES = """\
properties:
  - id: never-both
    label: {vi: không cả hai, en: never both}
    readings: {who: payer}
    never:
      - to_pay: {reader: r}
      - to_keep: {reader: r}
"""


@pytest.fixture
def small(tiny_law: Callable[..., Path]) -> Path:
    folder = tiny_law() / "small"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(RULEBOOK, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "properties.yaml").write_text(PROPERTIES, encoding="utf-8")
    (folder / "source.vi.md").write_text("## 9-1\n\nNgười lớn phải trả tiền.\n", encoding="utf-8")
    return folder


def test_rules_that_look_at_each_other_under_different_readings_are_proved(small: Path, run: CommandLine) -> None:
    said = run("verify", "small", lang="en")
    assert (said.exit_code, said.stderr) == (0, "")
    assert "1 proved" in said.stdout


def test_rules_that_defeat_each_other_under_some_reading_are_named(small: Path, run: CommandLine) -> None:
    (small / "rules.yaml").write_text(
        RULES.replace("under: {who: keeper}", "under: {who: both}").replace(
            "under: {who: payer}", "under: {who: both}"
        ),
        encoding="utf-8",
    )
    said = run("verify", "small", lang="en")
    assert said.exit_code == 3
    assert "S310" in said.stderr
    assert "(rules keeping, paying)" in said.stderr
