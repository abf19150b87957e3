"""The schemas an editor validates with: what is right passes however YAML is read, what is wrong is seen at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.errors import Findings
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.reading import law as reading_law
from engine.reading.case import read_case
from engine.reading.messages import LANGUAGES
from engine.reading.properties import KEYS, KINDS
from engine.reading.records import plain
from engine.reading.yaml import read_tree
from engine.scaffold.case import case_text
from engine.schema import MARK, schemas
from tests.agreement.random_law import random_case, random_law, write, yaml_text

from .running import BAD_CASES, BAD_RULEBOOKS, CONSTRUCTS, GOOD, ROOT, CommandLine, Record, codes

COMMITTED = ROOT / "docs" / "schemas"
SCENARIOS = sorted(path.parent for path in (ROOT / "scenarios").rglob("expected.yaml"))

TinyLaw = Callable[..., Path]
Validators = dict[str, Draft202012Validator]


class Core(yaml.CSafeLoader):
    """Reads as editors do: YAML 1.2 core, where only null, true, false and numbers are not text."""


Core.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+0123456789.")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def all_text(path: Path) -> Any:
    """The file as the reader of this product sees it: every scalar is text."""
    tree = read_tree(path, path.name, Findings())
    return plain(tree) if tree else None


def as_an_editor(path: Path) -> Any:
    """The file as an editor sees it; keys of a mapping are always text."""
    return _with_text_keys(yaml.load(path.read_text(encoding="utf-8"), Loader=Core))


def _with_text_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    return [_with_text_keys(item) for item in data] if isinstance(data, list) else data


def validators(law: Law) -> Validators:
    return {name: Draft202012Validator(json.loads(text)) for name, text in schemas(law, "en").items()}


@pytest.fixture(scope="module")
def shipped_validators(shipped: Law) -> Validators:
    return validators(shipped)


def schema_of(path: Path, law: Law) -> str:
    """Which schema a file of the law is for."""
    if path.name in ("vocabulary.yaml", "rulebook.yaml", "accepted.yaml"):
        return path.name.replace(".yaml", ".schema.json")
    if (path.parent / "rulebook.yaml").is_file():
        book = all_text(path.parent / "rulebook.yaml")["id"]
        kind = path.stem if path.name in ("coverage.yaml", "properties.yaml") else "rules"
        return f"{kind}.{book}.schema.json"
    return "catalogue.schema.json"


def faults(validator: Draft202012Validator, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


READERS = {"all text": all_text, "as an editor": as_an_editor}


@pytest.mark.parametrize("reader", READERS)
def test_every_file_of_the_shipped_law_is_right(reader: str, shipped: Law, shipped_validators: Validators) -> None:
    files = list((ROOT / "rules").rglob("*.yaml"))
    assert len(files) > 10
    for path in files:
        found = faults(shipped_validators[schema_of(path, shipped)], READERS[reader](path))
        assert not found, f"{path}: {found[:3]}"


def test_the_manifest_of_a_rulebook_is_right_by_its_own_schema(shipped: Law, shipped_validators: Validators) -> None:
    for book in shipped.rulebooks:
        path = ROOT / "rules" / book / "rulebook.yaml"
        assert not faults(shipped_validators[f"rulebook.{book}.schema.json"], as_an_editor(path))


@pytest.mark.parametrize("reader", READERS)
def test_every_shipped_scenario_is_right(reader: str, shipped_validators: Validators) -> None:
    for folder in SCENARIOS:
        for name in ("case", "expected"):
            found = faults(shipped_validators[f"{name}.schema.json"], READERS[reader](folder / f"{name}.yaml"))
            assert not found, f"{folder.name}/{name}.yaml: {found[:3]}"


def test_every_assessment_is_right(
    run: CommandLine, shipped_law_read_once: None, shipped_validators: Validators
) -> None:
    for folder in SCENARIOS[::25]:
        for options in ([], ["--all"]):
            said = run("assess", folder / "case.yaml", "--format", "json", *options)
            assert not faults(shipped_validators["assessment.schema.json"], json.loads(said.stdout))
    several = run("assess", *(folder / "case.yaml" for folder in SCENARIOS[:2]), "--format", "json")
    assert not faults(shipped_validators["assessment.schema.json"], json.loads(several.stdout))


def test_an_assessment_with_something_missing_is_seen(
    run: CommandLine, shipped_law_read_once: None, shipped_validators: Validators
) -> None:
    assessment = json.loads(run("assess", SCENARIOS[0] / "case.yaml", "--format", "json").stdout)
    del assessment["conclusions"][0]["status"]
    assert faults(shipped_validators["assessment.schema.json"], assessment)


# Every way of writing a fact.


@pytest.mark.parametrize(
    "fact",
    [
        *("established: yes", "established: No", "established: true", "established: CÓ", "established: không"),
        *("established: unknown", "established: chưa rõ", "established: Unknown", 'established: "yes"'),
        "established: {value: yes, evidence: BL-1, because: Kết luận, by: Đoàn}",
        "established: {value: unknown, evidence: [BL-1, 2], because: }",
        "established: {claims: {p1: yes, committee: unknown}}",
        "established: {value: no, claims: {p1: yes}}",
        *("committed_on: 2024-02-29", "committed_on: not_yet", "committed_on: chưa", "committed_on: chưa rõ"),
        *("prison_months: 12", 'prison_months: "12"', "prison_months: 12.5", "prison_months: unknown"),
        *("by: p1", "by: unknown", "by: {claims: {p1: unknown, x: p2}}"),
        *("kind: accept_benefit_or_entertainment", "kind: unknown", "{kind: art4_other, description: Khoản 15}"),
        *("penalty: prison", "penalty: unknown", "description: 15", 'description: ""', "description: {value: x}"),
    ],
)
def test_every_way_of_writing_a_fact_is_admitted(
    fact: str, tmp_path: Path, shipped: Law, shipped_validators: Validators
) -> None:
    path = tmp_path / "case.yaml"
    entry = fact if fact.startswith("{") else f"{{{fact}}}"
    head = "format: chetai/case/1\nid: 15\ntitle:\npersons: {p1: {}, p2: {}}\n"
    path.write_text(f"{head}acts:\n  a1: {entry}\n", encoding="utf-8")
    read_case(path, shipped)
    for read in READERS.values():
        assert not faults(shipped_validators["case.schema.json"], read(path))


def test_what_is_not_filled_in_yet_is_no_fault(shipped_validators: Validators) -> None:
    data = {"format": "chetai/case/1", "id": "x", "title": None, "persons": None, "acts": {"a1": None}}
    assert not faults(shipped_validators["case.schema.json"], data)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_reader_admits_an_editor_admits(seed: int, tmp_path: Path) -> None:
    """Random laws that use every construct, random cases, and the case to begin with."""
    rnd = Random(seed)
    plain_law = random_law(rnd)
    write(plain_law, tmp_path)
    law = reading_law.read_law_of([tmp_path])
    by_name = validators(law)
    files = [(path, schema_of(path, law)) for path in tmp_path.rglob("*.yaml")]
    for number in range(5):
        path = tmp_path / f"case-{number}.yaml"
        path.write_text(yaml_text(random_case(rnd, plain_law)), encoding="utf-8")
        files.append((path, "case.schema.json"))
    path = tmp_path / "new.yaml"
    path.write_text(case_text(law, date(2024, 6, 1), (), "vi"), encoding="utf-8")
    read_case(path, law)
    files.append((path, "case.schema.json"))
    for path, schema in files:
        for read in READERS.values():
            assert not faults(by_name[schema], read(path)), path


# What is wrong.

# Faults of a case that no schema can see: it does not follow links, nor knows what is implied.
NOT_IN_A_CASE = {"C415", "C431"}


@pytest.mark.parametrize("path", sorted(BAD_CASES.glob("C4*.yaml")), ids=lambda path: path.name)
def test_a_wrong_case_is_seen(path: Path, shipped_validators: Validators) -> None:
    for read in READERS.values():
        # An editor takes 1e2 for the number it is; a number in quotes has no bounds.
        if path.name.startswith(("C424", "C425")) and read is all_text:
            continue
        seen = bool(faults(shipped_validators["case.schema.json"], read(path)))
        assert seen == (path.name[:4] not in NOT_IN_A_CASE)


# Codes of a rulebook that a schema sees, by the file in which it sees them.
SEEN = {
    *("C407", "C421", "R201", "R202", "R203", "R204", "R205", "R210", "R211", "R212", "R213", "R214", "R215"),
    *("R216", "R217", "R218", "R219", "R220", "R221", "R222", "R223", "R224", "R225", "R226", "R227", "R228"),
    *("R229", "R230", "R231", "R232", "R233", "R234", "R235", "R242", "R251", "R256", "S306", "S307"),
    *("R260", "R261", "R262", "R263", "R264", "R265", "R266", "R267", "R268", "R269", "R270", "R271", "R272", "R273"),
}
# What needs more than one file, or one place and another: the reader says it.
UNSEEN = {"R222-fields-for-unknown-template"}


@pytest.fixture(scope="module")
def tiny() -> Law:
    return reading_law.read_law_of([GOOD / "rules"])


@pytest.fixture(scope="module")
def tiny_validators(tiny: Law) -> Validators:
    return validators(tiny)


def wrong_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a wrong rulebook, with the schema each is for."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent.name in ("second", "third") and path.stem != "rulebook":
            continue  # of a rulebook that is not there without them
        kind = {"vocabulary": "vocabulary", "kinds": "catalogue", "rulebook": "rulebook"}.get(path.stem)
        kind = kind or f"{path.stem if path.stem in ('coverage', 'properties') else 'rules'}.tiny"
        yield path, f"{kind}.schema.json"


@pytest.mark.parametrize("folder", sorted(BAD_RULEBOOKS.glob("[CRS]*-*")), ids=lambda path: path.name)
def test_a_wrong_rulebook_is_seen(folder: Path, tiny_validators: Validators) -> None:
    seen = any(faults(tiny_validators[schema], as_an_editor(path)) for path, schema in wrong_files(folder))
    assert seen == (folder.name[:4] in SEEN and folder.name not in UNSEEN)


@pytest.mark.parametrize("reader", READERS)
def test_the_tiny_law_itself_is_right(reader: str, tiny_validators: Validators) -> None:
    for path, schema in wrong_files(GOOD / "rules"):
        assert not faults(tiny_validators[schema], READERS[reader](path)), path


@pytest.mark.parametrize("reader", READERS)
def test_every_kind_of_property_is_right(reader: str) -> None:
    law = reading_law.read_law_of([GOOD / "rules", CONSTRUCTS])
    made = validators(law)["properties.constructs.schema.json"]
    assert set(KINDS) == {one.kind for one in law.properties().values()}
    assert not faults(made, READERS[reader](CONSTRUCTS / "properties.yaml"))


def test_every_fault_of_a_wrong_rule_file_is_seen_where_it_is(tiny_validators: Validators) -> None:
    """Not only that something is wrong: each of three wrong rules is."""
    path = BAD_RULEBOOKS / "R227-no-such-value" / "tiny" / "wrong.yaml"
    told = codes((BAD_RULEBOOKS / "R227-no-such-value" / "expected").read_text(encoding="utf-8"))
    places = {error.split(":")[0] for error in faults(tiny_validators["rules.tiny.schema.json"], as_an_editor(path))}
    assert len(told) == 3
    assert any(".when[0]" in place for place in places)
    assert any(".then[0]" in place for place in places)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("{fines(r1): {status: holds}}", "{fine(r1): {status: holds}}"),
        ("{fine(r1, r2): {status: holds}}", "{fine(r1): {status: holds}}"),
        ("{letter(r1, angry): {status: holds}}", "{'letter(r1, mild)': {status: holds}}"),
        ("{fine(r1): {status: perhaps}}", "{fine(r1): {status: undetermined}}"),
        ("{fine(r1): {status: holds, because: [{fine: [loans.l1]}]}}", "{fine(r1): {status: holds, because: []}}"),
        ("{fine(r1): {status: holds, turns_on: {lateness=never: holds}}}", "{}"),
    ],
)
def test_wrong_expectations_are_seen(wrong: str, right: str, tiny_validators: Validators) -> None:
    frame = "{format: chetai/scenario/1, title: {vi: a, en: b}, conclusions: %s}"
    for conclusions, is_wrong in ((wrong, True), (right, False)):
        data = yaml.load(frame % conclusions, Loader=Core)
        assert bool(faults(tiny_validators["expected.schema.json"], data)) == is_wrong, conclusions


# What an editor says.


@cache
def committed(language: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (COMMITTED / language).glob("*.json")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_schemas_are_those_of_the_shipped_law(language: str, shipped: Law, record: Record) -> None:
    made = schemas(shipped, language)
    for name, text in made.items():
        record(COMMITTED / language / name, text)
    assert set(committed(language)) == set(made), "remove what no rulebook is called any more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schema_is_one_and_says_whose_it_is(language: str, shipped: Law) -> None:
    for text in schemas(shipped, language).values():
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
        assert schema["$comment"].startswith(MARK)
        assert text == text.strip() + "\n"


def unsaid(schema: Any, path: str) -> Iterator[str]:
    """Keys of a mapping of ours that an editor cannot explain."""
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            says = set(part) if isinstance(part, dict) else set()
            if says & {"$ref", "type", "anyOf", "enum"} and not says & {"title", "description"}:
                yield f"{path}.{name}"
        for key, part in schema.items():
            if key == "properties":  # names of keys, and no schema itself: one may be called "properties"
                for inner in part.values():
                    yield from unsaid(inner, path)
            else:
                yield from unsaid(part, f"{path}.{key}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained(language: str, shipped: Law) -> None:
    made = {name: json.loads(text) for name, text in schemas(shipped, language).items()}
    del made["assessment.schema.json"]
    conditions = r"\$defs\.\w+\.value|\.(then|else|if|allOf)\b|allOf"
    missing = {key for name, schema in made.items() for key in unsaid(schema, name) if not re.search(conditions, key)}
    assert not missing


def test_what_a_field_means_is_shown_beside_it(shipped: Law) -> None:
    act = json.loads(schemas(shipped, "en")["case.schema.json"])["properties"]["acts"]["patternProperties"]
    field = next(iter(act.values()))["properties"]["prosecution_warranted"]
    assert field["title"] == "serious enough to be prosecuted"
    assert "must the act “…” be prosecuted" in field["description"]
    assert "judgement" in field["description"]


def test_every_key_of_a_property_may_be_written(shipped: Law) -> None:
    made = schemas(shipped, "en")
    one = json.loads(next(text for name, text in made.items() if name.startswith("properties.")))["$defs"]["property"]
    assert set(one["properties"]) == set(KEYS)


def test_every_key_of_a_rule_that_its_model_knows_may_be_written(shipped: Law) -> None:
    """A key added to the model of a rule is in the schema by itself."""
    made = schemas(shipped, "en")
    rule = json.loads(next(text for name, text in made.items() if name.startswith("rules.")))["$defs"]["rule"]
    assert set(rule["properties"]) == set(Rule.model_fields) - {"rulebook", "provision_of", "text", "at"}
