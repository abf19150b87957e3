"""`chetai diff --prove`: two laws are the same of every case file, or the smallest cases that differ are shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.evaluators import durable
from engine.reading.messages import LANGUAGES

from .running import RECORDED, ROOT, CommandLine, Record, Said, assert_refused, codes

TinyLaw = Callable[..., Path]
Edit = tuple[str, str, str]
DAY = "2024-09-01"

# The same rule in other words: an alternative for each value, a detour over an exception, the items in another order.
OTHER_WORDS: list[Edit] = [
    ("tiny/main.yaml", "      - reader r: {age: child}\n      - loan l: {excused: yes}\n",
     "      - any:\n          - loan l: {excused: yes}\n          - reader r: {age: [child]}\n"),
    ("tiny/main.yaml", "      - at least many l:\n          - late: {loan: l}\n          - loan l: {by: r}\n",
     "      - loan a: {by: r}\n      - late: {loan: a}\n      - loan b: {by: r}\n      - late: {loan: b}\n"),
]  # fmt: skip
# A fine of children in the place of adults, a firm letter where there was none: six kinds of difference.
SEVERAL: list[Edit] = [
    (
        "tiny/main.yaml",
        "    unless:\n      - reader r: {age: child}\n",
        "    unless:\n      - reader r: {age: adult}\n",
    ),
    ("tiny/main.yaml", "      - watch: {reader: r, reminded: yes}\n", "      - watch: {reader: r, reminded: no}\n"),
]
# What is put before what stands there.
CHILD = "      - reader r: {age: child}\n"
LETTER = "    when:\n      - loan: {by: r, lost: yes}\n      - watch"
LABEL = "    label: {vi: Thư, en: Letter}\n"
EVER = "  ever:\n    label: {vi: mãi mãi, en: ever}\n    values: [{from: 2020-01-01, value: 9999-12-31}]\n"
FILM = '  film:\n    label: {vi: Phim, en: Film}\n    place: "2"\n    fined: yes\n'
STUDENT = """\
      student:
        type: yes_no
        label: {vi: sinh viên, en: student}
        question: {vi: "{reader} có phải là sinh viên không?", en: "Is {reader} a student?"}
"""
PASS = """\
  pass:
    section: passes
    one_per: {card: [reader]}
    label: {vi: vé, en: pass}
    fields:
      reader: {type: ref, to: reader, label: {vi: của, en: of}, question: {vi: "{pass} của ai?", en: "Whose {pass}?"}}
"""
THANKS = """\
  thanks:
    fields: {reader: {type: ref, to: reader}}
    label: {vi: "Cảm ơn {reader}", en: "Thanks to {reader}"}
"""
THANKING = """\
  - id: thanks
    provision: "5"
    when:
      - reader r: {banned: no}
    then:
      - thanks: {reader: r}

