"""`chetai diff`: what a change of the law is, word for word, and whose outcome changes, by which rule."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.evaluators import durable
from engine.reading.messages import LANGUAGES

from .running import GOOD, RECORDED, ROOT, CommandLine, Record, Said, assert_refused, codes

TinyLaw = Callable[..., Path]
Edit = tuple[str, str, str]

# One change of every kind to the tiny law: file, what stands there, what stands there then.
EVERY_KIND: list[Edit] = [
    ("tiny/rulebook.yaml", "version: 1.0.0", "version: 1.1.0"),
    ("tiny/rulebook.yaml", "in_force: {from: 2020-01-01}", "in_force: {from: 2021-01-01}"),
    ("tiny/rulebook.yaml", "en: What late means", "en: What being late means"),
    ("tiny/rulebook.yaml", "value: 30}", "value: 50}"),
    ("tiny/rulebook.yaml", "en: a long loan", "en: a very long loan"),
    ("tiny/rulebook.yaml", "    caution: {vi: Thủ thư quyết định mức phạt., en: The librarian sets the amount.}\n", ""),
    (
        "tiny/coverage.yaml",
        '"4": {status: encoded}',
        '"4": {status: partly_encoded, because: {vi: Còn., en: Not all.}}',
    ),
    ("tiny/source.vi.md", "Chúc bạn đọc sách vui.", "Chúc bạn đọc sách thật vui."),
    ("tiny/main.yaml", "  - id: block-after-many", "  - id: block-for-many"),
    ("tiny/main.yaml", "      - loan: {by: r, lost: yes}\n      - watch:", "      - watch:"),
    ("vocabulary.yaml", "adult: {vi: người lớn, en: adult}", "adult: {vi: người lớn, en: grown-up}"),
    (
        "vocabulary.yaml",
        "child: {vi: trẻ em, en: child}",
        "child: {vi: trẻ em, en: child}, old: {vi: cao tuổi, en: old}",
    ),
    ("vocabulary.yaml", "at_most: 365", "at_most: 400"),
    ("kinds.yaml", "label: {vi: Sách, en: Book}", "label: {vi: Sách, en: A book}"),
]


def edit(folder: Path, edits: list[Edit]) -> None:
    """Replace, in files of a folder, what stands there once."""
    for name, old, new in edits:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "init.defaultBranch=main")
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *who, *words], cwd=folder, env=environment, check=True, capture_output=True)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def draft(tiny_law: TinyLaw, tmp_path: Path) -> Path:
    """The tiny law in place, a copy of it to change, and cases: a scenario and a plain file."""
    rules = tiny_law()
    shutil.copytree(rules, tmp_path / "draft")
    scenario = tmp_path / "cases" / "one"
    scenario.mkdir(parents=True)
    shutil.copy(GOOD / "case.yaml", scenario)
    (scenario / "expected.yaml").write_text("format: chetai/scenario/1\ntitle: {vi: Một, en: One}\n", encoding="utf-8")
    plain = (GOOD / "case.yaml").read_text(encoding="utf-8").replace("id: TV-1", "id: TV-2")
    (tmp_path / "cases" / "two.yaml").write_text(plain.replace("age: unknown", "age: adult"), encoding="utf-8")
    (tmp_path / "cases" / "note.json").write_text('{"format": "chetai/assessment/1"}', encoding="utf-8")
    return tmp_path / "draft"


@pytest.fixture
def repository(draft: Path, tmp_path: Path) -> Path:
    """The tiny law committed, then committed again with a shorter loan counted as long, then changed on disk."""
    git(tmp_path, "init")
    git(tmp_path, "add", "rules")
    git(tmp_path, "commit", "-m", "first")
    git(tmp_path, "tag", "v1")
    edit(tmp_path / "rules", [("tiny/rulebook.yaml", "value: 30}", "value: 40}")])
    git(tmp_path, "commit", "-a", "-m", "second")
    edit(tmp_path / "rules", [("tiny/rulebook.yaml", "value: 40}", "value: 50}")])
    return tmp_path


def told(said: Said) -> dict[str, Any]:
    """The JSON of a comparison that could be made."""
    assert (said.exit_code, said.stderr) == (0, ""), said
    read: dict[str, Any] = json.loads(said.stdout)
    return read


def long_loans(said: Said) -> tuple[int, int]:
    """The days from which a loan is long, on both sides."""
    (change,) = told(said)["changes"]
    ((part,),) = [change["parts"]]
    assert (change["kind"], change["name"], part["name"]) == ("threshold", "long", "values")
    return part["old"][0]["value"], part["new"][0]["value"]


# What is said, word for word.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_kind_of_change_is_said(
    language: str, form: str, draft: Path, run: CommandLine, record: Record, tmp_path: Path
) -> None:
    edit(draft, EVERY_KIND)
    said = run("diff", "rules", "draft", "--cases", "cases", "--format", form, lang=language)
    assert (said.exit_code, said.stderr) == (0, "")
    record(RECORDED / f"diff.{language}.{'md' if form == 'markdown' else 'txt'}", said.stdout)
    if form == "text":
        lines = [line for line in said.stdout.splitlines() if not line.startswith("    ")]
        assert max(map(len, lines)) <= 100


def test_every_kind_of_change_for_programs(draft: Path, run: CommandLine, record: Record) -> None:
    edit(draft, EVERY_KIND)
    said = run("diff", "rules", "draft", "--cases", "cases", "--format", "json")
    assert said == run("diff", "rules", "draft", "--cases", "cases", "--format", "json", lang="vi")
    record(RECORDED / "diff.json", said.stdout)
    kinds = {change["kind"] for change in told(said)["changes"]}
    assert kinds == {
        *("rulebook", "rule", "reading", "threshold", "conclusion", "coverage", "text", "field", "choice", "row")
    }


def test_a_reading_against_the_other(draft: Path, run: CommandLine, record: Record) -> None:
    said = run("diff", "lateness=dates", "lateness=also_lost", "--cases", "cases")
    assert said.exit_code == 0
    record(RECORDED / "diff-readings.en.txt", said.stdout)
    assert "by rule: lateness (reading lateness)" in said.stdout


def test_comments_layout_and_order_are_no_change(draft: Path, run: CommandLine) -> None:
    main = draft / "tiny" / "main.yaml"
    text = main.read_text(encoding="utf-8")
    head, *rules = text.split("\n  - id: ")
    other = draft / "tiny" / "another-name.yaml"
    other.write_text("rules:\n  # A remark.\n  - id: " + "\n  - id: ".join(reversed(rules)) + "\n", encoding="utf-8")
    edit(
        draft,
        [
            (
                "tiny/another-name.yaml",
                "{by: r, kind: k, days: {above: long}}",
                "{days: {above: long}, kind: k, by: r}",
            ),
            (
                "tiny/another-name.yaml",
                "      - reader r: {age: child}\n      - loan l: {excused: yes}\n",
                "      - loan l: {excused: yes}   # either\n      - reader r:\n          age: child\n",
            ),
        ],
    )
    main.unlink()
    assert head == "rules:\n"
    said = run("diff", "rules", "draft", "--cases", "cases")
    assert (said.exit_code, said.stderr) == (0, "")
    assert "The two laws say the same." in said.stdout
    assert "with another outcome: 0" in said.stdout


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("tiny/main.yaml", "when:\n      - any:", "when:\n      - all:")], ("rule", "lateness", ["when"])),
        ([("tiny/main.yaml", "overrides: [mild-letter]\n    then", "then")], ("rule", "firm-letter", ["overrides"])),
        (
            [("tiny/rulebook.yaml", "      dates: {vi: Chỉ xét ngày trả, en: The dates alone count}\n", ""),
             ("tiny/rulebook.yaml", "en: Lost is late as well}",
              "en: Lost is late as well}\n      dates: {vi: Chỉ xét ngày trả, en: The dates alone count}")],
            ("reading", "lateness", ["default"]),
        ),
        (
            [("vocabulary.yaml", "one_per: {card: [reader, branch]}", "one_per: {card: [branch, reader]}")],
            ("template", "watch", ["one_per"]),
        ),
        ([("vocabulary.yaml", "judgement: yes, ", "")], ("field", "loan.excused", ["judgement"])),
        (
            [("vocabulary.yaml", "judgement: yes, ", "judgement: yes, changeable: no, ")],
            ("field", "loan.excused", ["changeable"]),
        ),
    ],
)  # fmt: skip
def test_a_small_change_is_seen(
    edits: list[Edit], expected: tuple[str, str, list[str]], draft: Path, run: CommandLine
) -> None:
    edit(draft, edits)
    (change,) = told(run("diff", "rules", "draft", "--format", "json"))["changes"]
    assert (change["kind"], change["name"], [part["name"] for part in change["parts"]]) == expected


def test_a_property_added_and_changed_is_told_as_written(draft: Path, run: CommandLine) -> None:
    lines = ["properties:", "  - id: no-fine", "    label: {vi: Không phạt, en: No fine}", "    never:"]
    items = ["      - fine: {reader: r}", "      - reader r: {age: child}"]
    path = draft / "tiny" / "properties.yaml"
    path.write_text("\n".join([*lines, *items]), encoding="utf-8")
    (added,) = told(run("diff", "rules", "draft", "--format", "json"))["changes"]
    assert (added["kind"], added["name"], added["how"]) == ("property", "no-fine", "added")
    assert added["lines"][-1] == "+     - reader r: {age: child}"
    before = draft.parent / "before"
    shutil.copytree(draft, before)
    path.write_text("\n".join([*lines, *items]).replace("child", "adult"), encoding="utf-8")
    (changed,) = told(run("diff", "before", "draft", "--format", "json"))["changes"]
    assert (changed["kind"], [part["name"] for part in changed["parts"]]) == ("property", ["items"])
    assert "Properties" in run("diff", "before", "draft").stdout


def test_a_rulebook_added_and_one_removed(draft: Path, run: CommandLine) -> None:
    edit(draft, [("tiny/rulebook.yaml", "id: tiny", "id: small")])
    found = told(run("diff", "rules", "draft", "--cases", "cases", "--format", "json"))
    books, rules = found["changes"][:2], found["changes"][2:]
    assert [(c["name"], c["how"]) for c in books] == [("tiny", "removed"), ("small", "added")]
    assert [part["name"] for rule in rules for part in rule["parts"]] == ["rulebook"] * 5, "its rules moved there"
    assert found["cases"]["changed"] == 0


# Whose outcome.


def test_a_drafter_changes_one_condition(run: CommandLine, tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    shutil.copytree(ROOT / "rules" / "ke-hoach-131", draft)
    text = (draft / "II.4.2.yaml").read_text(encoding="utf-8")
    start = text.index("id: relief-by-prevention")
    (draft / "II.4.2.yaml").write_text(text[:start] + text[start:].replace("any:", "all:", 1), encoding="utf-8")
    cases = ROOT / "scenarios" / "ke-hoach-131"
    found = told(run("diff", ROOT / "rules" / "ke-hoach-131", draft, "--cases", cases, "--format", "json"))
    assert [(c["kind"], c["name"], c["how"]) for c in found["changes"]] == [("rule", "relief-by-prevention", "changed")]
    assert [line for line in found["changes"][0]["lines"] if line[0] in "+-"] == ["-     - any:", "+     - all:"]
    assert found["cases"]["not_compared"] == []
    by_name = {Path(case["case"]).name: case["changes"] for case in found["cases"]["shown"]}
    assert len(by_name) == found["cases"]["changed"] > 10
    ground = next(c for c in by_name["can-cu-da-phong-ngua"] if c["key"] == "relief_ground(p2, u1, prevention)")
    assert (ground["before"], ground["after"], ground["through"]) == (
        "holds",
        "does_not_hold",
        ["relief-by-prevention"],
    )
    (why_not,) = ground["why_not"]
    assert (why_not["rule"], why_not["read"]) == ("relief-by-prevention", ["oversights.o1.could_not_have_known = no"])
    turned = [c for changes in by_name.values() for c in changes if c["before"] != c["after"]]
    assert len(turned) > 20
    assert all(change["through"] == ["relief-by-prevention"] for change in turned)


def test_what_an_outcome_depends_on_is_part_of_it(draft: Path, run: CommandLine) -> None:
    """A fine is not called for on either side; under the draft that depends no longer on how lateness is read."""
    edit(draft, [("tiny/rulebook.yaml", "value: 30}", "value: 50}")])
    shown = told(run("diff", "rules", "draft", "--cases", "cases", "--format", "json"))["cases"]["shown"]
    fine = next(change for change in shown[0]["changes"] if change["key"] == "fine(r4)")
    assert (fine["before"], fine["after"]) == ("does_not_hold", "does_not_hold")
    assert fine["lists"] == {
        "turns_on": {"gone": [{"name": "lateness=also_lost", "says": ["holds"]}], "new": []},
    }


def test_limit_shows_the_first_and_says_how_many_more(draft: Path, run: CommandLine) -> None:
    edit(draft, [("tiny/rulebook.yaml", "value: 30}", "value: 50}")])
    words = ("diff", "rules", "draft", "--cases", "cases")
    said = run(*words, "--limit", "1").stdout
    assert "[cases/one]" in said
    assert "[cases/two.yaml]" not in said
    assert "Not shown: 1 (" in said
    assert len(told(run(*words, "--limit", "0", "--format", "json"))["cases"]["shown"]) == 0
    summary = told(run(*words, "--format", "json"))["cases"]["summary"]
    assert {"code": "fine", "choices": {}, "before": "holds", "after": "does_not_hold", "number": 3} in summary


def test_a_case_that_cannot_be_read_under_one_side_keeps_no_other_back(draft: Path, run: CommandLine) -> None:
    edit(
        draft,
        [
            ("tiny/rulebook.yaml", "value: 30}", "value: 50}"),
            ("vocabulary.yaml", "child: {vi: trẻ em, en: child}", "young: {vi: trẻ em, en: child}"),
            ("tiny/main.yaml", "age: child", "age: young"),
        ],
    )
    edit(draft.parent, [("cases/two.yaml", "age: child", "age: unknown")])
    said = run("diff", "rules", "draft", "--cases", "cases")
    assert (said.exit_code, codes(said.stderr)) == (3, ["C421"])
    assert "cases/one – under draft" in said.stdout
    assert "[cases/two.yaml]" in said.stdout
    (unread,) = json.loads(run("diff", "rules", "draft", "--cases", "cases", "--format", "json").stdout)["cases"][
        "not_compared"
    ]
    assert (unread["case"], unread["sides"], [p["code"] for p in unread["problems"]]) == (
        "cases/one",
        ["draft"],
        ["C421"],
    )


def test_a_case_without_a_day_wants_one(draft: Path, run: CommandLine) -> None:
    said = run("diff", "rules", "draft", "--cases", "dateless/case.yaml")
    assert (said.exit_code, codes(said.stderr)) == (3, ["Y136"])
    assert run("diff", "rules", "draft", "--cases", "dateless", "--as-of", "2024-06-01").exit_code == 0


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_folder_without_cases_is_told(place: str, draft: Path, run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = run("diff", "rules", "draft", "--cases", place)
    assert_refused(said)
    assert codes(said.stderr) == ["Y134" if place == "empty" else "Y102"]


def test_4_when_the_engines_differ(
    draft: Path, run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = durable.answer
    monkeypatch.setattr(durable, "answer", lambda *given: {k: v for k, v in truth(*given).items() if k != "fine(r1)"})
    said = run("diff", "rules", "draft", "--cases", "cases")
    assert_refused(said, exit_code=4)
    assert (tmp_path / "chetai-disagreement-TV-1.json").is_file()


# What may be compared.


@needs_git
@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        ("HEAD", "rules", (40, 50)),
        ("rules", "HEAD", (50, 40)),
        ("HEAD~1", "HEAD", (30, 40)),
        ("v1", "main", (30, 40)),
        ("v1:rules", "rules", (30, 50)),
        ("v1:rules/tiny", "rules/tiny", (30, 50)),
        ("v1:/rules/", "HEAD:rules", (30, 40)),
        ("v1", "rules/tiny", (30, 50)),
        ("HEAD", "draft", (40, 30)),
        ("v1", "lateness=dates", (30, 50)),
        ("main^{/first}", "HEAD", (30, 40)),
    ],
)
def test_a_side_may_be_a_revision(
    old: str, new: str, days: tuple[int, int], repository: Path, run: CommandLine
) -> None:
    # The folder draft is in the repository, but not in that commit: it stands outside, as a drafter's would.
    if "draft" in (old, new):
        new = shutil.move(str(repository / "draft"), str(repository.parent / f"{repository.name}-draft"))
    assert long_loans(run("diff", old, new, "--format", "json")) == days


@needs_git
def test_a_revision_brings_its_own_vocabulary(repository: Path, run: CommandLine) -> None:
    """The old rules read a field that is gone from today's vocabulary."""
    edit(
        repository / "rules",
        [
            ("tiny/main.yaml", "    unless:\n      - reader r: {age: child}\n", "    unless:\n"),
            ("vocabulary.yaml", "renewals: {type: number, at_least: 0, ", "renewals: {type: number, at_least: 1, "),
            ("vocabulary.yaml", "        choices: {adult", "        choices: {baby: {vi: em bé, en: baby}, adult"),
        ],
    )
    for old, new in (("v1", "rules"), ("v1:rules/tiny", "rules/tiny"), ("v1", "rules/tiny")):
        names = {change["name"] for change in told(run("diff", old, new, "--format", "json"))["changes"]}
        assert names == {"fine-for-lateness", "long", "loan.renewals", "reader.age.baby"}


