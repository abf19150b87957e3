"""Deadlines as a calendar that a committee's secretary can open."""

from __future__ import annotations

import datetime
from pathlib import Path

from icalendar import Calendar

from .running import CommandLine

CASE = """
format: chetai/case/1
id: HẠN, 1
as_of: 2024-09-10
persons: {p1: {name: "Lê; An\\nBEGIN:VEVENT"}}
gifts: {g1: {person: p1, accepted: yes, received_on: 2024-08-30, reported_in_writing: no}}
"""


def test_a_deadline_is_an_all_day_event_over_the_holidays(tmp_path: Path, run: CommandLine) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    said = run("assess", str(tmp_path / "case.yaml"), "--calendar", str(tmp_path / "due.ics"))
    assert said.exit_code == 0
    events = Calendar.from_ical((tmp_path / "due.ics").read_text(encoding="utf-8")).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [datetime.date(2024, 9, 10)]
    assert "HẠN, 1" in str(events[0]["summary"])


def test_the_same_case_gives_the_same_bytes(tmp_path: Path, run: CommandLine) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    for name in ("one.ics", "two.ics"):
        run("assess", str(tmp_path / "case.yaml"), "--calendar", str(tmp_path / name))
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


def test_an_undetermined_duty_says_so(tmp_path: Path, run: CommandLine) -> None:
    text = CASE.replace("accepted: yes", "accepted: unknown")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    run("assess", str(tmp_path / "case.yaml"), "--calendar", str(tmp_path / "due.ics"), lang="en")
    (event,) = Calendar.from_ical((tmp_path / "due.ics").read_text(encoding="utf-8")).walk("VEVENT")
    assert str(event["description"]).startswith("undetermined")


def test_a_calendar_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path, run: CommandLine) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    said = run("assess", str(tmp_path / "case.yaml"), "--calendar", str(tmp_path / "nowhere" / "due.ics"))
    assert said.exit_code == 3
    assert "Y122" in said.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.yaml"]
