"""A what-if as a table: each conclusion whose status changes, before and after."""

from __future__ import annotations

from engine.inquire.what_if import Comparison
from engine.report.document import Document, Heading, Paragraph, Table
from engine.report.parts import told_by
from engine.report.words import FactWording, Wording


def comparison_note(comparison: Comparison, wording: Wording) -> Document:
    """The comparison of one case with itself, changed."""
    before = comparison.before
    facts = FactWording(wording, before.law, comparison.after.naming)
    settings = "; ".join(facts.setting(path, value) for path, value in comparison.settings.items())
    title = wording.say("assessment", id=before.assessment.case.id)
    made = Document([Heading(1, f"{wording.say('what_if')}: {title}")])
    made.add(Paragraph(wording.say("what_if_set", settings=settings)), *told_by(before.assessment, wording))
    if not comparison.changed:
        made.add(Paragraph(wording.say("no_change")))
        return made
    made.add(Heading(2, wording.say("changed")))
    columns = tuple(wording.say(f"column_{name}") for name in ("before", "after", "conclusion"))
    rows = tuple(
        (
            wording.say(f"status_{change.before}"),
            wording.say(f"status_{change.after}"),
            f"{wording.of(change.label)}  [{change.key}]",
        )
        for change in comparison.changed
    )
    made.add(Table(columns, rows))
    return made