@needs_git
def test_a_folder_comes_before_a_revision_and_a_reading_before_both(repository: Path, run: CommandLine) -> None:
    shutil.copytree(repository / "draft", repository / "v1")
    edit(repository / "v1", [("tiny/rulebook.yaml", "value: 30}", "value: 7}")])
    assert long_loans(run("diff", "v1", "rules", "--format", "json")) == (7, 50)
    shutil.copytree(repository / "v1", repository / "lateness=dates")
    assert told(run("diff", "lateness=dates", "rules", "--format", "json"))["changes"] == []
    assert long_loans(run("diff", "./lateness=dates", "rules", "--format", "json")) == (7, 50)


@needs_git
@pytest.mark.parametrize(
    ("revision", "code", "near"),
    [
        ("mian", "Y132", "main"),
        ("HEDA", "Y132", "HEAD"),
        ("--output=x", "Y132", ""),
        ("-h", "Y132", ""),
        ("HEAD;touch x", "Y132", ""),
        ("$(touch x)", "Y132", ""),
        ("`touch x`", "Y132", ""),
        ("HEAD\ntouch x", "Y132", ""),
        ("HEAD\0", "Y132", "HEAD"),
        ("", "Y132", ""),
        (":rules", "Y132", ""),
        ("HEAD^{tree}", "Y132", ""),
        ("HEAD:rulse", "Y133", "rules"),
        ("HEAD:rules/tiny/main.yaml", "Y133", "rules/tiny"),
        ("HEAD:../..", "Y133", ""),
        ("HEAD:--output=x", "Y133", ""),
        ("HEAD:rules/\0", "Y133", "rules"),
    ],
)
def test_a_side_that_is_nothing_is_refused(
    revision: str, code: str, near: str, repository: Path, run: CommandLine
) -> None:
    before = {path.name for path in repository.iterdir()}
    said = run("diff", "--format", "text", "--lang", "en", "--", revision, "rules", lang=None)
    assert said.exit_code == 3
    assert (said.stdout, "Traceback" in said.stderr) == ("", False)
    assert codes(said.stderr) == [code]
    assert f"(did you mean '{near}'?)" in said.stderr if near else "did you mean" not in said.stderr
    assert {path.name for path in repository.iterdir()} == before


