"""What a reader of the shipped rulebooks relies on: words found in the text, nothing left out, both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from engine.explain.provisions import nominal_provisions
from engine.model.base import Words
from engine.model.property import ONE_CASE, TWO_CASES
from engine.model.rule import Rule
from engine.model.rulebook import Rulebook
from engine.reading.law import SHIPPED, read_law
from engine.reading.source import folded

LAW = read_law()
RULES = list(LAW.rules().values())
BOOKS = list(LAW.rulebooks.values())
VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


def _id(item: Rule | Rulebook) -> str:
    return item.id


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_the_words_of_a_rule_stand_under_its_provision(rule: Rule) -> None:
    book = LAW.rulebooks[rule.rulebook]
    assert rule.quote, "a rule shows the words it encodes"
    provisions = nominal_provisions(rule, LAW)
    assert provisions
    texts = [folded(book.source[p]) for p in provisions]
    # A rule whose provision depends on the catalogue row quotes the lead-in of its list.
    texts += [folded(book.source[p.rpartition("-")[0]]) for p in provisions if rule.provision_of]
    assert any(folded(rule.quote) in text for text in texts)


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_every_provision_is_in_the_coverage_table(book: Rulebook) -> None:
    assert set(book.coverage) == set(book.source)


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_an_encoded_provision_has_a_rule_and_a_rule_an_encoded_provision(book: Rulebook) -> None:
    ruled = {p for rule in book.rules.values() for p in nominal_provisions(rule, LAW)}
    encoded = {p for p, row in book.coverage.items() if row.status == "encoded"}
    told = {p for p, row in book.coverage.items() if row.status in ("encoded", "partly_encoded")}
    assert encoded <= ruled <= told


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_a_rulebook_says_what_must_hold_of_it(book: Rulebook) -> None:
    """Of one case and of two; each property names the provisions it is about."""
    assert {one.kind for one in book.properties.values()} == {*ONE_CASE, *TWO_CASES}
    assert all(one.provision for one in book.properties.values())


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_every_card_has_its_rule(book: Rulebook) -> None:
    text = "".join(path.read_text() for path in sorted((SHIPPED / book.id).glob("*.yaml")))
    cards = {f"{kind}{n}" for kind, n in re.findall(r"^ *# ([CLD])(\d+b?)\b", text, re.MULTILINE)}
    expected = {
        "ke-hoach-131": {f"C{n}" for n in range(1, 33)} | {"C29b"},
        "luat-36-2018": {f"L{n}" for n in range(1, 12)},
        "nd-59-2019": {f"D{n}" for n in range(1, 9)},
    }
    assert cards == expected[book.id]


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_a_reading_says_why_the_text_is_open_and_on_which_words(book: Rulebook) -> None:
    for name, reading in book.manifest.readings.items():
        assert reading.quote, name
        assert folded(reading.quote) in folded(book.source[reading.provision]), name


@pytest.mark.parametrize("book", BOOKS, ids=_id)
def test_every_reading_and_threshold_is_used(book: Rulebook) -> None:
    text = "\n".join(rule.text for rule in book.rules.values())
    for name in (*book.manifest.readings, *book.manifest.thresholds):
        assert re.search(rf"\b{name}\b", text), name


def _texts(model: BaseModel) -> Iterator[Words]:
    for value in model.__dict__.values():
        yield from _texts_in(value)


def _texts_in(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts_in(item)


def test_every_text_is_there_in_both_languages() -> None:
    for words in _texts(LAW):
        assert words.vi.strip(), words
        assert words.en.strip(), words
        own_names = '131-QĐ/TW|QĐ|Nguyễn|nhiều|phát hiện|từ chức|Mục|miễn|giảm|“[^”]*”|"[^"]*"|NĐ-CP|KH-TU'
        rest = re.sub(own_names, "", words.en)
        assert len(VIETNAMESE.findall(rest)) < 12, f"this does not read as English: {words.en}"


def test_every_fact_that_can_be_missing_has_a_question_that_names_its_entry() -> None:
    for name, template in LAW.vocabulary.templates.items():
        for field_name, field in template.fields.items():
            if field.type == "text":
                continue
            assert field.label is not None
            assert field.question is not None, f"{name}.{field_name}"
            if template.section:
                assert f"{{{name}}}" in field.question.vi
                assert f"{{{name}}}" in field.question.en


def test_placeholders_of_labels_are_arguments() -> None:
    for code, (_, conclusion) in LAW.declared().items():
        for text in (conclusion.label.vi, conclusion.label.en):
            assert set(re.findall(r"{(\w+)}", text)) <= set(conclusion.fields), code


def test_relief_is_never_said_as_granted() -> None:
    relief = ("relief_ground", "relief_consideration", "exclusion_of_liability", "exemption_or_reduction")
    for code in (*relief, "form_exemption_or_reduction"):
        conclusion = LAW.conclusion(code)
        assert "được xem xét" in conclusion.label.vi, code
        assert conclusion.caution is not None, code


def test_unverified_acts_stay_inactive_and_say_what_to_use_instead() -> None:
    rows = LAW.vocabulary.catalogues["act_kind"].rows
    inactive = {code: row for code, row in rows.items() if row.inactive}
    assert sorted(inactive) == [f"art4_unlisted_{n}" for n in range(15, 22)]
    assert {row.instead for row in inactive.values()} == {"art4_other"}
    assert rows["art4_other"].requires == ["description"]
    assert len(rows) == 28


def test_no_rule_reads_a_clause_number() -> None:
    for rule in RULES:
        assert not re.search(r"\bclause(_status)?:", rule.text), rule.id
