"""How much room letters take, where no font can be asked: on the safe side for the wide sans-serif fonts."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iIjlftr.,;:'|!()[]{}/\\-‹›·’“”\"")
_MARKS = frozenset("-_./(")
_WIDE = frozenset("mwMWGOQ@%…—")


BOLD = 1.14  # how much wider heavy letters are


def width(text: str, size: float) -> float:
    """The width of a line of text in a font of that size."""
    return size * sum(map(_share, unicodedata.normalize("NFC", text)))


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0.0
    if base == " ":
        return 0.33
    if base in _NARROW:
        return 0.42
    if base in _WIDE:
        return 0.95
    return 0.72 if base.isupper() else 0.62


def wrapped(text: str, most: float, size: float, lines: int) -> list[str]:
    """The text in at most that many lines of that width; what has no room is an ellipsis. A long word is broken."""
    found: list[str] = []
    for word in text.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and width(joined, size) <= most:
            found[-1] = joined
            continue
        found.extend(_pieces(word, most, size))
    if len(found) > lines:
        last = found[lines - 1]
        while last and width(f"{last}…", size) > most:
            last = last[:-1]
        found = [*found[: lines - 1], f"{last.rstrip(' ,;:')}…"]
    return found


def _pieces(word: str, most: float, size: float) -> list[str]:
    """A word in pieces that fit, broken after a mark between words of an id where there is one."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > most:
            marks = [n for n, mark in enumerate(pieces[-1], 1) if mark in _MARKS]
            end = marks[-1] if marks else len(pieces[-1])
            pieces[-1:] = [pieces[-1][:end], pieces[-1][end:]]
        pieces[-1] += letter
    return [piece for piece in pieces if piece]
