"""The same case written differently is the same case, to the byte of its assessment."""

from __future__ import annotations

import datetime
import json
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from engine.assess import Assessor, Request
from engine.model.rulebook import Law
from engine.reading.case import case_from_text
from engine.reading.law import read_law_of

from .running import GOOD, ROOT, CommandLine

CASES = ROOT / "tests" / "cases" / "good"
YAML, JSON = CASES / "leader.yaml", CASES / "leader.json"
DAY = datetime.date(2024, 9, 1)

# How a Vietnamese author may write the same values.
SPELLINGS = {"yes": "có", "no": "không", "unknown": "chưa rõ", "not_yet": "chưa"}


@pytest.fixture(scope="module")
def assessor(shipped: Law) -> Assessor:
    """One assessor for all the cases of this module."""
    return Assessor(shipped)


def assessed(assessor: Assessor, text: str) -> str:
    """The whole assessment of that case as JSON."""
    return assessor.assess(case_from_text(text, assessor.law), Request(DAY, everything=True)).to_json()


def outcome(text: str) -> dict[str, Any]:
    """An assessment without the digest of the case file."""
    read: dict[str, Any] = json.loads(text)
    del read["case"]["digest"]
    return read


def shuffled(node: Any, random: Random) -> Any:
    """The same mapping with its keys in another order, all the way down; lists keep theirs."""
    if isinstance(node, dict):
        keys = sorted(node)
        random.shuffle(keys)
        return {key: shuffled(node[key], random) for key in keys}
    return [shuffled(item, random) for item in node] if isinstance(node, list) else node


def respelt(node: Any, spellings: dict[str, str]) -> Any:
    """The same case with other words for its values; keys stay."""
    if isinstance(node, dict):
        return {key: respelt(value, spellings) for key, value in node.items()}
    return spellings.get(node, node) if isinstance(node, str) else node


