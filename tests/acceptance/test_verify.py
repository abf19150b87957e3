"""`chetai verify`: the shipped law is proved; in a law sabotaged in a corner, the case that shows it is found.

Each sabotage is a small edit of a shipped rulebook (`tests/rulebooks/sabotaged`). The report is what a person would
copy from: the case is taken out of its text, assessed under the readings it names, and must say what the sabotage says.
"""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from engine.evaluators import durable
from engine.model.case import Case, Entry
from engine.model.rulebook import Law
from engine.proving.verify import Answer, Question
from engine.reading.case import case_from_text
from engine.reading.law import read_law
from engine.reading.messages import LANGUAGES
from tests.law.trying import Trial

from .running import RECORDED, ROOT, CommandLine, Record, Said, assert_refused, codes

SABOTAGED = ROOT / "tests" / "rulebooks" / "sabotaged"
DAY = "2024-09-01"
Change = dict[str, Any]


def read(name: str) -> Change:
    """What was done to which rulebook, and what a case that shows it must say."""
    change: Change = yaml.safe_load((SABOTAGED / name / "change.yaml").read_text(encoding="utf-8"))
    return change


NAMES = sorted(path.name for path in SABOTAGED.iterdir())
REFUTED = [name for name in NAMES if "shows" in read(name)]
OF_ONE_CASE = [name for name in REFUTED if all(isinstance(status, str) for status in read(name)["shows"].values())]


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def proved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked again of the same law, in another language or form, is answered as it was."""
    answer, known = Question.answer, dict[tuple[str, str | None], Answer]()

    def once(question: Question) -> Answer:
        key = (question.of.book.id, question.about.id if question.about else None)
        if key not in known:
            known[key] = answer(question)
        return known[key]

    monkeypatch.setattr(Question, "answer", once)


def sabotage(name: str) -> Change:
    """Put the sabotaged rulebook into the folder `sabotaged`."""
    change = read(name)
    shutil.copytree(ROOT / "rules" / change["rulebook"], "sabotaged")
    for edit in change["changes"]:
        path = Path("sabotaged", edit["file"])
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["was"]) == 1, edit
        path.write_text(text.replace(edit["was"], edit["becomes"]), encoding="utf-8")
    return change


def verified(run: CommandLine, change: Change, *more: str, lang: str = "en") -> Said:
    """What verify says of the sabotaged rulebook."""
    only = ["--property", change["property"]] if "property" in change else []
    words = ["verify", change["rulebook"], "--rules", "sabotaged", "--as-of", DAY, *only, *more]
    said = run(*words, lang=lang)
    assert said.stderr == ""
    return said


def cases_in(report: str) -> list[str]:
    """The case files that a report shows, as a person would copy them."""
    found: list[list[str]] = []
    for line in report.splitlines():
        if line == "    format: chetai/case/1":
            found.append([])
        if found and not line.startswith("    - ") and (line.startswith("    ") or not line):
            found[-1].append(line)
        elif found:
            found.append([])
    return [textwrap.dedent("\n".join(lines)) for lines in found if lines and "format:" in lines[0]]


def readings_in(report: str) -> list[str]:
    """The options that choose the readings a report names."""
    named = re.search(r"Under the readings (.+)", report)
    return [word for pair in named[1].split(", ") for word in ("--reading", pair)] if named else []


def statuses(run: CommandLine, path: Path, *options: str) -> dict[str, str]:
    said = run("assess", path, *options, "--all", "--format", "json")
    assert (said.exit_code, said.stderr) == (0, ""), said
    return {one["key"]: one["status"] for one in json.loads(said.stdout)["conclusions"]}


# What holds is proved.


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_proved_of_a_shipped_rulebook_is_said(language: str, run: CommandLine, record: Record) -> None:
    said = run("verify", "luat-36-2018", "--as-of", DAY, lang=language)
    record(RECORDED / f"verify.{language}.txt", said.stdout)
    assert (said.exit_code, said.stderr) == (0, "")


def test_every_property_of_the_shipped_law_is_proved_of_every_case_file(
    run: CommandLine, shipped: Law, record: Record
) -> None:
    said = run("verify", "--as-of", DAY, "--format", "json")
    record(RECORDED / "verify.json", said.stdout.replace(f"{ROOT.as_posix()}/", ""))
    assert (said.exit_code, said.stderr) == (0, "")
    told = json.loads(said.stdout)
    assert told["format"] == "chetai/proof/1"
    assert [one["id"] for one in told["properties"]] == list(shipped.properties())
    assert {(one["outcome"], one["complete"]) for one in told["properties"]} == {("proved", True)}
    assert not [one for one in told["properties"] if one["counterexample"] or one["premise_missing"]]
    assert [one["rulebook"] for one in told["idle"]] == list(shipped.rulebooks)
    assert not [one for one in told["idle"] if one["never_apply"] or one["never_matter"] or one["stale"]]


# What does not hold is refuted.


@pytest.mark.parametrize("name", REFUTED)
def test_a_sabotaged_rulebook_is_refuted_by_a_case_that_shows_it(
    name: str, run: CommandLine, record: Record, proved_once: None
) -> None:
    change = sabotage(name)
    said = {language: verified(run, change, lang=language) for language in LANGUAGES}
    for language in LANGUAGES:
        record(SABOTAGED / name / f"expected.{language}", said[language].stdout)
        assert said[language].exit_code == 1
    report = said["en"].stdout
    cases, readings = cases_in(report), readings_in(report)
    paths = [Path(f"case-{number}.yaml") for number in range(len(cases))]
    for path, text in zip(paths, cases, strict=True):
        path.write_text(text, encoding="utf-8")
    book = ("--rulebook", change["rulebook"])
    came = [statuses(run, path, *book, "--rules", "sabotaged", *readings) for path in paths]
    shipped = [statuses(run, path, *book, *readings) for path in paths]
    wanted = {key: [status] if isinstance(status, str) else status for key, status in change["shows"].items()}
    assert {key: [one.get(key, "does_not_hold") for one in came] for key in wanted} == wanted
    assert {key: [one.get(key, "does_not_hold") for one in shipped] for key in wanted} != wanted


@pytest.mark.parametrize("name", REFUTED)
def test_a_program_reads_the_same_refutation(name: str, run: CommandLine, record: Record, proved_once: None) -> None:
    change = sabotage(name)
    said = verified(run, change, "--format", "json")
    assert said == verified(run, change, "--format", "json", lang="vi"), "JSON speaks no language of its own"
    record(SABOTAGED / name / "expected.json", said.stdout)
    (one,) = json.loads(said.stdout)["properties"]
    assert (one["id"], one["outcome"]) == (change["property"], "refuted")
    found = one["counterexample"]
    if name not in OF_ONE_CASE:
        assert found["becomes"] == change["shows"]
        first, second = (dict(facts(yaml.safe_load(text))) for text in found["cases"])
        assert [path for path in first.keys() | second.keys() if first.get(path) != second.get(path)] == [found["path"]]


def facts(case: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Path and value of every fact."""
    for section, entries in case.items():
        if isinstance(entries, dict):
            for entry, mine in entries.items():
                yield from ((f"{section}.{entry}.{field}", value) for field, value in mine.items())


