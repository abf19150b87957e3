"""The outcome of scenarios: for each that fails, what is missing and what is unexpected, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from engine.model.json_text import json_text
from engine.model.rule import Rule
from engine.rehearse import Outcome, Rehearsal
from engine.rehearse.differences import Difference, Piece, compared
from engine.report.document import Block, Document, Heading, Item, Paragraph
from engine.report.words import FactWording, Wording, cited

_READ = re.compile(r"(?:(?P<standing>unless|no|overrides): )?(?P<path>[^ =]+\.[^ =]+\.[^ =]+) = (?P<value>[^=]+)")


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


def _same_rule(difference: Difference) -> list[tuple[Piece, Piece]]:
    """A reason missing and one unexpected where each is the only one of its rule: what differs is what it matched."""
    if difference.part != "because":
        return []
    return [
        (one, other)
        for one in difference.missing
        for other in difference.unexpected
        if one.name == other.name
        and [piece.name for piece in (*difference.missing, *difference.unexpected)].count(one.name) == 2
    ]


class _Account:
    """Says the differences of one scenario."""

    def __init__(self, rehearsal: Rehearsal, wording: Wording) -> None:
        self.rehearsal = rehearsal
        self.law = rehearsal.assessed.law
        self.rules = self.law.rules()
        self.wording = wording
        self.say = wording.say
        self.facts = FactWording(wording, self.law, rehearsal.assessed.naming)
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
                yield from self._lists(difference)

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
            yield Item(self.say("why_not_line", rule=self._rule(failure.rule), read=read), 1, "·")
        if difference.expected is None and difference.kind == "conclusion":
            result = self.rehearsal.assessed.assessment.conclusion(difference.about)
            for because in result.because if result else ():
                yield Item(self._piece("because", Piece(because.rule, tuple(because.from_))), 2, "·")

    def _status(self, part: str, value: str | None) -> str:
        return self.say("not_there") if value is None else self.say(f"{part}_{value}")

    def _lists(self, difference: Difference) -> Iterator[Block]:
        yield Item(self.say(f"part_{difference.part}"), 1)
        missing, unexpected = list(difference.missing), list(difference.unexpected)
        for one, other in _same_rule(difference):
            missing.remove(one)
            unexpected.remove(other)
            yield Item(self._rule(one.name), 2)
            gone, new = compared(map(Piece, one.says), map(Piece, other.says))
            yield from self._marked("entry", gone, new, 3)
        yield from self._marked(difference.part, missing, unexpected, 2)

    def _marked(self, part: str, missing: Iterable[Piece], unexpected: Iterable[Piece], depth: int) -> Iterator[Block]:
        _, _, gone, new = self.lines
        for piece in missing:
            yield Item(self.say(gone, what=self._piece(part, piece)), depth, "−")
        for piece in unexpected:
            yield Item(self.say(new, what=self._piece(part, piece)), depth, "+")

    def _piece(self, part: str, piece: Piece) -> str:
        match part:
            case "provisions":
                book = next((b for b in self.law.rulebooks.values() if piece.name in b.source), None)
                return cited(self.wording, book, [piece.name]) if book else piece.name
            case "because":
                return self.say(
                    "rule_on", rule=self._rule(piece.name), entries="; ".join(map(self._matched, piece.says))
                )
            case "entry":
                return self._matched(piece.name)
            case "needs":
                return f"{self.facts.fact(piece.name)}  [{piece.name}]" if self._is_fact(piece.name) else piece.name
            case "carries":
                return ", ".join(self.wording.day(day) if day[:1].isdigit() else self.say(day) for day in piece.says)
            case "turns_on":
                return self._turn(piece)
            case _:
                return self._obstacle(piece.name)

    def _rule(self, rule_id: str) -> str:
        """A rule with its provisions; where they depend on a catalogue's row, the rulebook alone."""
        rule: Rule | None = self.rules.get(rule_id)
        if rule is None:
            return self.say("rule", id=rule_id)
        book = self.law.rulebooks[rule.rulebook]
        provision = (
            cited(self.wording, book, list(rule.provision)) if rule.provision else self.wording.of(book.manifest.short)
        )
        return self.say("rule_line", rule=rule_id, provision=provision)

    def _matched(self, entry: str) -> str:
        """What a rule matched: an entry by its name, a conclusion by its label, and as a program calls it."""
        place, _, entry_id = entry.partition(".")
        template = self.law.vocabulary.sections().get(place, place)
        if template in self.law.vocabulary.templates:
            name = self.facts.naming.entry(template, entry_id, self.wording.language)
            return f"{name} [{entry}]" if name != entry_id else entry
        named = self.facts.named(entry)
        return f"{named} [{entry}]" if named != entry else entry

    def _turn(self, piece: Piece) -> str:
        name, _, choice = piece.name.partition("=")
        reading, status = self.law.readings().get(name), self.say(f"status_{piece.says[0]}")
        if reading is None or choice not in reading.choices:
            return f"{piece.name}: {status}"
        said = {"reading": self.wording.of(reading.label), "choice": self.wording.of(reading.choices[choice])}
        return self.say("choice_status", **said, status=status, name=piece.name)

    def _obstacle(self, written: str) -> str:
        """An obstacle in words, where it is a field and the value read; as it is written otherwise."""
        found = _READ.fullmatch(written)
        if found is None or not self._is_fact(found["path"]):
            return written
        said = f"{self.facts.setting(found['path'], found['value'])}  [{found['path']}]"
        return self.say(f"standing_{found['standing']}", what=said) if found["standing"] else said

    def _is_fact(self, path: str) -> bool:
        section, _, rest = path.partition(".")
        template = self.law.vocabulary.sections().get(section)
        field = rest.partition(".")[2]
        return template is not None and field in self.law.vocabulary.templates[template].fields