"""


def before(name: str, old: str, more: str) -> Edit:
    return name, old, more + old


@pytest.fixture
def draft(tiny_law: TinyLaw, tmp_path: Path) -> Path:
    """The tiny law in place, and a copy of it to change."""
    shutil.copytree(tiny_law(), tmp_path / "draft")
    return tmp_path / "draft"


def edit(folder: Path, edits: list[Edit]) -> None:
    for name, old, new in edits:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")


def proved(run: CommandLine, *words: str | Path) -> dict[str, Any]:
    """What is proved of two laws."""
    said = run("diff", *words, "--prove", "--as-of", DAY, "--format", "json")
    assert (said.exit_code, said.stderr) == (0, ""), said
    proof: dict[str, Any] = json.loads(said.stdout)["proof"]
    return proof


def kinds(proof: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["key"], one["before"], one["after"]) for one in proof["differences"]}


def status(said: Said, key: str) -> str:
    assert said.exit_code == 0, said
    statuses: dict[str, str] = {one["key"]: one["status"] for one in json.loads(said.stdout)["conclusions"]}
    return statuses.get(key, "does_not_hold")


def assert_shown_by_its_cases(proof: dict[str, Any], run: CommandLine, old: list[str], new: list[str]) -> None:
    """Assessed under each side, each case says what the comparison says of it."""
    for one in proof["differences"]:
        Path("case.yaml").write_text(one["case"], encoding="utf-8")
        came = tuple(
            status(run("assess", "case.yaml", *side, "--all", "--format", "json"), one["key"]) for side in (old, new)
        )
        assert came == (one["before"], one["after"]), one
    assert proof["differences"]


def test_without_asking_nothing_is_proved(draft: Path, run: CommandLine) -> None:
    assert json.loads(run("diff", "rules", "draft", "--format", "json").stdout)["proof"] is None


def test_the_same_rule_in_other_words_is_the_same_of_every_case_file(draft: Path, run: CommandLine) -> None:
    edit(draft, OTHER_WORDS)
    proof = proved(run, "rules", "draft")
    assert (proof["equivalent"], proof["every_kind"], proof["complete"]) == (True, True, True)
    assert proof["size"], "it had to be looked for"
    text = run("diff", "rules", "draft", "--prove", "--as-of", DAY).stdout
    assert "The same of every case file whose facts are known; files up to this size are enough: readers" in text


def test_what_no_result_hangs_on_need_not_be_looked_for(draft: Path, run: CommandLine) -> None:
    edit(draft, [before("tiny/main.yaml", LETTER, LABEL)])
    proof = proved(run, "rules", "draft")
    assert (proof["equivalent"], proof["size"]) == (True, {})
    assert "what leads to results is the same" in run("diff", "rules", "draft", "--prove", "--as-of", DAY).stdout


@pytest.mark.parametrize(
    ("edits", "difference", "shown"),
    [
        # on the day of the threshold, and on no other
        ([("tiny/main.yaml", "days: {above: long}", "days: {at_least: long}")], ("fine", "new"), "days: 30"),
        # with a third loan
        ([("tiny/rulebook.yaml", "value: 2}", "value: 3}")], ("block", "gone"), "l2:"),
        # only of what is not yet returned: nothing is returned after the last day there is
        (
            [
                before("tiny/rulebook.yaml", "  many:\n", EVER),
                ("tiny/main.yaml", "{returned: {after: due}}", "{returned: {after: due, on_or_before: ever}}"),
            ],
            ("fine", "gone"),
            "returned: not_yet",
        ),
        # one row of the catalogue
        ([("kinds.yaml", "Other}\n    fined: yes", "Other}\n    fined: no")], ("fine", "gone"), "kind: other, note:"),
        # another name: somebody's reminder is enough
        ([("tiny/main.yaml", "watch: {reader: r, reminded", "watch: {reader: q, reminded")], ("letter", "gone"), "r2"),
    ],
    ids=["at-a-threshold", "with-one-more", "not-yet", "one-row", "another-name"],
)  # fmt: skip
def test_a_difference_in_a_corner_is_found(
    edits: list[Edit], difference: tuple[str, str], shown: str, draft: Path, run: CommandLine
) -> None:
    edit(draft, edits)
    proof = proved(run, "rules", "draft")
    statuses = ("holds", "does_not_hold") if difference[1] == "gone" else ("does_not_hold", "holds")
    shown_by = [
        one["case"]
        for one in proof["differences"]
        if (one["key"].split("(")[0], one["before"], one["after"]) == (difference[0], *statuses)
    ]
    assert any(shown in case for case in shown_by)
    assert not proof["equivalent"]
    assert proof["complete"]
    assert_shown_by_its_cases(proof, run, [], ["--rules", "draft"])
    turned = proved(run, "draft", "rules")
    assert {(one["code"], one["after"], one["before"]) for one in turned["differences"]} == {
        (one["code"], one["before"], one["after"]) for one in proof["differences"]
    }


def test_every_kind_is_shown_once_up_to_the_limit(draft: Path, run: CommandLine) -> None:
    edit(draft, SEVERAL)
    whole = proved(run, "rules", "draft")
    assert kinds(whole) == {
        *(
            (key, *pair)
            for key in ("fine(r1)", "letter(r1, firm)", "letter(r1, mild)")
            for pair in (("holds", "does_not_hold"), ("does_not_hold", "holds"))
        )
    }
    assert whole["every_kind"]
    assert_shown_by_its_cases(whole, run, [], ["--rules", "draft"])
    for limit in (0, 2):
        some = proved(run, "rules", "draft", "--limit", str(limit))
        assert (len(some["differences"]), some["every_kind"], some["equivalent"]) == (limit, False, False)
    assert "There are more kinds" in run("diff", "rules", "draft", "--prove", "--as-of", DAY, "--limit", "2").stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_proved_is_said(form: str, language: str, draft: Path, run: CommandLine, record: Record) -> None:
    edit(draft, SEVERAL)
    said = run("diff", "rules", "draft", "--prove", "--as-of", DAY, "--limit", "3", "--format", form, lang=language)
    assert (said.exit_code, said.stderr) == (0, "")
    record(RECORDED / f"diff-prove.{language}.{'md' if form == 'markdown' else 'txt'}", said.stdout)


def test_what_is_proved_for_programs(draft: Path, run: CommandLine, record: Record) -> None:
    edit(draft, SEVERAL)
    words = ("diff", "rules", "draft", "--prove", "--as-of", DAY, "--format", "json")
    said = run(*words)
    assert said == run(*words, lang="vi")
    record(RECORDED / "diff-prove.json", said.stdout)


def test_a_reading_against_the_other(draft: Path, run: CommandLine) -> None:
    proof = proved(run, "lateness=dates", "lateness=also_lost")
    assert {one["code"] for one in proof["differences"]} == {"fine", "block"}
    sides = (["--reading", f"lateness={choice}"] for choice in ("dates", "also_lost"))
    assert_shown_by_its_cases(proof, run, *sides)
    assert proved(run, "lateness=dates", "lateness=dates")["equivalent"]


def test_the_law_of_another_day_is_another_law(draft: Path, run: CommandLine) -> None:
    """Before it is in force, no rule of a rulebook tells two versions apart; the report says which day was asked."""
    edit(draft, SEVERAL)
    said = run("diff", "rules", "draft", "--prove", "--as-of", "2019-09-01", "--format", "json")
    proof = json.loads(said.stdout)["proof"]
    assert (proof["equivalent"], proof["as_of"]) == (True, "2019-09-01")
    assert "2019-09-01" in run("diff", "rules", "draft", "--prove", "--as-of", "2019-09-01").stdout


def test_a_field_that_one_side_alone_has(draft: Path, run: CommandLine) -> None:
    exception = before("tiny/main.yaml", CHILD, "      - reader r: {student: yes}\n")
    edit(draft, [before("vocabulary.yaml", "      banned: {type", STUDENT), exception])
    proof = proved(run, "rules", "draft")
    assert kinds(proof) == {("fine(r1)", "holds", "does_not_hold")}
    assert "student: yes" in proof["differences"][0]["case"]
    assert kinds(proved(run, "draft", "rules")) == {("fine(r1)", "does_not_hold", "holds")}


def test_a_template_that_one_side_alone_has(draft: Path, run: CommandLine) -> None:
    exception = before("tiny/main.yaml", CHILD, "      - pass: {reader: r}\n")
    edit(draft, [before("vocabulary.yaml", "  watch:\n", PASS), exception])
    for words, statuses in (
        (("rules", "draft"), ("holds", "does_not_hold")),
        (("draft", "rules"), ("does_not_hold", "holds")),
    ):
        (one,) = proved(run, *words)["differences"]
        assert (one["key"], one["before"], one["after"]) == ("fine(r1)", *statuses)
        assert "\npasses:\n" in one["case"]


def test_a_row_that_one_side_alone_has_is_in_no_case_of_both(draft: Path, run: CommandLine) -> None:
    edit(draft, [before("kinds.yaml", "  map:\n", FILM)])
    assert proved(run, "rules", "draft")["equivalent"]
    edit(draft, [("kinds.yaml", 'Toy}\n    place: "2"\n    fined: no', 'Toy}\n    place: "2"\n    fined: yes')])
    (one,) = proved(run, "rules", "draft")["differences"]
    assert "kind: toy" in one["case"]


def test_a_conclusion_that_one_side_alone_has(draft: Path, run: CommandLine) -> None:
    thanking = before("tiny/main.yaml", "  - id: mild-letter\n", THANKING)
    edit(draft, [before("tiny/rulebook.yaml", "  block:\n", THANKS), thanking])
    assert kinds(proved(run, "rules", "draft")) == {("thanks(r1)", "does_not_hold", "holds")}
    assert kinds(proved(run, "draft", "rules")) == {("thanks(r1)", "holds", "does_not_hold")}


def test_a_change_of_the_shipped_law_is_the_same_until_it_is_not(run: CommandLine, tmp_path: Path) -> None:
    """An alternative more that says nothing more; then without the others."""
    draft = tmp_path / "draft"
    shutil.copytree(ROOT / "rules" / "ke-hoach-131", draft)
    path = draft / "II.4.2.yaml"
    text = path.read_text(encoding="utf-8")
    alternatives = (
        "          - oversight o: {could_not_have_known: yes}\n          - oversight o: {preventive_measures: yes}\n"
    )
    assert text.count(alternatives) == 1
    more = "          - oversight o: {could_not_have_known: no, preventive_measures: yes}\n"
    path.write_text(text.replace(alternatives, alternatives + more), encoding="utf-8")
    shipped = ROOT / "rules" / "ke-hoach-131"
    assert proved(run, shipped, draft)["equivalent"]
    path.write_text(text.replace(alternatives, more), encoding="utf-8")
    proof = proved(run, shipped, draft, "--limit", "1")
    assert (len(proof["differences"]), proof["every_kind"]) == (1, False)
    assert "could_not_have_known: yes" in proof["differences"][0]["case"]


def test_what_the_engines_do_not_confirm_is_not_shown(
    draft: Path, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(draft, [("tiny/rulebook.yaml", "value: 30}", "value: 50}")])
    truth = durable.answer
    monkeypatch.setattr(durable, "answer", lambda *given: {k: v for k, v in truth(*given).items() if k != "fine(r1)"})
    for language in LANGUAGES:
        said = run("diff", "rules", "draft", "--prove", "--as-of", DAY, lang=language)
        assert_refused(said, exit_code=4)
        assert codes(said.stderr) == ["E505"]
        assert "fine(r1)" in said.stderr
