"""What differs in two laws, kind by kind: a rule as its author wrote it, line by line, anything else in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.compare import Revised
from engine.compare.structure import KINDS, Change, PartChange
from engine.report.document import Block, Code, Heading, Item, Paragraph
from engine.report.words import Wording

_MARKS = {"added": "+", "removed": "−", "changed": "±"}
_LANGUAGES = {"vi", "en"}


def law_changes(revised: Revised, wording: Wording) -> Iterator[Block]:
    """The readings chosen, then the changes under a heading for each kind."""
    if not revised.changes:
        yield Paragraph(wording.say("same_law"))
    yield from _readings(revised, wording)
    for kind in KINDS:
        found = [change for change in revised.changes if change.kind == kind]
        if found:
            yield Heading(2, wording.say(f"kind_{kind}"))
        for change in found:
            yield from _change(change, wording)


def _readings(revised: Revised, wording: Wording) -> Iterator[Block]:
    """The readings that one side was asked for under, how each side reads them, and which rules depend on them."""
    chosen = sorted({*revised.old.readings, *revised.new.readings})
    if chosen:
        yield Heading(2, wording.say("chosen_readings"))
    for name in chosen:
        sides = [side for side in (revised.old, revised.new) if name in side.law.readings()]
        yield Item(f"{name} – {wording.of(sides[-1].law.readings()[name].label)}", 0, "±")
        for side, mark in ((revised.old, "−"), (revised.new, "+")):
            choice = side.choice(name)
            if choice is not None:
                said = wording.of(side.law.readings()[name].choices[choice])
                yield Item(f"{choice}: {said}", 1, mark)
        rules = [rule for rule, why in revised.touched.rules.items() if any(t.name == name for t in why)]
        if rules:
            yield Item(wording.say("read_by", rules=", ".join(rules)), 1)


def _change(change: Change, wording: Wording) -> Iterator[Block]:
    name = change.name
    if change.rulebook not in (None, change.name):
        name = f"{name} ({change.rulebook})"
    if change.how == "changed":
        line = wording.say("how_parts", name=name, parts=", ".join(part.name for part in change.parts))
    else:
        line = wording.say(f"how_{change.how}", name=name)
    yield Item(line, 0, _MARKS[change.how])
    places = [place for place in (change.old_at, change.new_at) if place]
    if places:
        yield Item(" → ".join(places), 1)
    if change.lines:
        yield Code("\n".join(change.lines), "diff")
    elif change.how == "changed" or change.kind in ("text", "rulebook"):
        for part in change.parts:
            yield from _part(part, wording)


def _part(part: PartChange, wording: Wording) -> Iterator[Block]:
    old, new = _said(part.old, wording), _said(part.new, wording)
    if old == new:  # it differs in the other language, or in order
        old, new = _said(part.old, None), _said(part.new, None)
    yield Item(part.name, 1)
    if part.old is not None:
        yield Item(old, 2, "−")
    if part.new is not None:
        yield Item(new, 2, "+")


def _said(value: Any, wording: Wording | None) -> str:
    """Plain data on one line; texts in the language of the wording, in both where there is none."""
    if isinstance(value, dict):
        if wording is not None and set(value) >= _LANGUAGES:
            rest = {key: item for key, item in value.items() if key not in _LANGUAGES and item is not None}
            return "; ".join(filter(None, [value[wording.language], _said(rest, wording)]))
        return "; ".join(
            f"{key}: {_nested(item, wording)}" for key, item in value.items() if item not in (None, {}, [])
        )
    if isinstance(value, list):
        return ", ".join(_nested(item, wording) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _nested(value: Any, wording: Wording | None) -> str:
    said = _said(value, wording)
    is_group = isinstance(value, dict) and not (wording is not None and set(value) >= _LANGUAGES)
    return f"({said})" if is_group else said
