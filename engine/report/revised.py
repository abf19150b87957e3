"""Two laws compared, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from engine.compare import Revised
from engine.compare.cases import ConclusionChange, Outcomes
from engine.model.json_text import json_text
from engine.proving.differing import Proven
from engine.report.document import Document, Heading
from engine.report.law_changes import law_changes
from engine.report.outcome_changes import counted, outcome_changes
from engine.report.proved_differences import proved_json, proved_section
from engine.report.words import Wording


def revised_document(
    revised: Revised, wording: Wording, limit: int | None = None, proven: Proven | None = None
) -> Document:
    """What changes in the law, what is proved of it, then whose outcome does; at most ``limit`` cases are shown."""
    made = Document([Heading(1, wording.say("revised", old=revised.old.name, new=revised.new.name))])
    made.add(*law_changes(revised, wording))
    if proven is not None:
        made.add(*proved_section(proven, wording).blocks)
    if revised.outcomes is not None:
        made.add(*outcome_changes(revised, revised.outcomes, wording, limit))
    return made


def revised_json(revised: Revised, limit: int | None = None, proven: Proven | None = None) -> str:
    """The same as JSON text, ending in a newline."""
    return json_text(
        {
            "format": "chetai/diff/1",
            "old": revised.old.name,
            "new": revised.new.name,
            "readings": [dict(sorted(side.readings.items())) for side in (revised.old, revised.new)],
            "changes": [asdict(change) for change in revised.changes],
            "touched": {rule: [asdict(t) for t in touches] for rule, touches in revised.touched.rules.items()},
            "proof": proved_json(proven) if proven is not None else None,
            "cases": _outcomes(revised, revised.outcomes, limit) if revised.outcomes is not None else None,
        }
    )


def _outcomes(revised: Revised, outcomes: Outcomes, limit: int | None) -> dict[str, Any]:
    shown = outcomes.changed if limit is None else outcomes.changed[:limit]
    return {
        "compared": outcomes.compared,
        "changed": len(outcomes.changed),
        "summary": [
            {
                "code": change.code,
                "choices": choices,
                "number": number,
                "before": change.before,
                "after": change.after,
            }
            for change, choices, number in counted(revised, outcomes)
        ],
        "shown": [
            {"case": case.name, "id": case.case.id, "changes": [_change(change) for change in case.changes]}
            for case in shown
        ],
        "not_compared": [
            {
                "case": unread.name,
                "sides": list(unread.sides),
                "problems": [{"code": p.code, "at": str(p.at) if p.at else None, **p.values} for p in unread.problems],
            }
            for unread in outcomes.unread
        ],
    }


def _change(change: ConclusionChange) -> dict[str, Any]:
    return {
        "key": change.key,
        "code": change.code,
        "label": change.label.model_dump(),
        "before": change.before,
        "after": change.after,
        "lists": {listed.part: {"gone": _plain(listed.gone), "new": _plain(listed.new)} for listed in change.lists},
        "through": list(change.through),
        "no_longer": list(change.no_longer),
        "why_not": [failure.model_dump() for failure in change.why_not],
    }


def _plain(pieces: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [asdict(piece) for piece in pieces]
