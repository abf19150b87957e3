"""What the scenarios show of a law and would notice of its mutants, and the scenarios made up for what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.assess import Assessor
from engine.decide import unconfirmed
from engine.invention.seeds import Seeds
from engine.model.rulebook import Law
from engine.mutation.killing import Rehearsals
from engine.mutation.mutant import Mutant
from engine.mutation.mutants import mutants
from engine.mutation.telling import telling_case
from engine.reading.law import read_law
from engine.reading.scenario import read_scenario, scenario_folders
from engine.rehearse import rehearse
from engine.staging import staged

from .running import RECORDED, ROOT, CommandLine, Record

TinyLaw = Callable[..., Path]

# One rule with a condition, an alternative, a comparison, a count and an exception of its own.
RULEBOOK = """\
id: small
version: 0.1.0
title: {vi: Nhỏ, en: Small}
short: {vi: Nhỏ, en: small}
source: {file: source.vi.md, text: verbatim}
in_force: {from: 2024-01-01}
tested_against: {vi: ngày, en: day}
verification: {vi: giả định, en: invented}
thresholds:
  too_long: {label: {vi: lâu, en: long}, values: [{from: 2024-01-01, value: 30}]}
conclusions:
  to_pay: {fields: {reader: {type: ref, to: reader}}, label: {vi: "{reader} trả tiền", en: "{reader} pays"}}
"""
RULES = """\
rules:
  - id: paying
    provision: 9-1
    quote: trả tiền
    when:
      - reader r: {age: adult}
      - any:
          - loan: {by: r, lost: yes}
          - loan: {by: r, days: {above: too_long}}
    unless:
      - reader r: {banned: yes}
    then:
      - to_pay: {reader: r}
"""
CASE = """\
format: chetai/case/1
id: one
as_of: 2024-06-01
readers: {r1: {age: adult, banned: no}}
loans: {l1: {by: r1, lost: yes, days: 3}}
"""
EXPECTED = """\
format: chetai/scenario/1
title: {vi: Một, en: One}
assess: {rulebooks: [small]}
conclusions:
  to_pay(r1):
    status: holds
    provisions: [9-1]
    because:
      - paying: [readers.r1, loans.l1]
