"""The outcome of scenarios: for each that fails, what is missing and what is unexpected, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from engine.model.json_text import json_text
from engine.model.pieces import Piece
from engine.rehearse import Outcome, Rehearsal
from engine.rehearse.differences import Difference
from engine.report.document import Block, Document, Heading, Item, Paragraph
from engine.report.pieces import PieceWording
from engine.report.words import Wording


def outcome(found: Outcome, wording: Wording, *, updated: bool = False) -> Document:
    """Scenarios that differ, with how, and the count of all; ``updated`` says that differences were recorded."""
    made = Document()
    for rehearsal in found.failed:
        title = wording.of(rehearsal.scenario.expected.title)
        made.add(Heading(3, f"{_mark(rehearsal)} {title}  [{rehearsal.scenario.name}]"), *account(rehearsal, wording))
    failed, passed = len(found.failed), len(found.rehearsals) - len(found.failed)
    if updated:
        counts = [wording.say("scenarios_updated", passed=passed, updated=sum(1 for r in found.failed if r.updated))]
        left = sum(1 for r in found.failed if r.left)
        counts += [wording.say("scenarios_left", number=left)] if left else []
    else:
        counts = [wording.say("scenarios_passed", passed=passed, failed=failed)]
    if found.unreadable:
        counts.append(wording.say("scenarios_unreadable", number=len(found.unreadable)))
    made.add(Paragraph(", ".join(counts)))
    return made


def account(rehearsal: Rehearsal, wording: Wording) -> list[Block]:
    """The differences of one scenario, conclusion by conclusion."""
    return list(_Account(rehearsal, wording).blocks())


def outcome_json(found: Outcome) -> str:
    """The outcome as JSON text, ending in a newline."""
    return json_text(
        {
            "format": "chetai/outcome/1",
            "passed": len(found.rehearsals) - len(found.failed),
            "failed": len(found.failed),
            "scenarios": {r.scenario.name: _row(r) for r in found.rehearsals},
            "unreadable": {
                folder: [{"code": p.code, "at": str(p.at), **p.values} for p in problems]
                for folder, problems in found.unreadable.items()
            },
        }
    )


def _row(rehearsal: Rehearsal) -> dict[str, Any]:
    return {
        "title": rehearsal.scenario.expected.title.model_dump(),
        "passed": not rehearsal.differences,
        "updated": rehearsal.updated,
        "differences": [
            asdict(difference) | {"why_not": [failure.model_dump() for failure in rehearsal.why_not(difference)]}
            for difference in rehearsal.differences
        ],
    }


def _mark(rehearsal: Rehearsal) -> str:
    return "≠" if rehearsal.updated else "✗"


class _Account:
    """Says the differences of one scenario."""

    def __init__(self, rehearsal: Rehearsal, wording: Wording) -> None:
        self.rehearsal = rehearsal
        self.law = rehearsal.assessed.law
        self.rules = self.law.rules()
        self.wording = wording
        self.say = wording.say
        self.pieces = PieceWording(wording, self.law, rehearsal.assessed.naming)
        self.facts = self.pieces.facts
        # Recorded anew, it is no longer what was expected and what came, but what it was and what it is now.
        lines = ("was", "now", "gone", "added") if rehearsal.updated else ("expected", "came", "missing", "unexpected")
        self.lines = [f"{line}_line" for line in lines]

    def blocks(self) -> Iterator[Block]:
        subject = None
        for difference in self.rehearsal.differences:
            if (difference.kind, difference.about, difference.entry) != subject:
                subject = (difference.kind, difference.about, difference.entry)
                yield Item(self._subject(difference), 0, _mark(self.rehearsal))
            if difference.part in ("status", "verdict"):
                yield from self._said(difference)
            else:
                _, _, gone, new = self.lines
                yield from self.pieces.lists(difference.part, difference.missing, difference.unexpected, (gone, new))

    def _subject(self, difference: Difference) -> str:
        if difference.kind == "conclusion":
            named = self.facts.named(difference.about)
            return f"{named}  [{difference.about}]" if named != difference.about else named
        if difference.entry is None:
            return self.say("verdict_of", rule=difference.about)
        return self.say("verdict_about", rule=difference.about, entry=self._entry(difference.about, difference.entry))

    def _entry(self, rule_id: str, entry: str) -> str:
        """The entry a verdict is about: of the template of the first argument of the rule's first conclusion."""
        rule = self.rules.get(rule_id)
        argument = next(iter(rule.then[0].names), None) if rule else None
        if rule is None or argument is None:
            return entry
        template = self.law.conclusion(rule.then[0].code).fields[argument].to
        return self.facts.entry(f"{self.law.vocabulary.section_of(template or '')}.{entry}")

    def _said(self, difference: Difference) -> Iterator[Block]:
        expected, came, _, _ = self.lines
        yield Item(self.say(expected, what=self._status(difference.part, difference.expected)), 1, "−")
        yield Item(self.say(came, what=self._status(difference.part, difference.actual)), 1, "+")
        for rule in self.rehearsal.rules_expected(difference) if difference.actual is None else ():
            if rule not in self.rules:
                yield Item(self.say("no_such_rule", rule=rule), 1, "·")
        for failure in self.rehearsal.why_not(difference):
            read = "; ".join(map(self.facts.obstacle, failure.obstacles))
            yield Item(self.say("why_not_line", rule=self.pieces.rule(failure.rule), read=read), 1, "·")
        if difference.expected is None and difference.kind == "conclusion":
            result = self.rehearsal.assessed.assessment.conclusion(difference.about)
            for because in result.because if result else ():
                yield Item(self.pieces.said("because", Piece(because.rule, tuple(because.from_))), 2, "·")

    def _status(self, part: str, value: str | None) -> str:
        return self.say("not_there") if value is None else self.say(f"{part}_{value}")
