"""Files to begin with: what `chetai new` writes can be used at once, and nothing that is there is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.model.rulebook import Law
from engine.reading import law as reading_law
from engine.reading.case import read_case
from engine.reading.messages import LANGUAGES
from engine.scaffold.rule import indented, rule_lines
from engine.schema import schemas

from .running import GOOD, ROOT, CommandLine, Said, assert_refused, codes

TinyLaw = Callable[..., Path]
DAY = ("--as-of", "2024-09-01")
CASE = ROOT / "scenarios" / "ke-hoach-131" / "nhan-qua-cua-doi-tuong-thanh-tra" / "case.yaml"


def done(said: Said) -> str:
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


def refused(said: Said) -> list[str]:
    assert_refused(said)
    return codes(said.stderr)


def right_for(text: str, schema: str, law: Law) -> bool:
    """Whether an editor would find nothing wrong."""
    validator = Draft202012Validator(json.loads(schemas(law, "en")[schema]))
    return not list(validator.iter_errors(yaml.load(text, Loader=yaml.BaseLoader)))


# A case.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_case_can_be_assessed(language: str, run: CommandLine, tmp_path: Path, shipped: Law) -> None:
    path = tmp_path / "deep" / "case.yaml"
    assert done(run("new", "case", path, *DAY, lang=language)) == f"{path.as_posix()}\n"
    text = path.read_text(encoding="utf-8")
    assert text == done(run("new", "case", *DAY, lang=language))
    assert right_for(text, "case.schema.json", shipped)
    assessment = json.loads(done(run("assess", path, "--format", "json", "--all", lang=language)))
    assert {one["status"] for one in assessment["conclusions"]} == {"undetermined", "does_not_hold"}
    case = read_case(path, shipped)
    sections = {shipped.vocabulary.section_of(name): entries for name, entries in case.entries.items()}
    for one in assessment["conclusions"]:
        for fact in one["needs"]:
            section, entry, field = fact.split(".")
            assert field in sections[section][entry].facts, fact
    assert {note["code"] for note in assessment["notes"]} <= {"to_check", "inferred_reference"}


def test_each_question_stands_beside_its_fact(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    text = done(run("new", "case", *DAY))
    assert (
        "\n    # age. Is r1 an adult or a child?\n    # - adult: adult\n    # - child: child\n    age: unknown\n"
        in text
    )
    assert '    excused: {value: unknown, because: ""}\n' in text
    assert "# - other: Other\n    kind: unknown\n" in text
    assert "map: Map" not in text  # a row that must not be used
    assert "    by: r1\n" in text
    assert "renewals" not in text  # no rule reads it
    assert "người lớn" in done(run("new", "case", *DAY, lang="vi"))


def test_only_what_the_rulebooks_asked_for_read(run: CommandLine) -> None:
    law, plan = (done(run("new", "case", *DAY, "--rulebook", book)) for book in ("luat-36-2018", "ke-hoach-131"))
    assert "\ndocuments:" in plan
    assert "\ndocuments:" not in law
    said = run("new", "case", "--rulebook", "luat-36")
    assert (said.exit_code, codes(said.stderr)) == (2, ["S320"])


def test_a_law_not_yet_in_force_reads_nothing(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    done(run("new", "case", path, "--as-of", "1999-01-01"))
    assert "No rulebook is in force" in done(run("assess", path))


# A rule.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_rule_of_every_provision_reads_well(language: str, tmp_path: Path, shipped: Law) -> None:
    for book in shipped.rulebooks.values():
        folder = tmp_path / book.id
        shutil.copytree(ROOT / "rules" / book.id, folder)
        lines = ["rules:"]
        for number, provision in enumerate(book.source):
            lines += ["", *indented(rule_lines(shipped, f"new-{book.id}-{number}", provision, (), language), 2)]
        text = "\n".join(lines) + "\n"
        (folder / "new.yaml").write_text(text, encoding="utf-8")
        assert right_for(text, f"rules.{book.id}.schema.json", shipped)
    law = reading_law.read_law([tmp_path / book for book in shipped.rulebooks])
    assert len(law.rules()) == len(shipped.rules()) + sum(len(book.source) for book in shipped.rulebooks.values())


def test_a_new_rule_shows_its_provision_and_what_it_may_name(run: CommandLine, tiny_law: TinyLaw) -> None:
    rules = tiny_law()
    text = done(run("new", "rule", "new", "--provision", "3"))
    shown = (rules / "tiny" / "source.vi.md").read_text(encoding="utf-8").split("## 3\n")[1].split("##")[0].strip()
    assert f"# {shown}" in text
    for named in ("reader (reader): age, banned", "many: many", "lateness (What late means)", "letter(reader, tone)"):
        assert named in text


@pytest.mark.parametrize(
    "before",
    [
        "# mine\nrules:\n  # first\n  - id: a\n    provision: '1'  # why\n    when: []\n    then: []\n# the end",
        "rules:\n- {id: a}\n",
        "rules:\n\n      - id: a\n        when: []\n\n\n",
        "\ufeffrules:\r\n  - id: a\r\n    quote: |\r\n      lines\r\n",
    ],
)
def test_a_rule_file_keeps_what_it_says(before: str, run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    path = tmp_path / "more.yaml"
    path.write_bytes(before.encode())
    done(run("new", "rule", "b", "--provision", "1", "--to", path))
    after = path.read_bytes().decode()
    assert after.startswith(before.rstrip())
    assert ("\r\n" in after) == ("\r\n" in before)
    rules = yaml.load(after, Loader=yaml.BaseLoader)["rules"]
    assert [rule["id"] for rule in rules] == ["a", "b"]
    assert refused(run("new", "rule", "b", "--provision", "1", "--to", path)) == ["R249"]
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("rules: [{id: a}]\n", "U513"),
        ("rules: []\n", "U513"),
        ("rules:\n  - id: a\n...\n", "U513"),
        ("rules:\n", "R210"),
        ("coverage: {}\n", "R210"),
        ("- id: a\n", "R210"),
        ("rules: [\n", "Y107"),
        ("", "Y108"),
    ],
)
def test_a_file_in_which_no_rule_can_follow_is_left_alone(
    content: str, code: str, run: CommandLine, tiny_law: TinyLaw, tmp_path: Path
) -> None:
    tiny_law()
    path = tmp_path / "more.yaml"
    path.write_text(content, encoding="utf-8")
    assert refused(run("new", "rule", "b", "--provision", "1", "--to", path)) == [code]
    assert path.read_text(encoding="utf-8") == content


def test_a_rule_is_asked_for_in_vain(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    rules = tiny_law()
    assert refused(run("new", "rule", "lateness", "--provision", "1")) == ["R249"]
    said = run("new", "rule", "new", "--provision", "1a")
    assert refused(said) == ["R251"]
    assert "did you mean '1'?" in said.stderr
    for hostile in ("", " ", "a: b", "a\nb", "../a", "a#b", "é"):
        assert "U511" in codes(run("new", "rule", hostile, "--provision", "1").stderr)
    shutil.copytree(rules / "tiny", tmp_path / "other")
    manifest = "id: other\nversion: 1\ntitle: {vi: a, en: a}\nshort: {vi: a, en: a}\n"
    manifest += (
        "source: {file: source.vi.md, text: verbatim}\ntested_against: {vi: a, en: a}\nverification: {vi: a, en: a}\n"
    )
    (tmp_path / "other" / "rulebook.yaml").write_text(manifest, encoding="utf-8")
    for name in ("main.yaml", "coverage.yaml"):
        (tmp_path / "other" / name).unlink(missing_ok=True)
    asked = ("new", "rule", "new", "--provision", "1", "--rules", tmp_path / "other")
    assert refused(run(*asked)) == ["U512"]
    assert "- id: new\n" in done(run(*asked, "--rulebook", "other"))


# A scenario.


def test_a_new_scenario_passes(run: CommandLine, tmp_path: Path, shipped: Law) -> None:
    folder = tmp_path / "scenarios" / "new"
    done(run("new", "scenario", folder, *DAY))
    assert done(run("test", folder)) == "Scenarios: 1 passed, 0 failed\n"
    expected = (folder / "expected.yaml").read_text(encoding="utf-8")
    assert expected.startswith("# Recorded: this is what the rules as encoded say now. Check each line")
    assert right_for(expected, "expected.schema.json", shipped)


def test_a_scenario_of_a_case_keeps_the_case_as_it_is(run: CommandLine, tmp_path: Path) -> None:
    done(run("new", "scenario", tmp_path / "new", "--case", CASE, "--rulebook", "ke-hoach-131"))
    assert (tmp_path / "new" / "case.yaml").read_bytes() == CASE.read_bytes()
    assert done(run("test", tmp_path / "new")) == "Scenarios: 1 passed, 0 failed\n"
    assert 'rulebooks: ["ke-hoach-131"]' in (tmp_path / "new" / "expected.yaml").read_text(encoding="utf-8")


def test_a_scenario_of_a_json_case_and_one_of_another_day(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    case = tmp_path / "case.json"
    case.write_text('{"format": "chetai/case/1", "id": "x", "readers": {"r1": {"age": "child"}}}', encoding="utf-8")
    done(run("new", "scenario", "new", "--case", case, *DAY))
    assert 'as_of: "2024-09-01"' in Path("new/expected.yaml").read_text(encoding="utf-8")
    assert done(run("test", "new")) == "Scenarios: 1 passed, 0 failed\n"


def test_a_scenario_of_a_wrong_case_is_none(run: CommandLine, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: chetai/case/1\nid: x\npersonen: {}\n", encoding="utf-8")
    assert refused(run("new", "scenario", tmp_path / "new", "--case", wrong)) == ["C404"]
    assert not (tmp_path / "new").exists()


# A pair.


def facts_in(path: Path) -> dict[str, object]:
    """Path and value of every fact of a case file."""
    read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {
        f"{section}.{entry}.{field}": value
        for section, entries in read.items()
        if isinstance(entries, dict)
        for entry, mine in entries.items()
        for field, value in mine.items()
    }


def conclusions_of(code: str, choices: list[str], path: Path, run: CommandLine) -> set[str]:
    """The statuses of the conclusions of that code, with those choices."""
    assessment = json.loads(done(run("assess", path, "--all", "--format", "json")))
    return {
        one["status"]
        for one in assessment["conclusions"]
        if one["code"] == code and set(choices) <= set(one["args"].values())
    }


@pytest.mark.parametrize(
    ("conclusion", "code", "choices"),
    [
        ("suspension", "suspension", []),
        ("relief_ground(resignation)", "relief_ground", ["resignation"]),
        ("relief_ground", "relief_ground", []),
        ("breach( gift_refusal )", "breach", ["gift_refusal"]),
        ("severity(very_serious)", "severity", ["very_serious"]),
        ("discipline(reprimand)", "discipline", ["reprimand"]),
        ("joint_liability", "joint_liability", []),
        ("serving", "serving", []),
    ],
)
def test_a_pair_is_two_scenarios_one_fact_apart(
    conclusion: str, code: str, choices: list[str], run: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "pair"
    written = done(run("new", "pair", conclusion, folder, *DAY)).splitlines()
    assert written == [f"{folder.as_posix()}/{n}/{name}.yaml" for n in (1, 2) for name in ("case", "expected")]
    first, second = (facts_in(folder / n / "case.yaml") for n in ("1", "2"))
    (apart,) = [path for path in {*first, *second} if first.get(path) != second.get(path)]
    assert apart in (folder / "1" / "case.yaml").read_text(encoding="utf-8"), "the title names the fact"
    assert "holds" in conclusions_of(code, choices, folder / "1" / "case.yaml", run)
    gone = conclusions_of(code, choices, folder / "2" / "case.yaml", run)
    before = conclusions_of(code, choices, folder / "1" / "case.yaml", run)
    assert gone <= {"does_not_hold"} or len(before) > 1
    assert done(run("test", folder)) == "Scenarios: 2 passed, 0 failed\n"


def test_what_is_fixed_tells_no_pair_apart(run: CommandLine, tiny_law: TinyLaw) -> None:
    vocabulary = tiny_law() / "vocabulary.yaml"
    apart = set()
    for number in ("1", "2", "3"):
        done(run("new", "pair", "fine", number, *DAY))
        first, second = (facts_in(Path(number, n, "case.yaml")) for n in ("1", "2"))
        (path,) = [path for path in {*first, *second} if first.get(path) != second.get(path)]
        field = path.rpartition(".")[2]
        text = vocabulary.read_text(encoding="utf-8")
        fixed = re.sub(rf"( {field}: *(?:{{|\n        ))type:", r"\1changeable: no, type:", text)
        fixed = fixed.replace("\n        changeable: no, type:", "\n        changeable: no\n        type:")
        vocabulary.write_text(fixed, encoding="utf-8")
        apart.add(path)
    assert len(apart) == 3


def test_where_no_single_fact_decides_there_is_no_pair(run: CommandLine, tiny_law: TinyLaw) -> None:
    vocabulary = tiny_law() / "vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace("{type: yes_no", "{type: yes_no, changeable: no"), encoding="utf-8")
    done(run("new", "pair", "letter(mild)", "pair", *DAY))  # whose loan it is decides it
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace("{type: ref", "{type: ref, changeable: no"), encoding="utf-8")
    for language, words in (("en", "No single fact decides letter(mild)"), ("vi", "Không tình tiết nào tự mình quyết")):
        said = run("new", "pair", "letter(mild)", "none", *DAY, lang=language)
        assert (said.exit_code, said.stdout, Path("none").exists()) == (1, "", False)
        assert words in said.stderr


@pytest.mark.parametrize(
    ("conclusion", "code"),
    [
        ("letters", "C442"),
        ("", "C442"),
        ("letter(mild, firm)", "C443"),
        ("fine(r1)", "C443"),
        ("letter(harsh)", "C444"),
    ],
)
def test_a_pair_of_no_conclusion(conclusion: str, code: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    assert refused(run("new", "pair", conclusion, "pair", *DAY)) == [code]
    assert not Path("pair").exists()


def test_a_pair_overwrites_nothing(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    done(run("new", "pair", "fine", "pair", *DAY))
    before = {path: path.read_bytes() for path in Path("pair").rglob("*.yaml")}
    Path("pair/1/case.yaml").unlink()
    assert refused(run("new", "pair", "fine", "pair", *DAY)) == ["Y123"] * 3
    assert {path: path.read_bytes() for path in Path("pair").rglob("*.yaml")} == {
        path: text for path, text in before.items() if path != Path("pair/1/case.yaml")
    }


# Nothing is lost.


@pytest.mark.parametrize("name", ["case.yaml", "expected.yaml"])
def test_nothing_that_is_there_is_overwritten(name: str, run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    there = tmp_path / "new" / name
    there.parent.mkdir()
    there.write_text("mine", encoding="utf-8")
    assert refused(run("new", "scenario", "new", *DAY)) == ["Y123"]
    assert refused(run("new", "case", there)) == ["Y123"]
    assert [path.name for path in there.parent.iterdir()] == [name]
    assert there.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_followed(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert refused(run("new", "case", "link.yaml")) == ["Y123"]
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_place_where_nothing_can_be_written(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    (tmp_path / "file").write_text("", encoding="utf-8")
    for words in (["case", "file/x.yaml"], ["scenario", "file/x"], ["schemas", "file/x"], ["schemas", "file"]):
        assert refused(run("new", *words)) == ["Y122"]


# Schemas.


def test_new_schemas_know_the_draft_and_are_renewed(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    rules = tiny_law()
    written = done(run("new", "schemas", "out")).splitlines()
    assert "out/rules.tiny.schema.json" in written
    assert all(json.loads(Path(path).read_text(encoding="utf-8")) for path in written)
    book = rules / "tiny" / "rulebook.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("  block:\n", "  lock:\n"), encoding="utf-8")
    main = rules / "tiny" / "main.yaml"
    main.write_text(main.read_text(encoding="utf-8").replace("- block:", "- lock:"), encoding="utf-8")
    assert done(run("new", "schemas", "out")).splitlines() == written
    assert '"lock"' in Path("out/rules.tiny.schema.json").read_text(encoding="utf-8")


def test_a_schema_of_another_hand_is_left_alone(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    Path("out").mkdir()
    for name in ("case", "expected"):
        Path(f"out/{name}.schema.json").write_text("{}", encoding="utf-8")
    assert refused(run("new", "schemas", "out")) == ["Y123", "Y123"]
    assert sorted(path.name for path in Path("out").iterdir()) == ["case.schema.json", "expected.schema.json"]


# Names that would be something else in YAML.


def test_a_hostile_vocabulary_stays_text(run: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(GOOD / "rules", folder)
    path = folder / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    hostile = r"evil\nas_of: 1900-01-01\n# \u2028- \u0007\u202e: {x"
    text = text.replace('"Is {reader} banned?"', f'"{hostile}"').replace("en: reader}", f'en: "{hostile}"}}')
    text = text.replace("      banned: {", '      "a: b #\\u0009é": {').replace("section: cards", 'section: "- c: #"')
    path.write_text(text, encoding="utf-8")
    main = folder / "tiny" / "main.yaml"
    main.write_text(
        main.read_text(encoding="utf-8").replace(
            "      - reader r: {}", '      - reader r: {"a: b #\\u0009é": yes}\n      - card: {reader: r}'
        ),
        encoding="utf-8",
    )
    case = tmp_path / "case.yaml"
    done(run("new", "case", case, *DAY, "--rules", folder))
    read = read_case(case, reading_law.read_law([folder]))
    assert str(read.as_of) == "2024-09-01"
    assert "a: b #\té" in read.entries["reader"]["r1"].facts
    assert "card" in read.entries
    rule = done(run("new", "rule", "new", "--provision", "1", "--rules", folder))
    assert [list(one) for one in yaml.load(rule, Loader=yaml.BaseLoader)["rules"]] == [
        ["id", "provision", "quote", "label", "when", "then"]
    ]
    done(run("new", "schemas", tmp_path / "schemas", "--rules", folder))
