"""What the scenarios show of the law, provision by provision, and what they do not show yet."""

from __future__ import annotations

from itertools import groupby

from engine.coverage import Coverage, Covered
from engine.coverage.points import Point
from engine.model.base import Words
from engine.model.json_text import json_text
from engine.report.document import Document, Heading, Item, Paragraph, Table
from engine.report.parts import Kept, accepted, folder_kept, kept_lines
from engine.report.words import Wording, in_both

FORMAT = "chetai/coverage/1"


def coverage_note(found: Coverage, kept: Kept, wording: Wording) -> Document:
    """A table with a row for each provision, then every point missing and every one accepted, then the percentage.

    ``kept`` maps points for which a case was looked for to the folder it was written to, None where there is none.
    """
    made = Document([Heading(1, wording.say("coverage_title"))])
    columns = tuple(wording.say(f"column_{name}") for name in ("provision", "shown", "percent"))
    for book in found.law.rulebooks.values():
        rows = tuple(
            (provision, f"{shown}/{count}", wording.percent(100 * shown / count))
            for (owner, provision), (shown, count) in found.by_provision().items()
            if owner == book.id
        )
        if rows:
            made.add(
                Heading(
                    2,
                    wording.say(
                        "rules_of", title=wording.of(book.manifest.short), id=book.id, version=book.manifest.version
                    ),
                )
            )
            made.add(Table(columns, rows))
    _missing(made, found, kept, wording)
    told = [
        (f"{one.point.rule}: {said_of(one.point, wording)}  [{one.point.id}]", one.accepted.because)
        for one in found.covered
        if one.accepted
    ]
    made.add(*accepted("coverage_accepted", told, found.stale, wording))
    shown = len(found.asked) - len(found.missing)
    made.add(
        Paragraph(
            wording.say("coverage_total", shown=shown, count=len(found.asked), percent=wording.percent(found.percent))
        )
    )
    return made


def said_of(point: Point, wording: Wording) -> str:
    """What a scenario must show, in words."""
    sides = dict.fromkeys(("condition", "boundary", "count"), point.side) | {"reading": point.side.rpartition(".")[2]}
    key = f"point_{point.kind}_{sides[point.kind]}" if point.kind in sides else f"point_{point.kind}"
    return wording.say(key, what=point.what, side=point.side)


def title_of(point: Point) -> Words:
    """The title of a scenario made to show the point."""
    return in_both(lambda wording: wording.say("kept_for_point", rule=point.rule, what=said_of(point, wording)))


def coverage_json(found: Coverage, kept: Kept) -> str:
    """Every point with the scenario that shows it, as JSON text, ending in a newline."""
    provisions = [
        {"rulebook": book, "provision": provision, "shown": shown, "points": count}
        for (book, provision), (shown, count) in found.by_provision().items()
    ]
    points = [_row(one, kept) for one in found.covered]
    return json_text(
        {
            "format": FORMAT,
            "percent": round(found.percent, 2),
            "provisions": provisions,
            "points": points,
            "stale": list(found.stale),
        }
    )


def _row(one: Covered, kept: Kept) -> dict[str, object]:
    point = one.point
    return {
        "id": point.id,
        "rulebook": point.rulebook,
        "rule": point.rule or None,
        "kind": point.kind,
        "side": point.side,
        "what": point.what,
        "at": str(point.at),
        "scenario": one.scenario,
        "accepted": one.accepted.because.model_dump() if one.accepted else None,
        "kept": folder_kept(kept, point.id),
    }


def _missing(made: Document, found: Coverage, kept: Kept, wording: Wording) -> None:
    if found.missing:
        made.add(Heading(2, wording.say("coverage_missing", count=len(found.missing))))
    for rule, points in groupby((one.point for one in found.missing), key=lambda point: point.rule):
        listed = list(points)
        made.add(Item(wording.say("rule", id=rule) if rule else wording.say("readings_of", id=listed[0].rulebook)))
        for point in listed:
            made.add(Item(f"{said_of(point, wording)}  [{point.id}]", 1, "✗"), Item(str(point.at), 2, "·"))
            made.add(*kept_lines(kept, point.id, 2, wording))
    if found.missing and not kept:
        made.add(Paragraph(wording.say("kept_how")))
