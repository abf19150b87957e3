"""The interview: what is asked and why, what is understood, what is written, and what is never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.answering import AnsweredFile
from engine.assess import Assessor, Request
from engine.inquire.interview import Interview
from engine.model.rulebook import Law
from engine.reading.law import read_law
from engine.reading.messages import LANGUAGES
from engine.report.dialogue import Dialogue
from engine.report.document import Document
from engine.report.text import text
from engine.report.words import Wording

from .running import RECORDED, ROOT, CommandLine, Record, Said, assert_refused, codes

TinyLaw = Callable[..., Path]
FOUR = ROOT / "tests" / "cases" / "asked" / "bon-nguoi.yaml"

ANSWERS = """\
watches.r1-b1.reminded: no          # implied: the file has no such entry yet
loans.l4.lost: {value: yes, because: Biên bản 7}
readers.r2.age: adult
loans.l4.days: 3                    # decides nothing
"""


def done(said: Said) -> str:
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


# What is said, word for word.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_question_and_what_answers_come_to(
    language: str, run: CommandLine, record: Record, tiny_law: TinyLaw, answers: Path
) -> None:
    tiny_law()
    before = Path("case.yaml").read_bytes()
    record(RECORDED / f"ask.{language}.txt", done(run("ask", "case.yaml", lang=language)))
    assert Path("case.yaml").read_bytes() == before, "asking what to ask next changes nothing"
    said = run("ask", "case.yaml", "--answers", "answers.yaml", "--out", "out.yaml", lang=language)
    record(RECORDED / f"ask-answers.{language}.txt", done(said))
    record(RECORDED / "ask-answers.yaml", Path("out.yaml").read_text(encoding="utf-8"))
    assert Path("case.yaml").read_bytes() == before
    assert done(run("ask", "out.yaml", lang=language)).count("\n1.") == 0, "nothing is left to ask"


def test_an_interview_for_programs(run: CommandLine, record: Record, tiny_law: TinyLaw, answers: Path) -> None:
    tiny_law()
    first = run("ask", "case.yaml", "--format", "json")
    assert first == run("ask", "case.yaml", "--format", "json", lang="vi"), "JSON speaks no language of its own"
    record(RECORDED / "ask.json", done(first))
    said = done(run("ask", "case.yaml", "--answers", "answers.yaml", "--format", "json"))
    record(RECORDED / "ask-answers.json", said)
    written = json.loads(done(run("assess", "case.yaml", "--format", "json")))
    assert json.loads(said)["case"] == written["case"], "the digest is that of the file as it is now"


def test_questions_follow_the_request(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    assert "1. " in done(run("ask", "case.yaml"))
    assert "No question is left" in done(run("ask", "case.yaml", "--as-of", "2019-12-31"))
    other = json.loads(done(run("ask", "case.yaml", "--reading", "lateness=also_lost", "--format", "json")))
    assert other["readings"] == {"lateness": "also_lost"}
    assert codes(run("ask", "case.yaml", "--rulebook", "tinny").stderr) == ["S320"]


# Answers from a file.


def test_answers_given_in_part_leave_the_rest_open(run: CommandLine, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    (tmp_path / "a.json").write_text('{"readers.r2.age": "child", "loans.l4.lost": "unknown"}', encoding="utf-8")
    said = json.loads(done(run("ask", "case.yaml", "--answers", "a.json", "--format", "json")))
    assert said["open"] == {"before": 3, "after": 2}
    assert {one["path"]: one["answer"] for one in said["asked"]} == {
        "readers.r2.age": {"value": "child", "because": None},
        "loans.l4.lost": None,
        "watches.r1-b1.reminded": None,
    }
    assert said["next"] is None, "what nobody knows is not asked twice"


WRONG = """\
readers.r2.ages: adult
reader.r2.age: adult
readers.r2.age: adlt
loans.l4.lost: {value: yes, becaus: so}
loans.l4.due: [2024-04-01]
loans.l2.by: r9
loans.l2.kind: map
loans.l3.kind: {because: none}
watches.r9-b1.reminded: no
loans.l1.returned: 2024-02-30
loans.l1.lost: none
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_the_answers_is_told_at_once(
    language: str, run: CommandLine, record: Record, tiny_law: TinyLaw, tmp_path: Path
) -> None:
    tiny_law()
    before = Path("case.yaml").read_bytes()
    Path("wrong.yaml").write_text(WRONG, encoding="utf-8")
    said = run("ask", "case.yaml", "--answers", "wrong.yaml", lang=language)
    assert_refused(said)
    record(RECORDED / f"ask-wrong.{language}.txt", said.stderr)
    Path("wrong.yaml").write_text("- readers.r2.age\n", encoding="utf-8")
    said = run("ask", "case.yaml", "--answers", "wrong.yaml", "--out", "out.yaml", lang=language)
    assert_refused(said)
    assert codes(said.stderr) == ["U523"]
    assert Path("case.yaml").read_bytes() == before
    assert not Path("out.yaml").exists()


