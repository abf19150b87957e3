"""Parts of reports: marks, numbers, whose telling counts, what is accepted or kept, the facts behind a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from engine.model.assessment import Assessment, Note
from engine.model.base import Words
from engine.model.explanation import ExplainedConclusion, FactRead
from engine.report.document import Block, Heading, Item
from engine.report.words import Wording

MARKS = {"holds": "●", "undetermined": "○", "does_not_hold": "◌"}
_MOST_WAYS = 3

# What a scenario was looked for, to the folder it was written to, or None where none was found.
Kept = Mapping[str, Path | None]


class Numbers:
    """Numbers things in the order in which they are first spoken of."""

    def __init__(self) -> None:
        self.order: dict[str, int] = {}

    def of(self, names: Iterable[str]) -> str:
        """The numbers of those names, in ascending order."""
        return ", ".join(map(str, sorted(self.order.setdefault(name, len(self.order) + 1) for name in names)))


def told_by(assessment: Assessment, wording: Wording) -> list[Item]:
    """Whose telling counts, if anybody's; and, right beside it, that nobody of that name tells anything."""
    return telling(assessment.claimed_by, assessment.notes, wording)


def telling(claimed_by: str | None, notes: Iterable[Note], wording: Wording) -> list[Item]:
    """The same of what is no assessment."""
    if claimed_by is None:
        return []
    items = [Item(wording.say("claimed_by", party=claimed_by))]
    for note in notes:
        if note.code == "no_such_party":
            items.append(Item(wording.say("note_no_such_party", about=note.about, note="", **note.values), 1, "!"))
    return items


def accepted(title: str, lines: list[tuple[str, Words]], stale: Iterable[str], wording: Wording) -> Iterator[Block]:
    """What ``accepted.yaml`` lets stand, each line with why, and what it accepts in vain."""
    if lines:
        yield Heading(2, wording.say(title, count=len(lines)))
    for line, because in lines:
        yield from (Item(line), Item(wording.of(because), 1, "·"))
    yield from (Item(wording.say("accepted_in_vain", id=name), 0, "!") for name in stale)


def kept_lines(kept: Kept, about: str, depth: int, wording: Wording) -> Iterator[Block]:
    """Where the scenario made up for it stands, if one was looked for."""
    if about in kept:
        folder = folder_kept(kept, about)
        yield Item(wording.say("kept_in", folder=folder) if folder else wording.say("kept_none"), depth, "→")


def folder_kept(kept: Kept, about: str) -> str | None:
    """The folder of the scenario made up for it, or None."""
    folder = kept.get(about)
    return folder.as_posix() if folder else None


def facts_behind(explained: ExplainedConclusion) -> Iterator[FactRead]:
    """Every fact that a conclusion rests on, followed through the conclusions it builds on."""
    for way in explained.ways[:_MOST_WAYS]:
        yield from way.facts
        for condition in way.conditions:
            yield from condition.facts
        for inner in way.builds_on:
            yield from facts_behind(inner)
