"""The command line as people use it: commands, options, exit codes, and the whole text of one answer of each kind."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from markdown_it import MarkdownIt

from engine.evaluators import durable
from engine.reading.messages import LANGUAGES

from .running import GOOD, RECORDED, ROOT, CommandLine, Record, Said, assert_refused, codes

TinyLaw = Callable[..., Path]
COMMANDS = ["assess", "explain", "ask", "what-if", "changes", "rules", "check", "test", "verify", "diff", "new"]
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")

# A call of each command on the tiny law: what a person would type after `chetai`.
CALLS = {
    "assess": ["assess", "case.yaml"],
    "assess-all": ["assess", "case.yaml", "--all"],
    "assess-as-claimed": ["assess", "case.yaml", "--as-claimed-by", "library"],
    "explain-holds": ["explain", "case.yaml", "fine(r1)"],
    "explain-undetermined": ["explain", "case.yaml", "letter(r1, mild)"],
    "explain-does-not-hold": ["explain", "case.yaml", "fine(r3)"],
    "what-if": ["what-if", "case.yaml", "--set", "readers.r2.age=child", "--set", "loans.l4.lost=yes"],
    "changes-holds": ["changes", "case.yaml", "fine(r1)"],
    "changes-undetermined": ["changes", "case.yaml", "letter(r1, mild)"],
    "changes-none": ["changes", "case.yaml", "letter(r2, firm)"],
    "rules": ["rules"],
    "rules-of-a-provision": ["rules", "2"],
}


def done(said: Said) -> str:
    """What a command printed, having succeeded in silence otherwise."""
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


def answer(said: Said) -> dict[str, Any]:
    """The JSON that a command printed."""
    read: dict[str, Any] = json.loads(done(said))
    return read


def statuses(said: Said) -> dict[str, str]:
    """Conclusion to status."""
    return {one["key"]: one["status"] for one in answer(said)["conclusions"]}


# What is said, word for word.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("name", CALLS)
def test_the_whole_answer(
    name: str, form: str, language: str, run: CommandLine, record: Record, tiny_law: TinyLaw
) -> None:
    tiny_law()
    said = run(*CALLS[name], "--format", form, lang=language)
    suffix = "md" if form == "markdown" else "txt"
    record(RECORDED / f"{name}.{language}.{suffix}", done(said))


@pytest.mark.parametrize("name", CALLS)
def test_the_whole_answer_for_programs(name: str, run: CommandLine, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law()
    english, vietnamese = (run(*CALLS[name], "--format", "json", lang=language) for language in ("en", "vi"))
    assert english == vietnamese, "JSON speaks no language of its own"
    json.loads(done(english))
    record(RECORDED / f"{name}.json", english.stdout)


@pytest.mark.parametrize("name", CALLS)
def test_text_fits_a_page_and_markdown_is_markdown(name: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    text, marked = done(run(*CALLS[name])), done(run(*CALLS[name], "--format", "markdown"))
    assert max(map(len, text.splitlines())) <= 100
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert "\x1b" not in text
    assert re.match("#{1,2} ", marked)
    assert marked.endswith("\n")
    assert not marked.endswith("\n\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALLS)
def test_reports_speak_to_people(name: str, language: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    """The notation that programs read stays in JSON."""
    tiny_law()
    text = done(run(*CALLS[name], lang=language))
    assert not re.findall(r".*(?:: none\b|\(\*\)|: not met\b|\bNone\b).*", text)


# Help.


def commands_in(language: str, monkeypatch: pytest.MonkeyPatch) -> click.Group:
    """The commands as loaded by a person who set that language; help texts are chosen when the module is read."""
    monkeypatch.setenv("CHETAI_LANG", language)
    spec = importlib.util.spec_from_file_location(f"cli_in_{language}", ROOT / "cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    main: click.Group = module.main
    return main


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_help_in_that_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["chetai"])
    main = commands_in(language, monkeypatch)
    assert list(main.commands) == COMMANDS
    commands = [main, *main.commands.values()]
    commands += [
        inner for group in main.commands.values() if isinstance(group, click.Group) for inner in group.commands.values()
    ]
    texts = [command.help for command in commands]
    for command in commands:
        texts += [p.help for p in command.params if isinstance(p, click.Option) and p.name != "version"]
    for text in texts:
        assert text
        assert bool(VIETNAMESE.search(text)) == (language == "vi"), text


def test_both_languages_have_the_same_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["chetai"])
    vietnamese, english = (commands_in(language, monkeypatch) for language in LANGUAGES)
    for name in COMMANDS:
        one, other = vietnamese.commands[name].params, english.commands[name].params
        assert [option.opts for option in one] == [option.opts for option in other]


# Exit codes.


def test_0_when_all_is_well(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    assert run("assess", "case.yaml").exit_code == 0


def test_1_when_a_scenario_does_not_come_out_as_expected(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    folder = tmp_path / "scenarios" / "one"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text((GOOD / "case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    expected = folder / "expected.yaml"
    expected.write_text("format: chetai/scenario/1\ntitle: {vi: Một, en: One}\nconclusions: {}\n", encoding="utf-8")
    assert run("test").exit_code == 1
    assert "fine(r1)" in run("test", "scenarios").stdout
    assert run("test", folder, "--update").exit_code == 0
    assert run("test").exit_code == 0
    assert "fine(r1):\n    status: holds" in expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["asses", "case.yaml"],
        ["assess"],
        ["assess", "case.yaml", "--format", "pdf"],
        ["assess", "case.yaml", "--as-of", "2024-13-01"],
        ["assess", "case.yaml", "--as-of", "01/09/2024"],
        ["assess", "case.yaml", "--as-of", "20240901"],
        ["assess", "case.yaml", "--as-of", ""],
        ["assess", "case.yaml", "--reading", "lateness"],
        ["assess", "case.yaml", "--reading", "=dates"],
        ["assess", "case.yaml", "--readings", "lateness=dates"],
        ["explain", "case.yaml"],
        ["what-if", "case.yaml"],
        ["what-if", "case.yaml", "--set", "loans.l1.lost"],
        ["what-if", "case.yaml", "--set", "loans.l1.lost="],
        ["changes", "case.yaml"],
        ["changes", "case.yaml", "fine(r1)", "--limit", "0"],
        ["changes", "case.yaml", "fine(r1)", "--to", "undetermined"],
        ["rules", "1", "2"],
        [],
    ],
    ids=" ".join,
)
def test_2_when_the_command_is_used_wrongly(words: list[str], run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = run(*words, lang=None, CHETAI_LANG="en")
    assert said.exit_code == 2
    assert said.stdout == ""
    assert said.stderr.startswith("Usage: chetai")


def test_2_names_the_command_that_was_probably_meant(run: CommandLine) -> None:
    assert "(did you mean 'explain'?)" in run("explane", lang=None, CHETAI_LANG="en").stderr
    assert "(có phải 'explain' không?)" in run("explane", lang=None).stderr


def test_2_for_a_language_nobody_speaks_here(run: CommandLine) -> None:
    assert run("rules", lang="fr").exit_code == 2


def test_2_suggests_the_nearest_name(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    for words in (["--rulebook", "tinny"], ["--reading", "latenes=dates"], ["--reading", "lateness=date"]):
        said = run("assess", "case.yaml", *words)
        assert_refused(said, exit_code=2)
        assert "did you mean" in said.stderr


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("loans.l1.lost=maybe", "C421"),
        ("loans.l1.due=2024-02-30", "C423"),
        ("loans.l1.due=soon", "C422"),
        ("loans.l1.days=400", "C425"),
        ("loans.l1.days=long", "C424"),
        ("loans.l1.by=Lê An", "C426"),
        ("loans.l1.by=b1", "C415"),
        ("loans.l1.kind=boook", "C416"),
        ("loans.l1.kind=map", "C417"),
        ("loans.l9.lost=yes", "C441"),
        ("loans.l1=yes", "C441"),
        ("lost=yes", "C441"),
        ("item_kind.book.fined=no", "C441"),
        ("watches.r1-b1.remind=yes", "C409"),
    ],
)
def test_3_for_a_change_that_fits_no_fact(setting: str, code: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = run("what-if", "case.yaml", "--set", setting)
    assert_refused(said)
    assert codes(said.stderr) == [code]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("fines(r1)", "C442"),
        ("", "C442"),
        ("fine", "C443"),
        ("fine()", "C443"),
        ("fine(r1", "C443"),
        ("fine(r1, r2)", "C443"),
        ("fine(r9)", "C444"),
        ("letter(r1, harsh)", "C444"),
        ("loan(l1)", "C442"),
    ],
)
def test_3_for_a_key_that_is_no_conclusion(key: str, code: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    for command in ("explain", "changes"):
        said = run(command, "case.yaml", key)
        assert_refused(said)
        assert codes(said.stderr) == [code]


def test_a_key_may_be_written_with_other_white_space(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    wanted = done(run("explain", "case.yaml", "letter(r1, mild)"))
    for key in ("letter(r1,mild)", "letter( r1 , mild )", " letter(r1, mild)"):
        assert done(run("explain", "case.yaml", key)) == wanted, key


def test_4_without_durable_rules(tmp_path: Path) -> None:
    """As it is on a machine where it was built wrongly: nothing may be issued that nobody confirmed."""
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").touch()
    (tmp_path / "durable" / "engine.py").write_text("import a_library_that_was_not_built\n", encoding="utf-8")
    case = ROOT / "tests" / "cases" / "good" / "leader.yaml"
    for language, words in (("en", "cannot confirm"), ("vi", "không xác nhận được")):
        ran = subprocess.run(
            [sys.executable, "-c", "from cli import main; main()", "assess", case, "--lang", language],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
            capture_output=True,
            check=False,
        )
        said = Said(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
        assert_refused(said, exit_code=4)
        assert codes(said.stderr) == ["E502"]
        assert words in said.stderr
        assert "a_library_that_was_not_built" in said.stderr
        assert "make assess" in said.stderr


def test_4_when_the_engines_differ(
    run: CommandLine, tiny_law: TinyLaw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One engine forgets a conclusion: no assessment, both answers, and a bundle to report."""
    tiny_law()
    truth = durable.answer
    monkeypatch.setattr(
        durable, "answer", lambda *given: {key: found for key, found in truth(*given).items() if key != "fine(r1)"}
    )
    for words in (["assess", "case.yaml"], ["explain", "case.yaml", "fine(r1)"]):
        said = run(*words)
        assert_refused(said, exit_code=4)
        assert codes(said.stderr) == ["E501"]
        assert re.search(r"on fine\(r1\): durable-rules says does_not_hold; the reference says holds", said.stderr)
        bundle = tmp_path / "chetai-disagreement-TV-1.json"
        assert bundle.name in said.stderr
        assert bundle.stat().st_mode & 0o077 == 0, "a case file is nobody else's business"
        content = json.loads(bundle.read_text(encoding="utf-8"))
        (difference,) = content["differences"]
        assert difference["key"] == "fine(r1)"
        assert difference["durable"] != difference["reference"]
        assert content["rulebooks"]["tiny"]["version"] == "1.0.0"
        assert "Truyện Kiều" in bundle.read_text(encoding="utf-8")
        bundle.unlink()
    assert "hai công cụ cho kết quả khác nhau" in run("assess", "case.yaml", lang="vi").stderr


