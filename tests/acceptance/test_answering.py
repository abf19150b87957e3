"""Answers in a case file: the fact and nothing else, wherever and however the author writes."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine.answering import AnsweredFile, answered
from engine.errors import Findings, InputError, Location
from engine.facts import facts_of, with_fact
from engine.model.case import Case, Fact
from engine.model.rulebook import Law
from engine.model.values import Open
from engine.reading.case import case_of
from engine.reading.law import read_law_of
from engine.reading.values import read_value
from engine.reading.yaml import Scalar

from .running import GOOD, RECORDED, ROOT, Record

HEAD = "format: chetai/case/1\nid: TV-1\n"
HERE = Location("answer")


@pytest.fixture(scope="module")
def tiny() -> Law:
    return read_law_of([GOOD / "rules"])


def told(case: Case, law: Law, path: str, value: str, because: str | None = None) -> Case:
    """The case with that answer; a value of "" is a link to nothing."""
    place, _, name = path.rpartition(".")
    facts = facts_of(case, law)
    row = facts.row(place)
    assert row is not None, path
    if not value:
        return with_fact(case, row, name, None)
    findings = Findings()
    read = read_value(law.vocabulary.templates[row.template].fields[name], name, Scalar(value, HERE), findings)
    assert not findings.problems, findings.problems
    fact = facts.given.get(path) or Fact(at=HERE)
    return with_fact(
        case, row, name, fact.model_copy(update={"value": read} | ({"because": because} if because else {}))
    )


def after(text: str, law: Law, path: str, value: str, because: str | None = None, file: str = "case.yaml") -> str:
    """The text with that answer written in."""
    raw = text.encode()
    case = told(case_of(raw, Path(file), law), law, path, value, because)
    content, read = answered(raw, Path(file), law, case, path)
    assert read == case_of(content, Path(file), law)
    return content.decode()


# What stands there, the fact and its value: "" is a link to nothing.
WATCHED = "readers: {r1: {}}\nbranches: {b1: {}}\ncards: {c1: {reader: r1, branch: b1}}\n"
REMINDED = "watches.r1-b1.reminded"
EDITS = {
    "unknown": ("readers:\n  r1: {age: unknown, banned: no}  # c\n", "readers.r1.age", "child"),
    "in Vietnamese": ("readers:\n  r1:\n    age: chưa rõ   # c\n", "readers.r1.age", "child"),
    "in quotes": ("readers:\n  r1:\n    age: 'unknown' # c\n", "readers.r1.age", "child"),
    "in double quotes": ('readers: {r1: {age: "unknown"}}\n', "readers.r1.age", "child"),
    "absent in a block": ("readers:\n  r1:\n    banned: no  # c\n\n  # d\n", "readers.r1.age", "child"),
    "absent before a deep comment": ("readers:\n  r1:\n    banned: no\n      # c\n", "readers.r1.age", "child"),
    "absent after a text in lines": ("loans:\n  l1:\n    note: |\n      a\n\n# d\n", "loans.l1.lost", "yes"),
    "absent after a text with its empty lines": ("loans:\n  l1:\n    note: |+\n      a\n\n", "loans.l1.lost", "yes"),
    "absent where no line end is": ("readers:\n  r1:\n    banned: no", "readers.r1.age", "child"),
    "absent in brackets": ("readers: {r1: {banned: no}}\n", "readers.r1.age", "child"),
    "absent in brackets over lines": ("readers:\n  r1: {banned: no,\n       name: A}\n", "readers.r1.age", "child"),
    "absent in brackets with comments": (
        "readers:\n  r1: {banned: no, # c\n       name: A # d\n      }\n",
        "readers.r1.age",
        "child",
    ),
    "absent in brackets with a last comma": ("readers: {r1: {banned: no, }}\n", "readers.r1.age", "child"),
    "empty brackets": ("readers: {r1: {}}\n", "readers.r1.age", "child"),
    "nothing after the colon": ("readers:\n  r1:   # c\n  r2: {}\n", "readers.r1.age", "child"),
    "null": ("readers:\n  r1: ~ # c\n", "readers.r1.age", "child"),
    "with evidence, in brackets": ("loans: {l1: {lost: {value: unknown, evidence: [a]}}}\n", "loans.l1.lost", "yes"),
    "with evidence, in a block": (
        "loans:\n  l1:\n    lost:\n      evidence: a\n      value: unknown # c\n",
        "loans.l1.lost",
        "yes",
    ),
    "disputed, in brackets": ("loans: {l1: {lost: {claims: {a: yes, b: no}}}}\n", "loans.l1.lost", "yes"),
    "disputed, in a block": (
        "loans:\n  l1:\n    lost: # c\n      # d\n      claims: {a: yes}\n",
        "loans.l1.lost",
        "yes",
    ),
    "a date": ("loans: {l1: {returned: unknown}}\n", "loans.l1.returned", "2024-02-01"),
    "not yet": ("loans: {l1: {returned: unknown}}\n", "loans.l1.returned", "chưa"),
    "a number": ("loans: {l1: {days: unknown}}\n", "loans.l1.days", "12.5"),
    "a link": ("readers: {r1: {}}\nloans: {l1: {by: unknown}}\n", "loans.l1.by", "r1"),
    "a link to nothing, in a block": ("loans:\n  l1:\n    by: unknown  # c\n    lost: no\n", "loans.l1.by", ""),
    "a link to nothing, in brackets": ("loans: {l1: {by: unknown, lost: no}}\n", "loans.l1.by", ""),
    "a link to nothing, last in brackets": ("loans: {l1: {lost: no, by: unknown}}\n", "loans.l1.by", ""),
    "a link to nothing, alone": ("loans: {l1: {by: unknown}}\n", "loans.l1.by", ""),
    "a section that is not there": (WATCHED, REMINDED, "no"),
    "a section set off like the others": (
        f"loans: {{}}\n\n{WATCHED}\n# d\n".replace("\ncards", "\n\ncards"),
        REMINDED,
        "no",
    ),
    "a section after the comments of the last": (f"{WATCHED}  # of c1\n# d\n", REMINDED, "no"),
    "a section with entries": (f"watches:\n  w1: {{reminded: no}}\n\n{WATCHED}", REMINDED, "no"),
    "a section in brackets": (f"watches: {{}}  # c\n{WATCHED}", REMINDED, "no"),
    "a section with nothing": (f"watches:  # c\n{WATCHED}", REMINDED, "no"),
    "Windows line ends": ("readers:\r\n  r1:\r\n    banned: no\r\n", "readers.r1.age", "child"),
    "a name with loose accents": ("readers:\n  r1: {name: Le\u0302, age: unknown}\n", "readers.r1.age", "child"),
}

# The same for judgements, which come with a reason.
EXCUSED = {
    "unknown": "excused: unknown  # c",
    "with an empty reason": 'excused: {value: unknown, because: ""}',
    "with another reason": "excused: {because: Đang hỏi, value: unknown}",
    "with evidence": "excused: {value: unknown, evidence: [a]}",
    "disputed": "excused: {claims: {a: yes}}",
    "disputed in a block": "excused:\n      claims: {a: yes}",
    "with a reason in lines": "excused:\n      value: unknown\n      because: |\n        Đang\n        hỏi",
}


def difference(before: str, came: str) -> str:
    lines = difflib.ndiff(before.split("\n"), came.split("\n"))
    return "\n".join(line.rstrip("\r ") for line in lines if line[:1] != "?")


def test_a_fact_is_written_where_it_belongs(tiny: Law, record: Record) -> None:
    shown = []
    for name, (body, path, value) in EDITS.items():
        before = HEAD.replace("\n", "\r\n" if "\r" in body else "\n") + body
        came = after(before, tiny, path, value)
        assert ("\n" in came.replace("\r\n", "")) == ("\n" in before.replace("\r\n", "")), name
        assert came.endswith("\n") == before.endswith("\n"), name
        assert after(f"\ufeff{before}", tiny, path, value) == f"\ufeff{came}", "a byte order mark stays"
        shown.append(f"== {name}\n{difference(body, came[len(before) - len(body) :])}\n")
    for name, fact in EXCUSED.items():
        body = f"loans:\n  l1:\n    {fact}\n    lost: no\n"
        came = after(HEAD + body, tiny, "loans.l1.excused", "yes", 'Vì "ốm"')
        shown.append(f"== a judgement, {name}\n{difference(body, came[len(HEAD) :])}\n")
    record(RECORDED / "answered.txt", "\n".join(shown))


CASE = {
    "format": "chetai/case/1",
    "id": "😀",
    "readers": {"r1": {}},
    "branches": {"b1": {}},
    "cards": {"c1": {"reader": "r1", "branch": "b1"}},
    "loans": {
        "l1": {
            "lost": "unknown",
            "excused": {"value": "unknown", "evidence": ["\tx"]},
            "days": "unknown",
            "by": "unknown",
        }
    },
}


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_stays_json(indent: int | str | None, ascii_only: bool, tiny: Law) -> None:
    text = json.dumps(CASE, indent=indent, ensure_ascii=ascii_only)
    for path, value, because, written in (
        ("loans.l1.lost", "yes", None, '"lost": "yes"'),
        ("loans.l1.days", "12", None, '"days": 12'),
        ("loans.l1.excused", "no", "vì", '"because": "vì"'),
        ("loans.l1.returned", "2024-01-01", None, '"returned": "2024-01-01"'),
        ("readers.r1.age", "adult", None, '{"age": "adult"}'),
        ("loans.l1.by", "", None, '"l1": {'),
        (
            "watches.r1-b1.reminded",
            "no",
            None,
            '"watches": {"r1-b1": {"reader": "r1", "branch": "b1", "reminded": "no"}}',
        ),
    ):
        text = after(text, tiny, path, value, because, "case.json")
        assert written in text
        read = json.loads(text)
    assert read["id"] == "😀"
    assert list(read) == [*CASE, "watches"]
    assert list(read["loans"]["l1"]) == ["lost", "excused", "days", "returned"]
    assert (len(text.splitlines()) == 1) == (indent is None)


def comments(text: str) -> list[str]:
    """Everything from a mark of comment to the end of its line."""
    return re.findall(r"(?:^|\s)#.*", text)


def _unknown(case: Case, law: Law) -> Iterator[tuple[str, str]]:
    """Facts of a case that may be answered, each with a value."""
    for row in facts_of(case, law).rows:
        template = law.vocabulary.templates[row.template]
        for name, field in template.fields.items() if template.section else ():
            if field.type in ("yes_no", "choice") and row.values[name] is Open.UNKNOWN:
                yield f"{row.place}.{name}", field.admitted()[0]
            elif field.type == "date" and row.values[name] is Open.UNKNOWN:
                yield f"{row.place}.{name}", "2024-03-01"


def test_every_shipped_case_can_be_answered(shipped: Law) -> None:
    rnd = Random(1)
    files = sorted((ROOT / "scenarios").rglob("case.yaml"))
    for file in (*files, *(ROOT / "tests" / "cases" / "asked").iterdir(), ROOT / "benchmarks" / "four-persons.yaml"):
        before = file.read_text(encoding="utf-8")
        case = case_of(before.encode(), file, shipped)
        facts = list(_unknown(case, shipped))
        for path, value in rnd.sample(facts, min(1, len(facts))):
            came = after(before, shipped, path, value, "vì thế", str(file))
            assert comments(came) == comments(before), path
            gone = [line for line in before.splitlines() if line not in came.splitlines()]
            assert len(gone) <= 1, path


# What cannot be written, and what must not be.


def test_a_file_that_cannot_be_answered_is_left_alone(tiny: Law, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}readers:\n  r1:\n    ? banned\n    : no\n", encoding="utf-8")
    file = AnsweredFile(path, tiny)
    before = path.read_bytes()
    with pytest.raises(InputError, match="U521"):
        file.keep(told(file.case, tiny, "readers.r1.age", "child"), "readers.r1.age")
    assert path.read_bytes() == before


def test_what_another_program_wrote_meanwhile_is_not_lost(tiny: Law, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"{HEAD}readers: {{r1: {{age: unknown}}}}\n", encoding="utf-8")
    file = AnsweredFile(path, tiny)
    other = path.read_text(encoding="utf-8") + "# mine\n"
    path.write_text(other, encoding="utf-8")
    with pytest.raises(InputError, match="U522"):
        file.keep(told(file.case, tiny, "readers.r1.age", "child"), "readers.r1.age")
    assert path.read_text(encoding="utf-8") == other
    path.unlink()
    with pytest.raises(InputError, match="U522"):
        file.keep(told(file.case, tiny, "readers.r1.age", "child"), "readers.r1.age")


def test_a_link_to_the_file_stays_one_and_nobody_else_may_read_more(tiny: Law, tmp_path: Path) -> None:
    path, link = tmp_path / "case.yaml", tmp_path / "link.yaml"
    path.write_text(f"{HEAD}readers: {{r1: {{age: unknown}}}}\n", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    file = AnsweredFile(link, tiny)
    read = file.keep(told(file.case, tiny, "readers.r1.age", "child"), "readers.r1.age")
    assert link.is_symlink()
    assert "age: child" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o640
    assert file.keep(told(read, tiny, "readers.r1.banned", "no"), "readers.r1.banned").digest != read.digest
    assert "age: child, banned: no" in path.read_text(encoding="utf-8")
