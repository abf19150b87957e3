"""`chetai test`: what a lawyer reads when the law and a scenario differ, and what recording anew leaves alone."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import engine.rehearse
from engine.evaluators import durable
from engine.reading.messages import LANGUAGES
from engine.report.progress import progress

from .running import GOOD, RECORDED, CommandLine, Record, assert_reads_well, assert_refused, codes

TinyLaw = Callable[..., Path]

HEAD = "# Kept: who wrote this and why.\n\nformat: chetai/scenario/1\ntitle: {vi: Một, en: One} # kept\n"


@pytest.fixture
def scenario(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> Path:
    """A scenario on the tiny law that passes."""
    tiny_law()
    folder = tmp_path / "scenarios" / "one"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text((GOOD / "case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    verdicts = "verdicts:\n  - {rule: fine-for-lateness, about: r3, verdict: applied}\n"
    expected = folder / "expected.yaml"
    expected.write_text(f"{HEAD}{verdicts}# About what follows.\nconclusions: {{}}\n", encoding="utf-8")
    assert run("test", folder, "--update").exit_code == 0
    return expected


def edit(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replace text that is there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def slips(expected: Path) -> None:
    """One slip of each kind: status, provision, reason, date, need, reading, a conclusion left out, one too many."""
    edit(expected, "  fine(r1):\n    status: holds", "  fine(r1):\n    status: undetermined")
    edit(expected, "provisions: [2]", "provisions: [3]")
    edit(expected, '"loans.l1"', '"loans.l2"')
    edit(expected, "pay_by: [2", "pay_by: [1")
    edit(expected, "    needs:\n      - ", "    needs:\n      - readers.r1.banned\n      - ")
    edit(expected, "verdict: excepted", "verdict: applied")
    edit(
        expected,
        "conclusions:\n",
        "conclusions:\n  letter(r3, firm):\n    status: holds\n    because: [{letter: []}]\n",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_is_said_in_words(
    language: str, scenario: Path, run: CommandLine, record: Record, tmp_path: Path
) -> None:
    slips(scenario)
    said = run("test", "scenarios", "--junit", tmp_path / "junit.xml", lang=language)
    assert (said.exit_code, said.stderr) == (1, "")
    record(RECORDED / f"test.{language}.txt", said.stdout)
    record(RECORDED / f"test.{language}.junit.xml", (tmp_path / "junit.xml").read_text(encoding="utf-8"))
    marked = run("test", "scenarios", "--format", "markdown", lang=language)
    record(RECORDED / f"test.{language}.md", marked.stdout)
    updated = run("test", "scenarios", "--update", lang=language)
    assert (updated.exit_code, updated.stderr) == (0, "")
    record(RECORDED / f"test-update.{language}.txt", updated.stdout)


def test_a_difference_for_programs_has_its_parts(scenario: Path, run: CommandLine, record: Record) -> None:
    slips(scenario)
    said = run("test", "scenarios", "--format", "json")
    assert said == run("test", "scenarios", "--format", "json", lang="vi")
    record(RECORDED / "test.json", said.stdout)
    assert json.loads(said.stdout)["failed"] == 1


def test_a_provision_is_compared_where_the_scenario_names_one(scenario: Path, run: CommandLine) -> None:
    text = scenario.read_text(encoding="utf-8")
    edit(scenario, "    provisions: [2]\n", "")
    assert run("test").exit_code == 0
    assert "1 recorded anew" in run("test", "--update").stdout
    assert scenario.read_text(encoding="utf-8") == text, "recording anew always writes it"
    scenario.write_text(text.replace("provisions: [2]", "provisions: [1]"), encoding="utf-8")
    assert run("test").exit_code == 1


def test_recording_anew_changes_only_what_differs(scenario: Path, run: CommandLine) -> None:
    edit(scenario, "  fine(r1):\n", "  # A remark.\n  fine(r1):\n")
    edit(scenario, "    status: holds", "    status:   holds")
    before = scenario.read_text(encoding="utf-8")
    assert before.startswith(HEAD)
    edit(scenario, "  fine(r1):\n    status: holds", "  fine(r1):\n    status: undetermined")
    scenario.chmod(0o644)
    assert run("test", "--update").exit_code == 0
    assert scenario.read_text(encoding="utf-8") == before
    assert stat.S_IMODE(scenario.stat().st_mode) == 0o644
    assert [path.name for path in scenario.parent.iterdir() if path.name.startswith(".")] == []


def test_recording_anew_keeps_the_line_ends_of_another_system(scenario: Path, run: CommandLine) -> None:
    before = b"\xef\xbb\xbf" + scenario.read_bytes().replace(b"\n", b"\r\n")
    scenario.write_bytes(before.replace(b"fine(r1):\r\n    status: holds", b"fine(r1):\r\n    status: undetermined"))
    assert run("test", "--update").exit_code == 0
    assert scenario.read_bytes() == before


def test_recording_anew_leaves_a_scenario_that_passes_alone(scenario: Path, run: CommandLine) -> None:
    before = scenario.stat()
    said = run("test", "--update")
    assert (said.exit_code, said.stdout) == (0, "Scenarios: 1 passed, 0 recorded anew\n")
    assert (scenario.stat().st_ino, scenario.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_verdict_of_a_rule_that_says_nothing_cannot_be_recorded(scenario: Path, run: CommandLine) -> None:
    edit(scenario, "rule: fine-for-lateness", "rule: fine-for-latness")
    said = run("test", "--update")
    assert said.exit_code == 1
    assert "could not be recorded" in said.stdout


def test_a_scenario_in_one_line_is_recorded_whole(scenario: Path, run: CommandLine) -> None:
    scenario.write_text("{format: chetai/scenario/1, title: {vi: Một, en: One}}\n", encoding="utf-8")
    assert run("test", "--update").exit_code == 0
    assert run("test").exit_code == 0
    assert "fine(r1):\n    status: holds\n    provisions:" in scenario.read_text(encoding="utf-8")


def test_one_that_cannot_be_read_hides_no_other(scenario: Path, run: CommandLine, tmp_path: Path) -> None:
    slips(scenario)
    for name, text in {
        "two": "formatt: x\n",
        "three": "format: chetai/scenario/1\ntitle: {vi: Ba, en: Three}\nassess: {readings: {latenes: dates}}\n",
    }.items():
        folder = tmp_path / "scenarios" / name
        folder.mkdir()
        (folder / "case.yaml").write_text((GOOD / "case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "expected.yaml").write_text(text, encoding="utf-8")
    said = run("test", "--junit", "junit.xml")
    assert said.exit_code == 3
    assert "[fine(r1)]" in said.stdout
    assert "Scenarios: 0 passed, 1 failed, 2 cannot be read" in said.stdout
    assert codes(said.stderr) == ["S321", "R201", "R202", "R202"]
    assert all("expected.yaml:" in line for line in said.stderr.splitlines())
    for line in said.stderr.splitlines():
        assert_reads_well(line)
    suites = ElementTree.parse("junit.xml").getroot()
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("3", "1", "2")
    assert len(suites.findall("testsuite/testcase/error")) == 2
    unreadable = json.loads(run("test", "--format", "json").stdout)["unreadable"]
    assert [problem["code"] for problem in unreadable["scenarios/three"]] == ["S321"]


def test_junit_is_xml_whatever_a_title_says(scenario: Path, run: CommandLine) -> None:
    edit(scenario, "en: One}", r'en: "<x a=\"&\">]]> \x07 \x1b[31m \u202e \uffff"}')
    edit(scenario, "  fine(r1):\n    status: holds", "  fine(r1):\n    status: undetermined")
    assert run("test", "--junit", "junit.xml").exit_code == 1
    failure = ElementTree.parse("junit.xml").getroot().find("testsuite/testcase/failure")
    assert failure is not None
    assert "]]>" in (failure.get("message") or "")
    assert not {"\x07", "\x1b", "\u202e", "\uffff"} & set(failure.get("message") or "")


def test_stopping_it_is_no_finding(scenario: Path, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    edit(scenario, "  fine(r1):\n    status: holds", "  fine(r1):\n    status: undetermined")
    before = scenario.read_bytes()
    monkeypatch.setattr(engine.rehearse, "recorded", stopped)
    said = run("test", "--update", "--junit", "junit.xml")
    assert (said.exit_code, said.stdout, "Traceback" in said.stderr) == (130, "", False)
    assert scenario.read_bytes() == before
    assert not Path("junit.xml").exists()


def test_where_the_engines_differ_nothing_is_said_and_a_bundle_is_left(
    scenario: Path, run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = durable.answer
    monkeypatch.setattr(durable, "answer", lambda *given: {k: v for k, v in truth(*given).items() if k != "fine(r1)"})
    before = scenario.read_bytes()
    said = run("test", "--update")
    assert_refused(said, exit_code=4)
    assert "chetai-disagreement-TV-1.json" in said.stderr
    assert (tmp_path / "chetai-disagreement-TV-1.json").is_file()
    assert scenario.read_bytes() == before


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_only_and_only_when_it_takes_long() -> None:
    for stream, patience, shown in ((_Terminal(), 0, True), (_Terminal(), 3600, False), (io.StringIO(), 0, False)):
        with progress(range(3), "Scenarios", stream=stream, patience=patience) as steps:
            assert list(steps) == [0, 1, 2]
        assert ("Scenarios" in stream.getvalue()) == shown
