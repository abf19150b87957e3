"""What two conclusions have not in common, said in words: provisions, reasons, dates, facts, readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.model.pieces import Piece, compared
from engine.model.rulebook import Law
from engine.naming import Naming
from engine.report.document import Item
from engine.report.words import FactWording, Wording, cited

_READ = re.compile(r"(?:(?P<standing>unless|no|overrides): )?(?P<path>[^ =]+\.[^ =]+\.[^ =]+) = (?P<value>[^=]+)")


class PieceWording:
    """Says the pieces of one case's conclusions under one law."""

    def __init__(self, wording: Wording, law: Law, naming: Naming) -> None:
        self.wording = wording
        self.law = law
        self.rules = law.rules()
        self.facts = FactWording(wording, law, naming)

    def lists(
        self,
        part: str,
        gone: Sequence[Piece],
        new: Sequence[Piece],
        lines: tuple[str, str],
        before: PieceWording | None = None,
    ) -> Iterator[Item]:
        """The pieces of one list that are gone and those that are new, each in the words of its line.

        ``before`` says what is gone, where that is of another law.
        """
        depth, mine = 1, (before or self, self)
        yield Item(self.wording.say(f"part_{part}"), depth)
        left, right = list(gone), list(new)
        for one, other in _same_rule(gone, new) if part == "because" else ():
            left.remove(one)
            right.remove(other)
            yield Item(self.rule(one.name), depth + 1)
            yield from self._marked(
                "entry", compared(map(Piece, one.says), map(Piece, other.says)), lines, depth + 2, mine
            )
        yield from self._marked(part, (left, right), lines, depth + 1, mine)

    def _marked(
        self,
        part: str,
        found: tuple[Iterable[Piece], Iterable[Piece]],
        lines: tuple[str, str],
        depth: int,
        sides: tuple[PieceWording, PieceWording],
    ) -> Iterator[Item]:
        for pieces, line, mark, side in zip(found, lines, "−+", sides, strict=True):
            for piece in pieces:
                yield Item(self.wording.say(line, what=side.said(part, piece)), depth, mark)

    def said(self, part: str, piece: Piece) -> str:
        match part:
            case "provisions":
                book = next((b for b in self.law.rulebooks.values() if piece.name in b.source), None)
                return cited(self.wording, book, [piece.name]) if book else piece.name
            case "because":
                return self.wording.say(
                    "rule_on", rule=self.rule(piece.name), entries="; ".join(map(self._matched, piece.says))
                )
            case "entry":
                return self._matched(piece.name)
            case "needs":
                return f"{self.facts.fact(piece.name)}  [{piece.name}]" if self._is_fact(piece.name) else piece.name
            case "carries":
                return ", ".join(
                    self.wording.day(day) if day[:1].isdigit() else self.wording.say(day) for day in piece.says
                )
            case "turns_on":
                return self._turn(piece)
            case _:
                return self._obstacle(piece.name)

    def rule(self, rule_id: str) -> str:
        """A rule with its provisions; where they depend on a catalogue's row, the rulebook alone."""
        rule = self.rules.get(rule_id)
        if rule is None:
            return self.wording.say("rule", id=rule_id)
        book = self.law.rulebooks[rule.rulebook]
        provision = (
            cited(self.wording, book, list(rule.provision)) if rule.provision else self.wording.of(book.manifest.short)
        )
        return self.wording.say("rule_line", rule=rule_id, provision=provision)

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
        reading, status = self.law.readings().get(name), self.wording.say(f"status_{piece.says[0]}")
        if reading is None or choice not in reading.choices:
            return f"{piece.name}: {status}"
        said = {"reading": self.wording.of(reading.label), "choice": self.wording.of(reading.choices[choice])}
        return self.wording.say("choice_status", **said, status=status, name=piece.name)

    def _obstacle(self, written: str) -> str:
        """An obstacle in words, where it is a field and the value read; as it is written otherwise."""
        found = _READ.fullmatch(written)
        if found is None or not self._is_fact(found["path"]):
            return written
        said = f"{self.facts.setting(found['path'], found['value'])}  [{found['path']}]"
        return self.wording.say(f"standing_{found['standing']}", what=said) if found["standing"] else said

    def _is_fact(self, path: str) -> bool:
        section, _, rest = path.partition(".")
        template = self.law.vocabulary.sections().get(section)
        field = rest.partition(".")[2]
        return template is not None and field in self.law.vocabulary.templates[template].fields


def _same_rule(gone: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """A reason gone and one new where each is the only one of its rule: what differs is what it matched."""
    names = [piece.name for piece in (*gone, *new)]
    return [(one, other) for one in gone for other in new if one.name == other.name and names.count(one.name) == 2]
