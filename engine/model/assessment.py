"""What an author gets back: conclusions with status and reasons, a verdict for every provision, and what to know."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Option

from engine.model.base import Model, Words
from engine.model.json_text import json_text
from engine.model.obstacle import Obstacle

FORMAT = "chetai/assessment/1"
StatusName = Literal["holds", "undetermined", "does_not_hold"]
VerdictName = Literal[
    "applied", "needs_facts", "excepted", "overridden", "other_reading", "not_met", "not_in_force", "for_the_authority"
]


class CaseRef(Model):
    """Which case file, by its id and the digest of its content."""

    id: str
    digest: str


class RulebookRef(Model):
    """Which rulebook in which version."""

    id: str
    version: str
    digest: str


class Engines(Model):
    """Which evaluator decided and which confirmed."""

    decided_by: str
    confirmed_by: list[str]


class Because(Model):
    """One derivation: the rule, its provision, and the entries and conclusions it rests on."""

    rule: str
    provision: str
    from_: list[str] = Option(serialization_alias="from")


class TurnsOn(Model):
    """A reading under another choice of which the status would be another."""

    reading: str
    choice: str
    status: StatusName


class ConclusionResult(Model):
    """One conclusion about particular entries."""

    key: str
    code: str
    args: dict[str, str]
    status: StatusName
    rulebook: str
    provisions: list[str]
    label: Words
    carries: dict[str, list[str | None]]
    settled: StatusName | None
    because: list[Because]
    needs: list[str]
    turns_on: list[TurnsOn]


class Verdict(Model):
    """What became of one provision, as one rule encodes it, for one entry; ``obstacles`` are ``why`` as data."""

    provision: str
    rule: str | None
    about: str | None
    verdict: VerdictName
    why: list[str]
    rulebook: str = Option(exclude=True)
    obstacles: list[Obstacle] = Option(default_factory=list, exclude=True)


class Note(Model):
    """Something the reader must know: what it is, what it is about, in words, and the values it speaks of."""

    code: str
    about: str
    note: Words | None = None
    values: dict[str, str] = Option(default_factory=dict)


class Assessment(Model):
    """The whole answer for one case file; byte-identical for identical input."""

    format: str = FORMAT
    case: CaseRef
    rulebooks: list[RulebookRef]
    as_of: str
    readings: dict[str, str]
    claimed_by: str | None
    engines: Engines
    conclusions: list[ConclusionResult]
    provisions: list[Verdict]
    unread: list[str]
    notes: list[Note]

    def to_json(self) -> str:
        """The assessment as JSON text, ending in a newline."""
        return json_text(self.model_dump(by_alias=True))

    def conclusion(self, key: str) -> ConclusionResult | None:
        """The conclusion with that key, if it is listed."""
        return next((c for c in self.conclusions if c.key == key), None)