def test_nothing_is_overwritten_or_left_unwritten_in_silence(
    run: CommandLine, tiny_law: TinyLaw, answers: Path
) -> None:
    tiny_law()
    said = run("ask", "case.yaml", "--answers", "answers.yaml", "--out", "case.yaml")
    assert_refused(said)
    assert codes(said.stderr) == ["Y123"]
    assert run("ask", "case.yaml", "--out", "out.yaml").exit_code == 2
    assert codes(run("ask", "nowhere.yaml").stderr) == ["Y102"]
    assert codes(run("ask", "case.yaml", "--answers", "nowhere.yaml").stderr) == ["Y102"]


def test_answers_may_be_about_what_other_answers_bring_about(
    run: CommandLine, tiny_law: TinyLaw, tmp_path: Path
) -> None:
    """Whose card it is decides of whom there is a watch; a kind may ask for a note of its own."""
    tiny_law()
    case = tmp_path / "open.yaml"
    case.write_text(
        "format: chetai/case/1\nid: TV-3\nas_of: 2024-06-01\nreaders: {r1: {}, r2: {}}\nbranches: {b1: {}}\n"
        "cards: {c1: {reader: r1, branch: unknown}}\n"
        "watches: {w1: {reader: unknown, reminded: yes}}\n"
        "loans:\n  l1: {by: r1, lost: yes, kind: unknown, due: 2024-01-01, returned: 2024-02-01, days: 40}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.yaml").write_text(
        "cards.c1.branch: b1\nwatches.r1-b1.reminded: no\nwatches.w1.reader: none\nloans.l1.excused: no\n"
        "loans.l1.kind: other\nloans.l1.note: Bản đồ cổ\nreaders.r1.age: adult\n",
        encoding="utf-8",
    )
    said = json.loads(done(run("ask", "open.yaml", "--answers", "a.yaml", "--format", "json")))
    assert said["open"]["after"] == 0
    after = case.read_text(encoding="utf-8")
    assert "watches: {w1: {reminded: yes}}" in after, "a link to nothing is left out"
    assert "kind: other, due" in after
    assert 'note: "Bản đồ cổ"' in after


# What is typed.


@dataclass
class Person:
    """Types what is on the list; keeps what both sides said."""

    typed: Iterator[str]
    said: list[str]

    def ask(self, prompt: str) -> str | None:
        line = next(self.typed, None)
        self.said.append(f"{prompt}{line or ''}\n")
        return line

    def tell(self, document: Document) -> None:
        self.said.append(text(document))