@needs_git
def test_what_a_repository_is_set_up_to_run_is_not_run(repository: Path, run: CommandLine, tmp_path: Path) -> None:
    touch = f"touch {tmp_path / 'run'}; cat"
    for name in ("filter.x.smudge", "filter.x.clean", "diff.x.textconv", "core.fsmonitor", "core.pager", "core.editor"):
        git(repository, "config", name, touch)
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        hook = repository / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{touch}\n", encoding="utf-8")
        hook.chmod(0o755)
    (repository / ".git" / "info" / "attributes").write_text("* filter=x diff=x export-ignore\n", encoding="utf-8")
    assert long_loans(run("diff", "HEAD", "rules", "--format", "json")) == (40, 50)
    assert not (tmp_path / "run").exists()


@needs_git
def test_a_link_in_a_revision_leads_nowhere(repository: Path, run: CommandLine) -> None:
    (repository / "rules" / "tiny" / "zz.yaml").symlink_to("/etc/passwd")
    git(repository, "add", "rules")
    git(repository, "commit", "-m", "a link")
    (repository / "rules" / "tiny" / "zz.yaml").unlink()
    assert told(run("diff", "HEAD", "rules", "--format", "json"))["changes"] == []


@needs_git
def test_what_is_wrong_at_a_revision_is_told_with_its_place_there(repository: Path, run: CommandLine) -> None:
    slips = [("tiny/main.yaml", "age: child", "aeg: child"), ("tiny/main.yaml", "id: mild-letter", "id: firm-letter")]
    edit(repository / "rules", slips)
    git(repository, "commit", "-a", "-m", "a slip")
    shutil.rmtree(repository / "rules")
    shutil.copytree(repository / "draft", repository / "rules")
    said = run("diff", "HEAD", "rules")
    assert (said.exit_code, said.stdout) == (3, "")
    first, second = said.stderr.splitlines()
    assert first.startswith("HEAD:rules/tiny/main.yaml:22:20: R203")
    assert second == "HEAD:rules/tiny/main.yaml:46:5: R249 the rule id 'firm-letter' is already used at " + (
        "HEAD:rules/tiny/main.yaml:37:5"
    )


