"""Which changes of the law the scenarios would notice, and which they would not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.model.base import Words
from engine.model.json_text import json_text
from engine.mutation import Mutation
from engine.mutation.killing import Fate
from engine.mutation.mutant import Mutant
from engine.report.document import Document, Heading, Item, Paragraph, Table
from engine.report.parts import Kept, accepted, folder_kept, kept_lines
from engine.report.words import Wording, in_both

FORMAT = "chetai/mutation/1"


def mutation_note(found: Mutation, kept: Kept, wording: Wording) -> Document:
    """A table with a row for each kind of change, then every survivor with the scenario made for it, then the score.

    ``kept`` maps survivors for which a case was looked for to the folder it was written to, None where there is none.
    """
    made = Document([Heading(1, wording.say("mutation_title"))])
    counts = {kind: Counter(f.fate for f in found.fates if f.mutant.kind == kind) for kind in _kinds(found)}
    columns = tuple(wording.say(f"column_{name}") for name in ("killed", "survived", "refused", "change"))
    rows = tuple(
        (str(by["killed"]), str(by["survived"]), str(by["refused"]), wording.say(f"mutant_{kind.replace('-', '_')}"))
        for kind, by in counts.items()
    )
    made.add(Table(columns, rows))
    if found.unexplained:
        made.add(Heading(2, wording.say("mutation_survivors", count=len(found.unexplained))))
    for fate in found.unexplained:
        made.add(Item(f"{said_of(fate.mutant, wording)}  [{fate.mutant.id}]", 0, "✗"))
        made.add(Item(str(fate.mutant.at), 1, "·"))
        made.add(*kept_lines(kept, fate.mutant.id, 1, wording))
    if found.unexplained and not kept:
        made.add(Paragraph(wording.say("kept_how")))
    explained = [
        (f"{said_of(survivor.fate.mutant, wording)}  [{survivor.fate.mutant.id}]", survivor.accepted.because)
        for survivor in found.survivors
        if survivor.accepted
    ]
    made.add(*accepted("mutation_explained", explained, found.stale, wording))
    made.add(
        Paragraph(
            wording.say(
                "mutation_total",
                killed=found.killed,
                survived=len(found.unexplained),
                explained=len(explained),
                refused=found.refused,
                percent=wording.percent(found.percent),
            )
        )
    )
    return made


def said_of(mutant: Mutant, wording: Wording) -> str:
    """The change in words: what stood there, and what stands there instead."""
    kind = wording.say(f"mutant_{mutant.kind.replace('-', '_')}")
    key = "mutant_gone" if mutant.now is None else "mutant_now"
    return wording.say(key, owner=mutant.owner, kind=kind, was=mutant.was, now=mutant.now or "")


def title_of(mutant: Mutant) -> Words:
    """The title of a scenario made to kill the mutant."""
    return in_both(lambda wording: wording.say("kept_for_mutant", change=said_of(mutant, wording)))


def mutation_json(found: Mutation, kept: Kept) -> str:
    """Every mutant and what became of it, as JSON text, ending in a newline."""
    reasons = {s.fate.mutant.id: s.accepted.because.model_dump() for s in found.survivors if s.accepted}
    return json_text(
        {
            "format": FORMAT,
            "percent": round(found.percent, 2),
            "killed": found.killed,
            "refused": found.refused,
            "survived": len(found.survivors),
            "mutants": [_row(fate, reasons, kept) for fate in found.fates],
            "stale": list(found.stale),
        }
    )


def _row(fate: Fate, reasons: Mapping[str, object], kept: Kept) -> dict[str, object]:
    mutant = fate.mutant
    return {
        "id": mutant.id,
        "rulebook": mutant.rulebook,
        "kind": mutant.kind,
        "was": mutant.was,
        "now": mutant.now,
        "at": str(mutant.at),
        "fate": fate.fate,
        "by": fate.by,
        "accepted": reasons.get(mutant.id),
        "kept": folder_kept(kept, mutant.id),
    }


def _kinds(found: Mutation) -> list[str]:
    return list(dict.fromkeys(fate.mutant.kind for fate in found.fates))