@pytest.mark.parametrize("name", OF_ONE_CASE)
def test_nothing_can_be_left_out_of_the_case(name: str, run: CommandLine) -> None:
    """Without any entry, or any fact, it would show nothing."""
    change = sabotage(name)
    (one,) = json.loads(verified(run, change, "--format", "json").stdout)["properties"]
    law = read_law([Path("sabotaged")])
    books = {
        book.id: book.model_copy(update={"properties": {i: p for i, p in book.properties.items() if i == one["id"]}})
        for book in law.rulebooks.values()
    }
    trial = Trial.of(law.model_copy(update={"rulebooks": books}))
    whole = case_from_text(one["counterexample"]["cases"][0], law)

    def is_violated(case: Case) -> bool:
        found = trial.violated(case, date.fromisoformat(DAY), one["counterexample"]["readings"], Random(1))
        return one["id"] in found

    assert is_violated(whole)
    required = {"description"}
    assert not [fewer for fewer, gone in smaller(whole, law) if gone not in required and is_violated(fewer)]


def smaller(case: Case, law: Law) -> Iterator[tuple[Case, str]]:
    """The case without one fact or one entry, with what is gone; links to the entry go with it."""
    for template, entries in case.entries.items():
        for entry, mine in entries.items():
            kept = {name: one for name, one in entries.items() if name != entry}
            others = {
                name: {i: unlinked(one, law, name, template, entry) for i, one in found.items()}
                for name, found in {**case.entries, template: kept}.items()
            }
            yield case.model_copy(update={"entries": others}), entry
            for field in mine.facts:
                rest = {name: fact for name, fact in mine.facts.items() if name != field}
                changed = {**entries, entry: mine.model_copy(update={"facts": rest})}
                yield case.model_copy(update={"entries": {**case.entries, template: changed}}), field


def unlinked(one: Entry, law: Law, template: str, to: str, gone: str) -> Entry:
    fields = law.vocabulary.templates[template].fields
    kept = {name: fact for name, fact in one.facts.items() if (fields[name].to, fact.value) != (to, gone)}
    return one.model_copy(update={"facts": kept})


# What says or does nothing.


