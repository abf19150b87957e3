"""A text for people that is there in one language only."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.lint.texts import texts
from engine.model.base import Words

CODE = "L721"


def find(subject: Subject) -> Iterator[Found]:
    """Pairs of texts of which one is empty, the same as the other, or not in its language."""
    for about, at, words in texts(subject):
        empty = [language for language in ("vi", "en") if not words.in_language(language).strip(" -–—")]
        for language in empty:
            yield found(at, f"{about}.{language}", reason=f"empty_{language}")
        if not empty and (reason := _not_translated(words)):
            yield found(at, about, reason=reason)


def _not_translated(words: Words) -> str | None:
    """Why the two do not read as two languages; one has letters beyond ASCII in most of its words, the other has not.

    Names of a few words may be the same in both.
    """
    if words.vi.strip() == words.en.strip() and not words.vi.isascii():
        return "same_in_both"
    long = 4
    if len(words.vi.split()) >= 2 * long and words.vi.isascii():  # a few Vietnamese words may have no mark at all
        return "not_vietnamese"
    if words.vi.strip() == words.en.strip() and len(words.vi.split()) > 1:
        return "same_in_both"
    marked = [word for word in words.en.split() if not word.strip("“”‘’–—…·\"'(),.;:").isascii()]
    return "not_english" if len(words.en.split()) >= long and 2 * len(marked) > len(words.en.split()) else None
