"""Whether two sides are the same of every case file, or the smallest cases on which they differ."""

from __future__ import annotations

from engine.model.case_text import case_text
from engine.model.vocabulary import Vocabulary
from engine.proving.differing import Difference, Proven
from engine.report.document import Code, Document, Heading, Item, Paragraph
from engine.report.proofs import sized
from engine.report.words import Wording


def proved_section(proven: Proven, wording: Wording) -> Document:
    """What is proved of the two, as a section of their comparison."""
    made = Document([Heading(2, wording.say("prove_heading", day=wording.day(proven.as_of.isoformat())))])
    for number, difference in enumerate(proven.differences, 1):
        made.add(Heading(3, f"{wording.of(difference.label)}  [{difference.key}]"))
        before, after = (wording.say(f"status_{status}") for status in (difference.before, difference.after))
        made.add(Item(f"{before} → {after}"), Code(_text(number, difference, proven.vocabulary).rstrip()))
    made.add(Paragraph(_conclusion(proven, wording)))
    return made


def proved_json(proven: Proven) -> dict[str, object]:
    """What is proved of the two, for JSON."""
    return {
        "as_of": proven.as_of.isoformat(),
        "equivalent": proven.is_whole and not proven.differences,
        "every_kind": proven.is_whole,
        "complete": proven.is_complete,
        "size": dict(proven.size),
        "differences": [
            {
                "key": one.key,
                "code": one.code,
                "before": one.before.value,
                "after": one.after.value,
                "label": one.label.model_dump(),
                "case": _text(number, one, proven.vocabulary),
            }
            for number, one in enumerate(proven.differences, 1)
        ],
    }


def _conclusion(proven: Proven, wording: Wording) -> str:
    size = sized(proven.size, proven.vocabulary, wording)
    if not proven.is_whole:
        return wording.say("prove_more")
    if not proven.size:
        return wording.say("prove_same_rules")
    if proven.is_complete:
        return wording.say("prove_no_more" if proven.differences else "prove_equal", size=size)
    return wording.say("prove_no_more_up_to" if proven.differences else "prove_equal_up_to", size=size)


def _text(number: int, one: Difference, vocabulary: Vocabulary) -> str:
    """The case as a file, called after its place in the list."""
    return case_text(one.case.model_copy(update={"id": f"difference-{number}"}), vocabulary)
