"""Every scenario, and what all of them together must show of the law."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from engine.assess import Assessor
from engine.model.assessment import Assessment
from engine.reading.law import read_law
from engine.reading.scenario import Scenario, read_scenario, scenario_folders
from engine.rehearse import assessed, rehearse

ROOT = Path(__file__).resolve().parents[2] / "scenarios"
ASSESSOR = Assessor(read_law())
FOLDERS = scenario_folders([ROOT])


@cache
def _scenario(folder: Path) -> Scenario:
    return read_scenario(folder, ASSESSOR.law)


@cache
def _assessment(folder: Path) -> Assessment:
    return assessed(ASSESSOR, _scenario(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_scenario(folder: Path) -> None:
    assert rehearse(ASSESSOR, _scenario(folder)) == []


def test_every_rule_applies_somewhere_and_somewhere_does_not() -> None:
    verdicts: dict[str, set[str]] = defaultdict(set)
    for folder in FOLDERS:
        for verdict in _assessment(folder).provisions:
            if verdict.rule:
                verdicts[verdict.rule].add(verdict.verdict)
    for rule in ASSESSOR.law.rules():
        assert {"applied", "needs_facts", "not_met"} <= verdicts[rule], rule


def test_every_reading_turns_something_and_is_read_both_ways() -> None:
    turned: dict[str, set[str]] = defaultdict(set)
    read: dict[str, set[str]] = defaultdict(set)
    for folder in FOLDERS:
        assessment = _assessment(folder)
        for name, choice in assessment.readings.items():
            read[name].add(choice)
        for conclusion in assessment.conclusions:
            for turn in conclusion.turns_on:
                turned[turn.reading].add(turn.choice)
    for name, reading in ASSESSOR.law.readings().items():
        assert set(reading.choices) == read[name]
        assert turned[name], name


def test_there_are_training_files_with_several_persons_and_a_story() -> None:
    training = [_scenario(f) for f in FOLDERS if f.parent.name == "ke-hoach-131" and f.name.startswith("bai-tap-")]
    assert len(training) >= 10
    for scenario in training:
        assert len(scenario.case.entries["person"]) >= 3, scenario.name
        assert scenario.case.title, scenario.name


def test_the_plan_has_seventy_scenarios_and_the_law_behind_it_forty() -> None:
    by_folder: dict[str, int] = defaultdict(int)
    for folder in FOLDERS:
        by_folder[folder.parent.name] += 1
    assert by_folder["ke-hoach-131"] >= 70
    assert sum(by_folder.values()) - by_folder["ke-hoach-131"] >= 40