def test_4_when_the_engines_differ_on_the_changed_case_only(
    run: CommandLine, tiny_law: TinyLaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_law()
    truth = durable.answer
    monkeypatch.setattr(durable, "answer", lambda *given: {k: v for k, v in truth(*given).items() if k != "fine(r3)"})
    assert run("assess", "case.yaml").exit_code == 0
    said = run("what-if", "case.yaml", "--set", "readers.r3.age=adult")
    assert_refused(said, exit_code=4)
    assert codes(said.stderr) == ["E501"]
    assert "{bundle}" not in said.stderr


def test_4_when_chetai_itself_fails(run: CommandLine, tiny_law: TinyLaw, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_law()

    def fail(*_: object) -> object:
        raise ZeroDivisionError("line one\nline two")

    monkeypatch.setattr(durable, "answer", fail)
    said = run("assess", "case.yaml")
    assert_refused(said, exit_code=4)
    assert codes(said.stderr) == ["E503"]


# Options.


def test_as_of_decides_which_law_counts(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    before = answer(run("assess", "case.yaml", "--as-of", "2019-12-31", "--format", "json"))
    assert (before["as_of"], before["rulebooks"], before["conclusions"]) == ("2019-12-31", [], [])
    assert [note["code"] for note in before["notes"] if note["about"] == "tiny"] == ["not_in_force"]
    assert {verdict["verdict"] for verdict in before["provisions"] if verdict["rule"]} == {"not_in_force"}
    first = answer(run("assess", "case.yaml", "--as-of", "2020-01-01", "--format", "json"))
    assert [book["id"] for book in first["rulebooks"]] == ["tiny"]


def test_without_any_date_today_counts(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    (tmp_path / "undated.yaml").write_text("format: chetai/case/1\nid: TV-2\n", encoding="utf-8")
    said = run("assess", "undated.yaml", "--format", "json")
    day = json.loads(said.stdout)["as_of"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    assert day in said.stderr, "the reader is told which day was taken"


def test_a_reading_can_be_chosen(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    usual = run("assess", "case.yaml", "--format", "json")
    other = run("assess", "case.yaml", "--reading", "lateness=also_lost", "--format", "json")
    assert (statuses(usual)["fine(r4)"], statuses(other)["fine(r4)"]) == ("does_not_hold", "holds")
    assert answer(other)["readings"] == {"lateness": "also_lost"}


def test_as_one_party_tells_it(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = {
        party: statuses(run("assess", "case.yaml", "--all", "--format", "json", "--as-claimed-by", party))
        for party in ("library", "reader")
    }
    assert said["library"]["letter(r1, mild)"] == "undetermined"  # whether there was a reminder is still unknown
    assert said["reader"]["letter(r1, mild)"] == "does_not_hold"


def test_a_party_nobody_knows_is_told(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    text = done(run("assess", "case.yaml", "--as-claimed-by", "librarian"))
    assert "library" in text.partition("librarian")[2]


def test_all_shows_steps_and_what_does_not_hold(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    few = statuses(run("assess", "case.yaml", "--format", "json"))
    every = statuses(run("assess", "case.yaml", "--all", "--format", "json"))
    assert few.items() < every.items()
    assert "late(l1)" not in few
    assert (every["late(l1)"], every["fine(r3)"]) == ("holds", "does_not_hold")


def test_several_cases_are_assessed_in_one_call(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    other = tmp_path / "other.yaml"
    other.write_text("format: chetai/case/1\nid: TV-2\nas_of: 2024-06-01\n", encoding="utf-8")
    both = json.loads(done(run("assess", other, "case.yaml", "--format", "json")))
    assert [one["case"]["id"] for one in both] == ["TV-2", "TV-1"]
    text = done(run("assess", other, "case.yaml"))
    assert text.index("TV-2") < text.index("TV-1")


ANNEX = """id: annex
version: 1.0.0
title: {vi: Phụ lục, en: Annex}
short: {vi: phụ lục, en: the annex}
source: {file: source.vi.md, text: verbatim}
tested_against: {vi: Theo hồ sơ., en: The case.}
verification: {vi: Nguyên văn., en: Verbatim.}
uses: [tiny]
conclusions:
  notice:
    fields: {reader: {type: ref, to: reader}}
    label: {vi: "Thông báo cho {reader}", en: "A notice to {reader}"}
"""

ANNEX_RULES = """rules:
  - id: notice
    provision: A
    when:
      - fine: {reader: r}
    then:
      - notice: {reader: r}
"""


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    """A second rulebook, which builds on the tiny one, outside the shipped folder."""
    folder = tmp_path / "more" / "annex"
    folder.mkdir(parents=True)
    (folder / "rulebook.yaml").write_text(ANNEX, encoding="utf-8")
    (folder / "source.vi.md").write_text("## A\n\nPhạt thì thông báo.\n", encoding="utf-8")
    (folder / "rules.yaml").write_text(ANNEX_RULES, encoding="utf-8")
    return folder


def test_rules_adds_a_folder(run: CommandLine, tiny_law: TinyLaw, annex: Path) -> None:
    tiny_law()
    for folder in (annex, annex.parent, annex.relative_to(Path.cwd())):
        said = run("assess", "case.yaml", "--rules", folder, "--format", "json")
        assert statuses(said)["notice(r1)"] == "holds"
    by_environment = run("assess", "case.yaml", "--format", "json", CHETAI_RULES=str(annex))
    assert by_environment == said


def test_rulebook_limits_to_one_and_those_it_uses(run: CommandLine, tiny_law: TinyLaw, annex: Path) -> None:
    tiny_law()
    options = ["--rules", annex, "--format", "json"]
    one = answer(run("assess", "case.yaml", *options, "--rulebook", "tiny"))
    assert [book["id"] for book in one["rulebooks"]] == ["tiny"]
    assert "notice(r1)" not in [conclusion["key"] for conclusion in one["conclusions"]]
    both = answer(run("assess", "case.yaml", *options, "--rulebook", "annex"))
    assert [book["id"] for book in both["rulebooks"]] == ["tiny", "annex"]


def test_rules_replaces_a_rulebook_of_the_same_id(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    shipped = tiny_law() / "tiny"
    newer = tmp_path / "newer"
    newer.mkdir()
    for path in shipped.iterdir():
        (newer / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    manifest = newer / "rulebook.yaml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 2.0.0"), encoding="utf-8"
    )
    said = answer(run("assess", "case.yaml", "--rules", newer, "--format", "json"))
    assert [(book["id"], book["version"]) for book in said["rulebooks"]] == [("tiny", "2.0.0")]


def test_the_language_comes_from_the_option_then_the_environment_then_vietnamese(
    run: CommandLine, tiny_law: TinyLaw
) -> None:
    tiny_law()
    english, vietnamese = run("assess", "case.yaml", lang="en"), run("assess", "case.yaml", lang="vi")
    assert english.stdout.startswith("Assessment of case TV-1")
    assert vietnamese.stdout.startswith("Đánh giá hồ sơ TV-1")
    assert run("assess", "case.yaml", lang=None) == vietnamese
    assert run("assess", "case.yaml", lang=None, CHETAI_LANG="en") == english
    assert run("assess", "case.yaml", lang="vi", CHETAI_LANG="en") == vietnamese
    assert run("--lang", "en", "assess", "case.yaml", lang=None) == english
    assert run("--lang", "en", "assess", "none.yaml", lang=None).stderr == "none.yaml:1:1: Y102 there is no such file\n"


def test_what_if_sets_a_fact_of_an_implied_entry(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    settings = ["--set", "watches.r1-b1.reminded=yes", "--set", "loans.l4.lost=yes"]
    said = answer(run("what-if", "case.yaml", *settings, "--format", "json"))
    assert {change["key"]: (change["before"], change["after"]) for change in said["changed"]} == {
        "letter(r1, firm)": ("undetermined", "holds"),
        "letter(r1, mild)": ("undetermined", "does_not_hold"),
    }


def test_what_if_nothing_changes_says_so(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    assert "The result is the same." in done(run("what-if", "case.yaml", "--set", "readers.r1.age=adult"))


@pytest.mark.parametrize("name", ["2", "fine-for-lateness", "fine"])
def test_rules_finds_a_provision_a_rule_and_a_conclusion(name: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    assert "Mượn lâu mà trả muộn thì bị phạt" in done(run("rules", name))


def test_the_shipped_law_can_be_browsed(run: CommandLine, shipped_law_read_once: None) -> None:
    for language in LANGUAGES:
        assert "Đình chỉ công tác" in done(run("rules", "II.4.1-1-1", lang=language))


# Text from a case file stays text.

ESCAPE = "\x1b[31mred\x1b]0;title\x07\x9b2J\r"
BIDI = "abc\u202egnp.exe\u2066\u200f\u061c"
MARKS = "**bold** <script>alert(1)</script> [link](javascript:x) | cell `code` ![i](x) &lt; ~~no~~ http://example.org"
LINES = "one\n\n# Heading\n- item\n    code\n1. first\n> quote\n---\n| a | b |\n|---|---|"
HOSTILE = {"escape": ESCAPE, "bidi": BIDI, "marks": MARKS, "lines": LINES}


def hostile_case(text: str) -> str:
    """The tiny case with that text wherever an author may write freely."""
    read = {
        "format": "chetai/case/1",
        "id": f"TV {text}",
        "title": text,
        "as_of": "2024-06-01",
        "readers": {"r1": {"name": text, "age": "adult"}},
        "loans": {
            "l1": {
                "note": text,
                "by": "r1",
                "kind": "book",
                "due": "2024-04-01",
                "returned": {"value": "2024-05-10", "evidence": [text], "because": text, "by": text},
                "days": 45,
                "lost": {"claims": {text: "yes", "reader": "no"}},
            }
        },
    }
    return json.dumps(read)


def assert_harmless(text: str) -> None:
    """No control character but the line end, and none that turns the direction of the text."""
    wrong = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") and c != "\n"}
    assert not wrong, sorted(map(hex, map(ord, wrong)))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "command",
    [["assess"], ["explain", "fine(r1)"], ["what-if", "--set", "loans.l1.excused=no"], ["changes", "fine(r1)"]],
)
def test_hostile_text_is_harmless(
    kind: str, command: list[str], run: CommandLine, tiny_law: TinyLaw, tmp_path: Path
) -> None:
    tiny_law()
    (tmp_path / "hostile.json").write_text(hostile_case(HOSTILE[kind]), encoding="utf-8")
    (tmp_path / "plain.json").write_text(hostile_case("plain"), encoding="utf-8")
    words = [command[0], "hostile.json", *command[1:]]
    said = done(run(*words))
    assert_harmless(said)
    marked = done(run(*words, "--format", "markdown"))
    assert_harmless(marked)
    plain = done(run(command[0], "plain.json", *command[1:], "--format", "markdown"))
    page, wanted = (MarkdownIt("gfm-like", {"linkify": False}).render(text) for text in (marked, plain))
    assert re.findall(r"<[^>]+>", page) == re.findall(r"<[^>]+>", wanted), "the author's marks became the page's"


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_an_error_is_harmless(kind: str, run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    text = HOSTILE[kind]
    case = {
        "format": text,
        "id": "x",
        text: {},
        "readers": {text: {text: text}, "r1": {"age": text}},
        "loans": {"l1": {"by": text}},
    }
    (tmp_path / "hostile.json").write_text(json.dumps(case), encoding="utf-8")
    for language in LANGUAGES:
        said = run("assess", "hostile.json", lang=language)
        assert said.exit_code == 3
        assert said.stdout == ""
        assert_harmless(said.stderr)
        assert len(said.stderr.splitlines()) == len(codes(said.stderr)) > 4


def test_a_bundle_is_written_nowhere_else_whatever_the_id(
    run: CommandLine, tiny_law: TinyLaw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_law()
    monkeypatch.setattr(durable, "answer", lambda *_: {})
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    case = (GOOD / "case.yaml").read_text(encoding="utf-8").replace("id: TV-1", 'id: "../../" ')
    (inner / "case.yaml").write_text(case, encoding="utf-8")
    before = {path for path in tmp_path.rglob("*") if path.parent != inner}
    assert codes(run("assess", "case.yaml").stderr)[0] == "E501"
    assert {path for path in tmp_path.rglob("*") if path.parent != inner} == before
    assert len(list(inner.glob("chetai-disagreement-*.json"))) == 1


def test_a_reading_of_a_rulebook_that_is_not_assessed_is_named_as_such(run: CommandLine, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("{format: chetai/case/1, id: R, as_of: 2024-09-01}", encoding="utf-8")
    said = run("assess", str(case), "--rulebook", "luat-36-2018", "--reading", "transferred=serving")
    assert said.exit_code == 2
    assert codes(said.stderr) == ["S323"]
    assert "did you mean" not in said.stderr