def test_yaml_and_json_give_the_same_assessment(run: CommandLine, shipped_law_read_once: None) -> None:
    from_yaml, from_json = (run("assess", path, "--all", "--format", "json") for path in (YAML, JSON))
    assert (from_yaml.exit_code, from_yaml.stderr) == (0, "")
    assert from_json == from_yaml


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_sections_entries_and_fields_changes_no_byte(assessor: Assessor, seed: int) -> None:
    written = json.loads(JSON.read_text(encoding="utf-8"))
    text = json.dumps(shuffled(written, Random(seed)), ensure_ascii=False)
    assert assessed(assessor, text) == assessed(assessor, YAML.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rules_changes_no_byte(seed: int, tiny_law: Any) -> None:
    folder: Path = tiny_law()
    before = Assessor(read_law_of([folder]))
    path = folder / "tiny" / "main.yaml"
    rules = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["rules"]
    Random(seed).shuffle(rules)
    path.write_text(yaml.safe_dump({"rules": rules}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    case = (GOOD / "case.yaml").read_text(encoding="utf-8")
    assert assessed(Assessor(read_law_of([folder])), case) == assessed(before, case)


def test_values_may_be_written_in_vietnamese(assessor: Assessor) -> None:
    written = json.loads(JSON.read_text(encoding="utf-8"))
    vietnamese = json.dumps(respelt(written, SPELLINGS), ensure_ascii=False)
    assert "chưa rõ" in vietnamese
    assert outcome(assessed(assessor, vietnamese)) == outcome(assessed(assessor, JSON.read_text(encoding="utf-8")))


def test_json_may_write_true_and_false(assessor: Assessor) -> None:
    written = JSON.read_text(encoding="utf-8")
    logical = written.replace('"yes"', "true").replace('"no"', "false")
    assert logical != written
    assert outcome(assessed(assessor, logical)) == outcome(assessed(assessor, written))


@pytest.mark.parametrize("word", ["Có", "CÓ", "Yes", "True", "có"])
def test_an_answer_may_begin_with_a_capital(assessor: Assessor, word: str) -> None:
    text = YAML.read_text(encoding="utf-8")
    assert outcome(assessed(assessor, text.replace("party_member: yes", f"party_member: {word}"))) == outcome(
        assessed(assessor, text)
    )


@pytest.mark.parametrize("word", ["Chưa rõ", "Unknown"])
def test_so_may_unknown(assessor: Assessor, word: str) -> None:
    text = YAML.read_text(encoding="utf-8")
    assert outcome(assessed(assessor, text.replace("prosecuted: unknown", f"prosecuted: {word}"))) == outcome(
        assessed(assessor, text)
    )


@pytest.mark.parametrize("path", [YAML, JSON], ids=["yaml", "json"])
@pytest.mark.parametrize(
    "rewritten",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text).encode(), id="decomposed letters"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="lines of Windows"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no last line end"),
    ],
)
def test_how_the_file_is_stored_changes_no_byte(
    path: Path, rewritten: Any, run: CommandLine, tmp_path: Path, shipped_law_read_once: None
) -> None:
    other = tmp_path / path.name
    other.write_bytes(rewritten(path.read_text(encoding="utf-8")))
    assert other.read_bytes() != path.read_bytes()
    assert run("assess", other, "--all", "--format", "json") == run("assess", path, "--all", "--format", "json")


def test_a_party_is_found_whichever_way_its_letters_are_composed(run: CommandLine, shipped_law_read_once: None) -> None:
    composed = run("assess", YAML, "--as-claimed-by", "ủy ban", "--format", "json")
    decomposed = run("assess", YAML, "--as-claimed-by", unicodedata.normalize("NFD", "ủy ban"), "--format", "json")
    assert '"claimed_by": "ủy ban"' in composed.stdout
    assert decomposed == composed


def test_an_answer_of_what_if_too(run: CommandLine, shipped_law_read_once: None) -> None:
    said = run("what-if", YAML, "--set", unicodedata.normalize("NFD", "acts.a1.crime_signs=có"), "--format", "json")
    assert (said.exit_code, said.stderr) == (0, "")
    assert "file_transfer(a1)" in [change["key"] for change in json.loads(said.stdout)["changed"]]


def test_one_case_assessed_twice_is_said_in_the_same_bytes(run: CommandLine, shipped_law_read_once: None) -> None:
    for form in ("text", "markdown", "json"):
        assert run("assess", YAML, "--format", form) == run("assess", YAML, "--format", form)


def test_a_json_null_is_no_text(run: CommandLine, tmp_path: Path, shipped_law_read_once: None) -> None:
    """`null` is how programs write that there is nothing; refused or taken as that, but never a name or a title."""
    path = tmp_path / "case.json"
    path.write_text('{"format": "chetai/case/1", "id": "HS-1", "title": null, "persons": {"p1": {"name": null}}}')
    said = run("assess", path, "--all")
    assert said.exit_code == 3 or "null" not in said.stdout, said.stdout[:200]


def test_the_order_of_entries_does_not_change_the_notes(run: CommandLine, tmp_path: Path) -> None:
    head = "format: chetai/case/1\nid: N\nas_of: 2024-09-01\npersons: {p1: {}}\nunits: {u1: {}, u2: {}}\noversights:\n"
    one, two = "  o1: {person: p1, unit: u1, stopped: yes}\n", "  o2: {person: p1, unit: u2, stopped: yes}\n"
    said = []
    for name, text in (("a.yaml", one + two), ("b.yaml", two + one)):
        (tmp_path / name).write_text(head + text, encoding="utf-8")
        said.append(run("assess", str(tmp_path / name), "--format", "json").stdout)
    assert said[0] == said[1]
    assert said[0].count("judgement_without_reason") == 2


def test_json_may_be_laid_out_in_any_way(run: CommandLine, tmp_path: Path) -> None:
    text = '{"format"\n\t:"chetai/case/1", "id" : "\\u0110\\ud83d\\ude00 \\" :", "as_of":\n"2024-09-01"}'
    (tmp_path / "case.json").write_text(text, encoding="utf-8")
    said = run("assess", str(tmp_path / "case.json"), "--format", "json")
    assert (said.exit_code, json.loads(said.stdout)["case"]["id"]) == (0, 'Đ😀 " :')