@needs_git
def test_where_rules_stand_at_a_revision_is_said_as_git_does(repository: Path, run: CommandLine) -> None:
    edit(repository / "rules", [("tiny/main.yaml", "age: child", "age: adult")])
    found = told(run("diff", "HEAD", "rules", "--format", "json"))["changes"]
    assert found[0]["old_at"] == "HEAD:rules/tiny/main.yaml:14:5"
    assert found[0]["new_at"] == "rules/tiny/main.yaml:14:5"


def test_a_revision_where_there_is_no_repository(
    draft: Path, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(draft.parent.parent))
    said = run("diff", "HEAD", "rules")
    assert_refused(said)
    assert codes(said.stderr) == ["Y131"]


def test_a_revision_without_git(draft: Path, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    said = run("diff", "HEAD", "rules")
    assert_refused(said)
    assert codes(said.stderr) == ["Y130"]


def test_a_folder_without_rulebooks(draft: Path, run: CommandLine) -> None:
    said = run("diff", "cases", "dateless")
    assert_refused(said)
    assert codes(said.stderr) == ["Y135", "Y135"]


def test_a_reading_nobody_has(draft: Path, run: CommandLine) -> None:
    said = run("diff", "latenes=dates", "lateness=date")
    assert_refused(said, exit_code=2)
    assert codes(said.stderr) == ["S321", "S322"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["Y130", "Y131", "Y132", "Y133", "Y134", "Y135", "Y136"])
def test_each_fault_says_what_to_do(
    code: str, language: str, draft: Path, run: CommandLine, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {
        "Y130": ["HEAD", "rules"],
        "Y131": ["HEAD", "rules"],
        "Y132": ["mian", "rules"],
        "Y133": ["main:rulse", "rules"],
        "Y134": ["rules", "draft", "--cases", "empty"],
        "Y135": ["rules", "cases"],
        "Y136": ["rules", "draft", "--cases", "dateless"],
    }[code]
    if code in ("Y132", "Y133"):
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        git(draft.parent, "init")
        git(draft.parent, "add", "rules")
        git(draft.parent, "commit", "-m", "first")
    if code == "Y130":
        monkeypatch.setenv("PATH", "")
    if code == "Y134":
        (draft.parent / "empty").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(draft.parent.parent))
    said = run("diff", *asked, lang=language)
    record(ROOT / "tests" / "rulebooks" / "asked" / f"{code}.{language}", said.stderr)
    assert set(codes(said.stderr)) == {code}