"""


@pytest.fixture
def small(tiny_law: TinyLaw, tmp_path: Path) -> Path:
    """A rulebook of one rule beside the tiny law, with one scenario; the folder they stand in."""
    folder = tiny_law() / "small"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(RULEBOOK, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "source.vi.md").write_text("## 9-1\n\nNgười lớn phải trả tiền.\n", encoding="utf-8")
    scenario = tmp_path / "one"
    scenario.mkdir()
    (scenario / "case.yaml").write_text(CASE, encoding="utf-8")
    (scenario / "expected.yaml").write_text(EXPECTED, encoding="utf-8")
    return tmp_path


MEASURED = ("--rulebook", "small", "--coverage", "--mutate")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_one_scenario_shows_and_what_it_leaves_out(
    lang: str, small: Path, run: CommandLine, record: Record
) -> None:
    said = run("test", "one", *MEASURED, lang=lang)
    assert (said.exit_code, said.stderr) == (0, "")
    record(RECORDED / f"measures.{lang}.txt", said.stdout)


def measured(run: CommandLine, *words: str) -> tuple[dict[str, Any], dict[str, Any]]:
    coverage, mutation = json.loads(run("test", *words, *MEASURED, "--format", "json").stdout)
    return coverage, mutation


def test_the_point_that_a_scenario_shows_is_named_with_it(small: Path, run: CommandLine) -> None:
    points = {point["id"]: point["scenario"] for point in measured(run, "one")[0]["points"]}
    assert points["paying/alternative/when.2.1"] == "one"
    assert points["paying/condition/when.2.1.lost/applies"] == "one"
    assert points["paying/condition/when.2.1.lost/stops"] is None
    assert points["paying/boundary/when.2.2.days.above/at"] is None
    assert points["paying/condition/unless.1.banned/applies"] == "one"
    assert points["paying/condition/unless.1.banned/stops"] is None


def test_what_is_unknown_shows_nothing(small: Path, run: CommandLine) -> None:
    """With the exception unknown, no condition of the rule decides alone: neither that it applies nor that it stops."""
    (small / "one" / "case.yaml").write_text(CASE.replace("banned: no", "banned: unknown"), encoding="utf-8")
    expected = EXPECTED.replace("status: holds", "status: undetermined") + "    needs: [readers.r1.banned]\n"
    (small / "one" / "expected.yaml").write_text(expected, encoding="utf-8")
    assert {point["id"] for point in measured(run, "one")[0]["points"] if point["scenario"]} == set()


def test_what_another_entry_may_do_as_well_shows_nothing(small: Path, run: CommandLine) -> None:
    """A loan of which it is unknown whether it was lost: without the lost one, the reader may still have to pay."""
    other = "days: 3}, l2: {by: r1, lost: unknown, days: 3}}"
    (small / "one" / "case.yaml").write_text(CASE.replace("days: 3}}", other), encoding="utf-8")
    shown = {point["id"] for point in measured(run, "one")[0]["points"] if point["scenario"]}
    assert "paying/condition/when.1.age/applies" in shown
    assert "paying/condition/when.2.1.lost/applies" not in shown


def test_what_is_kept_leaves_nothing_out(small: Path, run: CommandLine) -> None:
    assert run("test", "one", *MEASURED, "--keep", "made").exit_code == 0
    coverage, mutation = measured(run, "one", "made")
    assert (coverage["percent"], mutation["percent"]) == (100, 100)
    assert run("test", "one", "made", *MEASURED, "--at-least", "100").exit_code == 0
    assert run("check", "small", "--scenarios", "made").stdout.count("L751") == 0
    before = {path: path.read_bytes() for path in small.rglob("made/*/*")}
    assert run("test", "one", *MEASURED, "--keep", "made").exit_code == 0
    assert {path: path.read_bytes() for path in small.rglob("made/*/*")} == before


def test_the_share_asked_for_decides_the_exit_code(small: Path, run: CommandLine) -> None:
    assert run("test", "one", *MEASURED, "--at-least", "10").exit_code == 0
    assert run("test", "one", *MEASURED, "--at-least", "99").exit_code == 1


def test_nothing_is_measured_by_scenarios_that_fail(small: Path, run: CommandLine) -> None:
    expected = small / "one" / "expected.yaml"
    expected.write_text(EXPECTED.replace("status: holds", "status: undetermined"), encoding="utf-8")
    said = run("test", "one", *MEASURED, "--keep", "made")
    assert said.exit_code == 1
    assert "Not measured" in said.stderr
    assert not (small / "made").exists()


def test_options_of_measures_go_with_a_measure(small: Path, run: CommandLine) -> None:
    for words in (("--at-least", "9"), ("--rulebook", "small"), ("--keep", "made"), ("--resume", "so-far")):
        assert run("test", "one", *words).exit_code == 2


def test_an_unknown_rulebook_is_named(small: Path, run: CommandLine) -> None:
    said = run("test", "one", "--coverage", "--rulebook", "smal")
    assert said.exit_code == 2
    assert "S320" in said.stderr
    assert "did you mean 'small'" in said.stderr


def test_an_interrupted_run_goes_on_where_it_stopped(small: Path, run: CommandLine) -> None:
    whole = measured(run, "one", "--resume", "so-far")
    lines = (small / "so-far").read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == len(whole[1]["mutants"])
    (small / "so-far").write_text("".join(lines[:5]) + lines[5][:20], encoding="utf-8")  # cut off in a line
    assert measured(run, "one", "--resume", "so-far") == whole
    rules = small / "rules" / "small" / "rules.yaml"
    rules.write_text(RULES.replace("lost: yes", "lost: [yes]").replace("age: adult", "age: [adult]"), encoding="utf-8")
    assert measured(run, "one", "--resume", "so-far")[1]["killed"] == whole[1]["killed"]


def test_progress_under_another_vocabulary_is_not_recalled(small: Path, run: CommandLine) -> None:
    """What a mutant does hangs on the fields' choices too: they are part of what the progress was made with."""
    measured(run, "one", "--resume", "so-far")
    before = (small / "so-far").read_text(encoding="utf-8").splitlines()
    vocabulary = small / "rules" / "vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    assert "vi: trẻ em" in text
    vocabulary.write_text(text.replace("vi: trẻ em", "vi: thiếu nhi"), encoding="utf-8")
    measured(run, "one", "--resume", "so-far")
    after = (small / "so-far").read_text(encoding="utf-8").splitlines()
    assert len(after) == 2 * len(before)
    assert not set(before) & set(after[len(before) :])


