"""`chetai check`: what it finds in a law that is right but for one change, how it says it, and what it mends."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from engine.lint.checks import CHECKS
from engine.reading import law as reading_law
from engine.reading.messages import LANGUAGES

from .running import ROOT, CommandLine, Record

CHECK = ROOT / "tests" / "rulebooks" / "check"
RIGHT = CHECK / "right"
WRONG = sorted(path.name for path in CHECK.iterdir() if path.name != "right")
# A file with a place, and what is said of it.
LINE = re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[YRSL]\d{3}) .+")

Law = Callable[..., Path]


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Law:
    """The law that is right, with its scenarios, in the place of the shipped one, changed as a wrong one says."""

    def place(wrong: str | None = None) -> Path:
        for part in ("rules", "scenarios"):
            shutil.copytree(RIGHT / part, tmp_path / part)
        for change in yaml.safe_load((CHECK / wrong / "change.yaml").read_text("utf-8")) if wrong else ():
            path = tmp_path / change["file"]
            text = path.read_text(encoding="utf-8")
            assert text.count(change["was"]) == 1, change
            path.write_text(text.replace(change["was"], change["becomes"]), encoding="utf-8")
        monkeypatch.setattr(reading_law, "SHIPPED", tmp_path / "rules")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return place


def codes(text: str) -> list[str]:
    return [match["code"] for line in text.splitlines() if (match := LINE.fullmatch(line))]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_named(wrong: str, law: Law, run: CommandLine, record: Record) -> None:
    law(wrong)
    for language in LANGUAGES:
        said = run("check", lang=language)
        record(CHECK / wrong / f"expected.{language}", said.stdout)
        found = codes(said.stdout)
        assert said.stderr == ""
        assert said.exit_code == (1 if {code[0] for code in found} == {"L"} else 3)
        if wrong[0] in "LRS" and wrong[1].isdigit():
            assert set(found) == {wrong.partition("-")[0]}, "nothing but what was made wrong is found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_right_is_clean(language: str, law: Law, run: CommandLine) -> None:
    law()
    said = run("check", lang=language)
    assert (said.exit_code, codes(said.stdout), said.stderr) == (0, [], "")


def test_every_check_has_something_wrong_that_shows_it() -> None:
    shown = {tuple(name.split("-", 1)) for name in WRONG if "-" in name}
    assert {(check.code, check.name) for check in CHECKS} <= shown
    assert len({check.code for check in CHECKS}) == len(CHECKS)


def test_the_shipped_law_is_clean(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = run("check")
    assert (said.exit_code, codes(said.stdout)) == (0, []), said.stdout


def test_only_what_is_asked_for_is_told(law: Law, run: CommandLine) -> None:
    law("L705-rule-without-quote")
    assert run("check", "tiny").exit_code == 1
    assert run("check", "toys").exit_code == 0
    assert run("check", "rules/tiny").exit_code == 1
    assert run("check", "rules/toys").exit_code == 0
    assert run("check", "scenarios").exit_code == 3, "a folder without rulebooks is not a clean one"
    unknown = run("check", "tinny")
    assert (unknown.exit_code, "did you mean 'tiny'?" in unknown.stderr) == (2, True)


def test_a_scenario_is_told_with_the_rulebook_it_names(law: Law, run: CommandLine) -> None:
    law("L751-scenario-without-reasons")
    assert (run("check", "toys").exit_code, run("check", "tiny").exit_code) == (1, 0)
    assert run("check", "tiny", "--scenarios", "scenarios/nhac-do-choi").exit_code == 1
    assert run("check", "--scenarios", "rules").exit_code == 3


# What mends itself, and what the files say then.
MENDED = ("L702-rule-not-pinned", "L703-provision-uncovered")


@pytest.mark.parametrize("wrong", MENDED)
def test_what_is_mechanical_is_mended_once(wrong: str, law: Law, run: CommandLine, record: Record) -> None:
    folder = law(wrong)
    first = run("check", "--fix")
    assert "mended: " in first.stdout
    mended = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    text = "".join((folder / "rules" / "tiny" / name).read_text("utf-8") for name in ("main.yaml", "coverage.yaml"))
    record(CHECK / wrong / "mended", text)
    again = run("check", "--fix")
    assert "mended: " not in again.stdout
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == mended
    assert not any(line.startswith(f"rules/tiny/main.yaml: {wrong[:4]}") for line in again.stdout.splitlines())


def test_mending_keeps_line_ends_comments_and_order(law: Law, run: CommandLine) -> None:
    folder = law("L702-rule-not-pinned")
    path = folder / "rules" / "tiny" / "main.yaml"
    before = path.read_text(encoding="utf-8").replace("\n", "\r\n").encode()
    path.write_bytes(b"\xef\xbb\xbf" + before)
    path.chmod(0o640)
    assert run("check", "--fix").exit_code == 0
    right = (RIGHT / "rules" / "tiny" / "main.yaml").read_text(encoding="utf-8").replace("\n", "\r\n").encode()
    assert path.read_bytes() == b"\xef\xbb\xbf" + right
    assert path.stat().st_mode & 0o777 == 0o640


def test_mending_keeps_a_link_and_mends_the_file_behind_it(law: Law, run: CommandLine) -> None:
    folder = law("L702-rule-not-pinned")
    path, behind = folder / "rules" / "tiny" / "main.yaml", folder / "kept-elsewhere.yaml"
    path.rename(behind)
    path.symlink_to(behind)
    assert run("check", "--fix").exit_code == 0
    assert path.is_symlink()
    assert behind.read_bytes() == (RIGHT / "rules" / "tiny" / "main.yaml").read_bytes()


def test_mending_a_file_of_mixed_line_ends_leaves_it_readable(law: Law, run: CommandLine) -> None:
    path = law("L702-rule-not-pinned") / "rules" / "tiny" / "main.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    mixed = "".join(line + ("\r\n" if number % 2 else "\n") for number, line in enumerate(lines))
    path.write_bytes(mixed.encode())
    assert run("check", "--fix").exit_code == 0
    mended = path.read_bytes().decode().splitlines(keepends=True)
    assert [line for line in mixed.splitlines(keepends=True) if line not in mended] == []
    assert len(mended) == len(lines) + 1


def test_a_table_that_is_not_there_is_begun(law: Law, run: CommandLine) -> None:
    folder = law()
    (folder / "rules" / "tiny" / "coverage.yaml").unlink()
    run("check", "--fix")
    made = (folder / "rules" / "tiny" / "coverage.yaml").read_text(encoding="utf-8")
    assert made == "coverage:\n" + "".join(f'  "{n}": {{status: encoded}}\n' for n in (1, 2, 3, 4))
    assert codes(run("check").stdout) == ["L703"], "what becomes of the greeting only a person can say"


def test_a_rule_on_one_line_is_told_and_left_as_it_is(law: Law, run: CommandLine) -> None:
    folder = law()
    path = folder / "rules" / "toys" / "more.yaml"
    when, then = "[reader r: {banned: yes}]", "[toy_talk: {reader: r}]"
    rule = f'{{id: more, provision: "2", quote: thì được nhắc, when: {when}, then: {then}}}'
    path.write_text(f"rules: [{rule}]\n", encoding="utf-8")
    assert codes(run("check", "--fix").stdout) == ["L702"]
    assert path.read_text(encoding="utf-8") == f"rules: [{rule}]\n"


def test_a_drifted_provision_is_pinned_anew_only_when_asked(law: Law, run: CommandLine) -> None:
    law("L701-provision-drifted")
    assert codes(run("check", "--fix").stdout) == ["L701", "L701"]
    assert codes(run("check", "--fix", "--repin", "block-after-many").stdout)[-1:] == ["L701"]
    assert run("check", "--fix", "--repin", "block-after-many-2024").exit_code == 0
    assert run("check", "--fix", "--repin", "block-after-none").exit_code == 3


def test_pinning_anew_keeps_the_comment_and_leaves_what_is_written_otherwise(law: Law, run: CommandLine) -> None:
    path = law("L701-provision-drifted") / "rules" / "tiny" / "main.yaml"
    before = path.read_text(encoding="utf-8")
    commented, split = "block-after-many", "block-after-many-2024"
    first, second = (m.group(0) for m in re.finditer(r'    pinned: "f63eefb9d02b"\n', before))
    text = before.replace(first, first.rstrip() + "  # đã đối chiếu\n", 1)
    place = text.rindex(second)
    path.write_text(text[:place] + second.replace(": ", ":\n      ") + text[place + len(second) :], encoding="utf-8")
    run("check", "--fix", "--repin", commented, "--repin", split)
    mended = path.read_text(encoding="utf-8")
    assert re.search(r'    pinned: "(?!f63eefb9d02b)\w{12}"  # đã đối chiếu\n', mended)
    assert '    pinned:\n      "f63eefb9d02b"\n' in mended


def test_json_says_the_same_in_both_languages(law: Law, run: CommandLine, record: Record) -> None:
    law("several-at-once")
    said = run("check", "--format", "json")
    record(CHECK / "several-at-once" / "expected.json", said.stdout)
    told = json.loads(said.stdout)
    assert {"faults", "findings", "accepted", "mended", "withheld"} <= set(told)
    assert [row["code"] for row in told["findings"] + told["faults"]]
    assert said.exit_code == 3


def test_sarif_is_what_editors_and_code_hosts_read(law: Law, run: CommandLine) -> None:
    folder = law("several-at-once")
    told = json.loads(run("check", "--format", "sarif").stdout)
    assert (told["version"], told["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-2.1.0.json")
    (of_run,) = told["runs"]
    rules = of_run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {check.code for check in CHECKS} <= {rule["id"] for rule in rules}
    for rule in rules:
        if rule["id"].startswith("L"):
            assert rule["help"]["markdown"].startswith(f"# {rule['id']} {rule['name']}")
    assert of_run["results"]
    for result in of_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == ("warning" if result["ruleId"].startswith("L") else "error")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert not re.search(r"[\\:]|^/", uri)
        assert (folder / uri).is_file()
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    prints = [result["partialFingerprints"]["chetaiFinding/v1"] for result in of_run["results"]]
    assert len(set(prints)) == len(prints)
    main = folder / "rules" / "tiny" / "main.yaml"
    main.write_text("# one line more\n" + main.read_text(encoding="utf-8"), encoding="utf-8")
    moved = json.loads(run("check", "--format", "sarif").stdout)["runs"][0]["results"]
    assert [result["partialFingerprints"]["chetaiFinding/v1"] for result in moved] == prints


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_shown_by_code_and_by_name(language: str, run: CommandLine, record: Record) -> None:
    by_code = run("check", "--explain", "l711", lang=language)
    assert by_code == run("check", "--explain", "field-never-read", lang=language)
    assert by_code.exit_code == 0
    record(ROOT / "tests" / "acceptance" / "recorded" / f"check-explain.{language}.txt", by_code.stdout)
    unknown = run("check", "--explain", "field-never-red", lang=language)
    assert (unknown.exit_code, "'field-never-read'" in unknown.stderr) == (3, True)
