"""What a person types for a value, as a case file writes it: by its number, its name in either language, its date."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence

from engine.inquire.question import Question
from engine.model.base import NO, YES
from engine.reading.values import NOT_YET, UNKNOWN

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ACCENTED = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])(?: WITH .+)?")


def written_as(typed: str, question: Question, options: Sequence[str], names: Iterable[tuple[str, str]]) -> str:
    """The text that a case file would have for what was typed; what nothing is known for stays as it is.

    ``options`` are numbered from 1; ``names`` pairs what each is called with its value. Accents and capitals may be
    left out where that leaves one meaning.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if text.isdecimal() and 0 < int(text) <= len(options):
        return options[int(text) - 1]
    if text in options:
        return text
    if question.field.type == "date":
        return _date(text)
    if question.field.type == "number":
        return text.replace(",", ".")
    spoken = [*names, *_spoken(question)]
    for called in (lambda said: said, plain_letters):
        found = {value for name, value in spoken if called(name) == called(text)}
        if len(found) == 1:
            return found.pop()
    return text


def _spoken(question: Question) -> list[tuple[str, str]]:
    said = [(word, "unknown") for word in UNKNOWN]
    if question.field.type == "yes_no":
        said += [(word, "yes") for word in YES] + [(word, "no") for word in NO]
    return said


def _date(text: str) -> str:
    """A date with the day first as a case file writes it."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            return f"{year:04}-{month:02}-{day:02}"
    words = {plain_letters(word): word for word in (*NOT_YET, *UNKNOWN)}
    return words.get(plain_letters(text), text)


def plain_letters(text: str) -> str:
    """The text in small letters without accents, single spaces between words."""
    return " ".join("".join(map(_plain, unicodedata.normalize("NFC", text))).casefold().split())


def _plain(character: str) -> str:
    found = _ACCENTED.fullmatch(unicodedata.name(character, ""))
    return found[1] if found else character
