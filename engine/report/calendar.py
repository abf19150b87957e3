"""The dates that conclusions carry, as an iCalendar file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar, Event

from engine.assess import Assessed
from engine.report.document import printable
from engine.report.words import Wording


def calendar(assessments: Iterable[Assessed], wording: Wording) -> bytes:
    """One all-day event for each date that a listed conclusion carries; the same input gives the same bytes."""
    made = Calendar()
    made.add("prodid", f"-//chetai//assessment//{wording.language.upper()}")
    made.add("version", "2.0")
    for assessed in assessments:
        for event in _events(assessed, wording):
            made.add_component(event)
    return bytes(made.to_ical())


def _events(assessed: Assessed, wording: Wording) -> Iterable[Event]:
    assessment = assessed.assessment
    digest = assessment.case.digest.removeprefix("sha256:")[:16]
    stamp = datetime.datetime.fromisoformat(f"{assessment.as_of}T00:00:00+00:00")
    for result in assessment.conclusions:
        carried = assessed.law.conclusion(result.code).carries
        for name, values in result.carries.items():
            for value in filter(None, values):
                label = f"{wording.of(carried[name].label)}: {wording.of(result.label)}"
                status = wording.say(f"status_{result.status}")
                event = Event()
                event.add("uid", f"{digest}-{result.key}-{name}-{value}@chetai")
                event.add("dtstamp", stamp)
                event.add("dtstart", datetime.date.fromisoformat(value))
                event.add("summary", printable(f"{assessment.case.id} – {label}"))
                event.add("description", printable(f"{status}. {', '.join(result.provisions)} ({result.rulebook})"))
                yield event
