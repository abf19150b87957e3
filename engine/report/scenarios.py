"""The outcome of scenarios: what each expected and what came instead."""

from __future__ import annotations

from engine.rehearse import Difference
from engine.report.document import Document, Heading, Item, Paragraph
from engine.report.words import Wording


def outcome(results: dict[str, list[Difference]], wording: Wording) -> Document:
    """Failed scenarios with their differences, and the count of all."""
    made = Document()
    for name, differences in results.items():
        if differences:
            made.add(Heading(3, f"✗ {name}"))
        for difference in differences:
            made.add(Item(difference.where))
            made.add(Item(f"{wording.say('expected')}: {difference.expected or wording.say('not_there')}", 1))
            made.add(Item(f"{wording.say('actual')}: {difference.actual or wording.say('not_there')}", 1))
    failed = sum(1 for differences in results.values() if differences)
    made.add(Paragraph(wording.say("scenarios_passed", passed=len(results) - failed, failed=failed)))
    return made