def interviewed(law: Law, path: Path, language: str, *typed: str) -> str:
    """All that was said in an interview in which that is typed; it stops where there is nothing more."""
    file = AnsweredFile(path, law)
    interview = Interview(Assessor(law), file.case, Request(file.case.as_of or pytest.fail("undated")), file.keep)
    person = Person(iter(typed), [])
    interview.conduct(Dialogue(interview, Wording(language), person.ask, person.tell))
    return "".join(person.said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation(language: str, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = interviewed(read_law(), Path("case.yaml"), language, "adul", "?", "3", "1", "", "chưa", "không", "q")
    record(RECORDED / f"ask-conversation.{language}.txt", said)


CASE = "format: chetai/case/1\nid: TV-4\nas_of: 2024-06-01\n"
CASE += "readers: {r1: {name: Lê An, age: adult}, r2: {name: Lê Bình, age: child}}\n"
LOAN = {
    "by": "r1",
    "kind": "book",
    "due": "2024-04-01",
    "returned": "2024-05-10",
    "days": "45",
    "lost": "no",
    "excused": "no",
}


@pytest.mark.parametrize(
    ("field", "typed", "written"),
    [
        ("excused", "có", "yes"),
        ("excused", "Co", "yes"),
        ("excused", "KHÔNG", "no"),
        ("excused", "khong", "no"),
        ("excused", "yes", "yes"),
        ("excused", "true", "yes"),
        ("excused", "2", "no"),
        ("returned", "03/05/2024", "2024-05-03"),
        ("returned", "3/5/2024", "2024-05-03"),
        ("returned", "2024-05-03", "2024-05-03"),
        ("returned", "chưa", "not_yet"),
        ("returned", "Chua", "not_yet"),
        ("returned", "not_yet", "not_yet"),
        ("days", "31", "31"),
        ("days", "30,5", "30.5"),
        ("by", "r2", "r2"),
        ("by", "2", "r2"),
        ("by", "le binh", "r2"),
        ("by", "Lê Bình", "r2"),
        ("kind", "Đồ chơi", "toy"),
        ("kind", "do choi", "toy"),
    ],
)
def test_what_is_typed_is_understood(field: str, typed: str, written: str, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    path = tmp_path / "typed.yaml"
    loan = ", ".join(f"{name}: {'unknown' if name == field else value}" for name, value in LOAN.items())
    path.write_text(f"{CASE}loans: {{l1: {{{loan}}}}}\n", encoding="utf-8")
    said = interviewed(read_law(), path, "vi", typed, "")
    assert re.search(rf"\b{field}: {written}[,}}]", path.read_text(encoding="utf-8")), said


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("excused", "chưa"),  # not yet decided, or no? asked again
        ("excused", "3"),
        ("returned", "30/02/2024"),
        ("returned", "hôm qua"),
        ("days", "366"),
        ("days", "lâu"),
        ("by", "Lê"),  # two are called so
        ("by", "r9"),
        ("kind", "map"),
        ("kind", "other"),  # asks for a note, which is left empty
    ],
)
def test_what_cannot_be_an_answer_is_asked_again(field: str, typed: str, tiny_law: TinyLaw, tmp_path: Path) -> None:
    tiny_law()
    path = tmp_path / "typed.yaml"
    loan = ", ".join(f"{name}: {'unknown' if name == field else value}" for name, value in LOAN.items())
    path.write_text(f"{CASE}loans: {{l1: {{{loan}}}}}\n", encoding="utf-8")
    before = path.read_bytes()
    said = interviewed(read_law(), path, "en", typed, "")
    assert path.read_bytes() == before
    assert said.count("Answer (") == 2, said
    assert "C4" not in said


def test_stopping_at_the_reason_leaves_the_fact_unknown(tiny_law: TinyLaw) -> None:
    tiny_law()
    content = Path("case.yaml").read_text(encoding="utf-8").replace("    excused: no\n", "    excused: unknown\n", 1)
    Path("case.yaml").write_text(content.replace("age: unknown", "age: adult"), encoding="utf-8")
    before = Path("case.yaml").read_bytes()
    said = interviewed(read_law(), Path("case.yaml"), "en", "no", "q")
    assert "Reason for this judgement" in said
    assert Path("case.yaml").read_bytes() == before
    interviewed(read_law(), Path("case.yaml"), "en", "no", "Không ai xin phép", "q")
    assert 'excused: {value: no, because: "Không ai xin phép"}' in Path("case.yaml").read_text(encoding="utf-8")
