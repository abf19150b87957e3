"""`engine` knows no law, and its rooms stay small. (Who may import whom is in setup.cfg, checked by lint-imports.)"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "engine").rglob("*.py"))
RULES = ROOT / "rules"

# What only one room of `engine` knows is not for the command line either.
NOT_FOR_CLI = {"durable", "durable_rules_engine", "igraph", "rich", "yaml"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 50

# Vietnamese words of the file formats themselves, the same for every law.
FORMAT_WORDS = {
    "có": "yes (case file, rulebook)",
    "không": "no (case file, rulebook)",
    "chưa": "not_yet (case file)",
    "chưa rõ": "unknown (case file)",
}

# Names of the law that are also words of the engine's own, with what the engine means by them.
SHARED_WORDS: dict[str, str] = {"report": "the room where what people read is made"}

# The letters that Vietnamese writes and plain Latin does not, composed and in both cases.
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


class Text(NamedTuple):
    """A piece of text in a module."""

    place: str
    value: str
    is_docstring: bool


def in_engine(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def texts(module: Path) -> Iterator[Text]:
    """Every string constant, the literal parts of f-strings too."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Text(f"{in_engine(module)}:{node.lineno}", node.value, id(node) in statements)


def documents() -> Iterator[dict[str, Any]]:
    for file in sorted(RULES.rglob("*.yaml")):
        # BaseLoader: every scalar stays the text that was written.
        document = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if isinstance(document, dict):
            yield document


def names_of(document: dict[str, Any]) -> Iterator[str]:
    """What one rule file names: templates and sections, conclusions, readings, thresholds, rules, provisions, rows."""
    for part in ("templates", "conclusions", "readings", "thresholds", "coverage", "rows"):
        yield from document.get(part) or ()
    for template in (document.get("templates") or {}).values():
        yield from filter(None, [template.get("section")])
    yield from filter(None, [document.get("id")])
    for rule in document.get("rules") or ():
        yield rule["id"]
        provisions = rule.get("provision") or []
        yield from [provisions] if isinstance(provisions, str) else provisions


def names_of_the_law() -> frozenset[str]:
    return frozenset(name for document in documents() for name in names_of(document))


def named_in(text: str, law: frozenset[str]) -> set[str]:
    """The names that a text is, or contains.

    A name that is a plain word may occur in a sentence; one with a mark or a digit in it (`accept_benefit`, `II.4.1`)
    means the law wherever it stands.
    """
    words = re.findall(r"[\w.-]*\w", text)
    return {text} & law | {word for word in words if word in law and re.search(r"[\d_.-]", word)}


@pytest.fixture(scope="module")
def law() -> frozenset[str]:
    return names_of_the_law()


def test_there_is_something_to_look_at(law: frozenset[str]) -> None:
    assert MODULES
    assert law


@pytest.mark.parametrize("module", MODULES, ids=in_engine)
def test_no_vietnamese(module: Path) -> None:
    found = [
        f"{text.place}: {text.value!r}"
        for text in texts(module)
        if VIETNAMESE.search(unicodedata.normalize("NFC", text.value)) and text.value not in FORMAT_WORDS
    ]
    assert not found, "\n".join(["what people read is data (YAML), not Python:", *found])


@pytest.mark.parametrize("module", MODULES, ids=in_engine)
def test_no_law(module: Path, law: frozenset[str]) -> None:
    found = [
        f"{text.place}: {name}"
        for text in texts(module)
        if not text.is_docstring
        for name in sorted(named_in(text.value, law) - SHARED_WORDS.keys())
    ]
    assert not found, "\n".join(["names of the law belong to rules/:", *found])


def test_every_exception_is_still_one(law: frozenset[str]) -> None:
    assert set(SHARED_WORDS) <= law, "a shared word that no rule file names any more"


def test_every_room_is_a_package() -> None:
    """import-linter passes over a folder without `__init__.py`."""
    assert all((module.parent / "__init__.py").exists() for module in MODULES)


def test_the_command_line_leaves_rooms_their_libraries() -> None:
    """import-linter reads packages only, and cli is a module."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.partition(".")[0])
    assert not imported & NOT_FOR_CLI


@pytest.mark.parametrize("module", MODULES, ids=in_engine)
def test_rooms_stay_small(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{lines} lines: a design question, answered by design"


@pytest.mark.parametrize("module", MODULES, ids=in_engine)
def test_functions_stay_small(module: Path) -> None:
    long = [
        f"{in_engine(module)}:{node.lineno}: {node.name} has {length} lines"
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("suspension", {"suspension"}),
        ("a suspension of disbelief", set()),
        ("see II.4.1-1-1.", {"II.4.1-1-1"}),
        ("relief_ground(p2, u1)", {"relief_ground"}),
        ("persons.p1", set()),
        ("'accept_benefit'", {"accept_benefit"}),
    ],
)
def test_the_net_catches(text: str, named: set[str]) -> None:
    law = frozenset({"suspension", "II.4.1-1-1", "relief_ground", "persons", "accept_benefit"})
    assert named_in(text, law) == named
