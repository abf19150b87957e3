"""The pages of `chetai check`: one for every code a drafter meets, in both languages, and the files made of them."""

from __future__ import annotations

import pytest

from engine.lint.checks import CHECKS
from engine.reading.messages import LANGUAGES, read_messages, read_pages
from engine.report.pages import documents

from .running import ROOT, Record

PAGES = ROOT / "docs" / "checks"
# Codes of reading and resolution that say what a drafter looks for among the checks.
BESIDE = {"R202", "R226", "R230", "R253", "S308", "S310", "S311"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_a_page_under_its_name(language: str) -> None:
    pages = read_pages(language)
    assert {check.code: check.name for check in CHECKS}.items() <= {c: p.name for c, p in pages.items()}.items()
    assert set(pages) == {check.code for check in CHECKS} | BESIDE
    assert set(pages) <= set(read_messages(language)["problems"])


def test_a_page_says_everything_in_both_languages() -> None:
    for code in read_pages("vi"):
        vi, en = read_pages("vi")[code], read_pages("en")[code]
        assert (vi.code, vi.name, vi.wrong, vi.right) == (en.code, en.name, en.wrong, en.right)
        assert vi.wrong != vi.right
        for part in ("title", "finds", "why", "do"):
            assert getattr(vi, part), code
            assert not getattr(vi, part).isascii(), code
            assert getattr(en, part) != getattr(vi, part), code


def test_the_files_are_current(record: Record) -> None:
    made = documents()
    for name, text in made.items():
        record(PAGES / name, text)
    assert {path.name for path in PAGES.iterdir()} == set(made)