def test_two_overrides_are_two_points(small: Path, run: CommandLine) -> None:
    """That one of them was seen to give way to the rule says nothing of the other."""
    second = RULES.replace("id: paying", "id: second").replace("age: adult", "age: child").replace("rules:\n", "")
    stopping = RULES.replace("id: paying", "id: stopping").replace("age: adult", "age: child").replace("rules:\n", "")
    stopping = stopping.replace("    then", "    overrides: [paying, second]\n    then")
    (small / "rules" / "small" / "rules.yaml").write_text(RULES + second + stopping, encoding="utf-8")
    points = {point["id"] for point in measured(run, "one")[0]["points"]}
    assert {point for point in points if "/override" in point} == {
        f"stopping/override/{of}" for of in ("paying", "second")
    }


def test_what_measures_kept_is_said_with_its_folder(small: Path, run: CommandLine) -> None:
    said = run("test", "one", "--rulebook", "small", "--coverage", "--keep", "made", lang="en")
    kept = sorted(path.name for path in (small / "made").iterdir())
    assert kept
    assert all(f"made/{name}" in said.stdout for name in kept)


def test_no_other_file_is_taken_for_progress(small: Path, run: CommandLine) -> None:
    before = (small / "one" / "case.yaml").read_bytes()
    said = run("test", "one", *MEASURED, "--resume", "one/case.yaml")
    assert said.exit_code == 3
    assert "Y124" in said.stderr
    assert (small / "one" / "case.yaml").read_bytes() == before


def test_what_is_accepted_is_told_with_its_reason_and_does_not_count(small: Path, run: CommandLine) -> None:
    accepted = small / "rules" / "small" / "accepted.yaml"
    reason = "because: {vi: lý do, en: a reason}"
    accepted.write_text(
        f"survivors:\n  - {{mutant: paying/drop-condition/when.1.age, {reason}}}\n"
        f"points:\n  - {{point: paying/condition/when.2.1.lost/stops, {reason}}}\n",
        encoding="utf-8",
    )
    said = run("test", "one", *MEASURED)
    assert said.exit_code == 0
    assert said.stdout.count("a reason") == 2
    accepted.write_text(f"survivors:\n  - {{mutant: paying/no-such, {reason}}}\n", encoding="utf-8")
    stale = run("test", "one", *MEASURED)
    assert stale.exit_code == 1
    assert "paying/no-such" in stale.stdout


@pytest.fixture(scope="module")
def rehearsals() -> Rehearsals:
    """A few shipped scenarios, ready to be held against mutants."""
    assessor = Assessor(read_law(), unconfirmed)
    folders = scenario_folders([ROOT / "scenarios"])[::30]
    return Rehearsals(assessor, [staged(assessor, read_scenario(folder, assessor.law)) for folder in folders])


def sample(law: Law) -> list[Mutant]:
    return list(mutants(law))[::37]


def test_a_fate_is_what_running_the_scenarios_under_the_mutant_gives(rehearsals: Rehearsals) -> None:
    """The short way agrees with the long one: every scenario rehearsed whole under the mutated law."""
    fates = set()
    for mutant in sample(rehearsals.assessor.law):
        fate = rehearsals.fate(mutant)
        fates.add(fate.fate)
        if fate.fate == "refused":
            continue
        trial = Assessor(mutant.applied(rehearsals.assessor.law), unconfirmed)
        failing = {one.scenario.name for one in rehearsals.stage if rehearse(trial, one.scenario)}
        assert bool(failing) == (fate.fate == "killed"), mutant.id
        assert fate.by is None or fate.by in failing, mutant.id
    assert fates == {"killed", "refused", "survived"}


def test_without_any_scenario_a_case_is_made_up_that_tells_a_mutant(rehearsals: Rehearsals) -> None:
    """And it does tell: the two laws conclude something else of it."""
    assessor = rehearsals.assessor
    nothing = Rehearsals(assessor, ())
    seeds = Seeds(assessor)
    made = 0
    for mutant in sample(assessor.law)[::2]:
        if mutant.kind == "change-provision" or nothing.fate(mutant).fate == "refused":
            continue
        found = telling_case(nothing, seeds, mutant)
        if found is not None:
            law, other = (a.assess(found.case, found.request) for a in (assessor, nothing.under(mutant)))
            assert law.conclusions != other.conclusions, mutant.id
            made += 1
    assert made >= 8
