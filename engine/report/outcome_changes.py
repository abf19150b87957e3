"""Whose outcome changes: a table over all cases, then case by case from what to what, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.compare import Revised
from engine.compare.cases import ChangedCase, ConclusionChange, Outcomes
from engine.conclude import arguments_of
from engine.model.base import filled
from engine.model.rulebook import Conclusion
from engine.report.document import Block, Heading, Item, Paragraph, Table
from engine.report.parts import MARKS
from engine.report.pieces import PieceWording
from engine.report.words import Wording


def outcome_changes(revised: Revised, outcomes: Outcomes, wording: Wording, limit: int | None) -> Iterator[Block]:
    """The summary, the first ``limit`` cases that change, and those that could not be compared."""
    yield Heading(2, wording.say("case_outcomes"))
    changed = len(outcomes.changed)
    yield Paragraph(wording.say("cases_compared", compared=outcomes.compared, changed=changed))
    if changed:
        yield _summary(revised, outcomes, wording)
    shown = outcomes.changed if limit is None else outcomes.changed[:limit]
    for case in shown:
        yield from _Changed(case, revised, wording).blocks()
    if len(shown) < changed:
        yield Paragraph(wording.say("more_cases", number=changed - len(shown)))
    if outcomes.unread:
        yield Heading(2, wording.say("not_compared"))
    for unread in outcomes.unread:
        yield Item(wording.say("unread_under", name=unread.name, sides=", ".join(unread.sides)))


def counted(revised: Revised, outcomes: Outcomes) -> list[tuple[ConclusionChange, dict[str, str], int]]:
    """How many conclusions of one code and choice change from one status to another, with one of each, in order."""
    found: dict[tuple[str, ...], list[tuple[ConclusionChange, dict[str, str]]]] = {}
    for change in (change for case in outcomes.changed for change in case.changes):
        fields = _declared(change, revised).fields
        arguments = arguments_of(change.key, tuple(fields))
        choices = {name: value for name, value in arguments.items() if not fields[name].is_link}
        kind = (change.code, *choices.values(), change.before or "", change.after or "")
        found.setdefault(kind, []).append((change, choices))
    return [(*found[kind][0], len(found[kind])) for kind in sorted(found)]


def _declared(change: ConclusionChange, revised: Revised) -> Conclusion:
    """The conclusion as a law declares it that knows it: the new one, if that does."""
    side = revised.old if change.after is None else revised.new
    return side.law.conclusion(change.code)


def _summary(revised: Revised, outcomes: Outcomes, wording: Wording) -> Table:
    columns = tuple(wording.say(f"column_{name}") for name in ("before", "after", "number", "conclusion"))
    rows = tuple(
        (
            _status(change.before, wording),
            _status(change.after, wording) if change.before != change.after else wording.say("same_in_short"),
            str(number),
            f"{_in_general(_declared(change, revised), choices, wording)}  [{change.code}]",
        )
        for change, choices, number in counted(revised, outcomes)
    )
    return Table(columns, rows)


def _in_general(conclusion: Conclusion, choices: dict[str, str], wording: Wording) -> str:
    """What a conclusion says of anybody: its choices in words, dots for the entries."""
    choosing = {name: field.choices for name, field in conclusion.fields.items() if field.choices}
    said = {name: wording.of(possible[choices[name]]) for name, possible in choosing.items()}
    return re.sub(r"\{[^}]*\}", "…", filled(wording.of(conclusion.label), said))


def _status(status: str | None, wording: Wording) -> str:
    return wording.say(f"status_{status}" if status else "no_such_conclusion")


class _Changed:
    """Says what changes in one case."""

    def __init__(self, case: ChangedCase, revised: Revised, wording: Wording) -> None:
        self.case = case
        self.touched = revised.touched
        self.wording = wording
        self.say = wording.say
        self.old = PieceWording(wording, revised.old.law, case.old)
        self.new = PieceWording(wording, revised.new.law, case.new)

    def blocks(self) -> Iterator[Block]:
        title = self.case.case.title or self.case.case.id
        yield Heading(3, f"{title}  [{self.case.name}]")
        for change in self.case.changes:
            mark = MARKS[change.after or "does_not_hold"]
            yield Item(f"{self.wording.of(change.label)}  [{change.key}]", 0, mark)
            before, after = _status(change.before, self.wording), _status(change.after, self.wording)
            same = change.before == change.after
            said = self.say("same_status", status=after) if same else self.say("was_then", before=before, after=after)
            yield Item(said, 1)
            for listed in change.lists:
                lines = ("gone_line", "added_line")
                yield from self.new.lists(listed.part, listed.gone, listed.new, lines, self.old)
            if change.through:
                touches = [
                    self.say(f"touch_{touch.by}", rule=rule, name=touch.name)
                    for rule in change.through
                    for touch in self.touched.rules[rule]
                ]
                yield Item(self.say("behind_it", rules="; ".join(touches)), 1)
            for rule in change.no_longer:
                yield Item(self.say("no_longer", rule=rule), 1)
            for failure in change.why_not:
                read = "; ".join(map(self.new.facts.obstacle, failure.obstacles))
                yield Item(self.say("why_not_line", rule=self.new.rule(failure.rule), read=read), 1)