@pytest.mark.parametrize("name", [name for name in NAMES if name not in REFUTED])
def test_what_says_or_does_nothing_is_told(name: str, run: CommandLine, record: Record, proved_once: None) -> None:
    change = sabotage(name)
    for language in LANGUAGES:
        said = verified(run, change, lang=language)
        assert said.exit_code == 1
        blocks = said.stdout.split("\n\n")
        record(SABOTAGED / name / f"expected.{language}", "\n\n".join(b for b in blocks if not b.startswith("  ✓")))
    told = json.loads(verified(run, change, "--format", "json").stdout)
    outcomes = {one["id"]: one["outcome"] for one in told["properties"] if one["outcome"] != "proved"}
    idle = {key: value for one in told["idle"] for key, value in one.items() if key not in ("rulebook", "accepted")}
    assert outcomes == change.get("outcomes", {})
    found = idle | {"never_matter": [one["id"] for one in idle["never_matter"]]} if idle else {}
    assert {key: value for key, value in found.items() if value} == change.get("idle", {})


# What is asked, and what is kept.


def test_only_the_properties_asked_for_are_answered(run: CommandLine) -> None:
    asked = ("--property", "one-form-of-discipline", "--property", "protected-or-punished")
    told = json.loads(run("verify", *asked, "--as-of", DAY, "--format", "json").stdout)
    assert [one["id"] for one in told["properties"]] == ["protected-or-punished", "one-form-of-discipline"]
    assert told["idle"] == []


def test_what_is_not_there_cannot_be_asked(run: CommandLine) -> None:
    for words, code in (
        (["ke-hoach"], "S320"),
        (["--property", "one-form-of-disciplin"], "S324"),
        (["ke-hoach-131", "--property", "one-form-of-discipline"], "S325"),
    ):
        for language in LANGUAGES:
            said = run("verify", *words, lang=language)
            assert_refused(said, exit_code=2)
            assert codes(said.stderr) == [code]
    assert "did you mean 'one-form-of-discipline'?" in run("verify", "--property", "one-form-of-disciplin").stderr
    assert "nd-59-2019" in run("verify", "ke-hoach-131", "--property", "one-form-of-discipline").stderr


def test_a_rulebook_not_in_force_is_not_passed_over_in_silence(run: CommandLine) -> None:
    said = run("verify", "ke-hoach-131", "--as-of", "2019-09-01")
    assert said.exit_code == 0
    assert "Not in force on 2019-09-01" in said.stdout
    told = json.loads(run("verify", "ke-hoach-131", "--as-of", "2019-09-01", "--format", "json").stdout)
    assert (told["properties"], told["idle"], told["not_in_force"]) == ([], [], ["ke-hoach-131"])


@pytest.mark.parametrize("name", ["only-with-two-posts", "worse-for-having-stopped"])
def test_what_refutes_is_kept_as_case_files(name: str, run: CommandLine) -> None:
    change = sabotage(name)
    folder = Path("kept") / "deeper"
    said = verified(run, change, "--keep", str(folder))
    assert said.exit_code == 1
    files = sorted(folder.iterdir())
    assert [file.read_text(encoding="utf-8").strip() for file in files] == [
        text.strip() for text in cases_in(said.stdout)
    ]
    for file in files:
        assert run("assess", file, "--rules", "sabotaged").exit_code == 0
    again = run("verify", "--rules", "sabotaged", "--property", change["property"], "--as-of", DAY, "--keep", folder)
    assert again.exit_code == 3
    assert codes(again.stderr) == ["Y123"] * len(files)


def test_nothing_is_kept_of_what_is_proved(run: CommandLine) -> None:
    said = run("verify", "--property", "one-level-of-severity", "--as-of", DAY, "--keep", "kept")
    assert (said.exit_code, Path("kept").exists()) == (0, False)


def test_a_counterexample_reads_well_in_markdown(run: CommandLine) -> None:
    change = sabotage("not-exclusive")
    said = verified(run, change, "--format", "markdown")
    (shown,) = re.findall(r"^ *```yaml\n(.*?)^ *```$", said.stdout, re.MULTILINE | re.DOTALL)
    assert yaml.safe_load(shown)["reports"]["r1"]["knowingly_false"] is True


@pytest.mark.parametrize(
    ("name", "forgotten"),
    [("one-is-many", "discipline(p1, u1, dismissal)"), ("worse-for-having-stopped", "increased_liability(p1, u1)")],
)
def test_what_the_engines_do_not_confirm_is_not_shown(
    name: str, forgotten: str, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One engine forgets a conclusion."""
    change = sabotage(name)
    truth = durable.answer
    monkeypatch.setattr(
        durable, "answer", lambda *given: {key: v for key, v in truth(*given).items() if key != forgotten}
    )
    said = run("verify", "--rules", "sabotaged", "--property", change["property"], "--as-of", DAY)
    assert_refused(said, exit_code=4)
    assert codes(said.stderr) == ["E504"]
    assert change["property"] in said.stderr
