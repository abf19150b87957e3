"""Why one conclusion has the status it has, down to the fields read and what they rest on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Option

from engine.model.assessment import CaseRef, StatusName, TurnsOn
from engine.model.base import Model, Words
from engine.model.json_text import json_text
from engine.model.obstacle import Obstacle

FORMAT = "chetai/explanation/1"
FailureVerdict = Literal["excepted", "overridden", "not_met"]


class FactRead(Model):
    """A field that a condition read: its path, its value, whether it is open, and what it rests on."""

    path: str
    value: str
    open: bool = False
    evidence: list[str] = Option(default_factory=list)
    because: str | None = None
    by: str | None = None
    claims: dict[str, str] = Option(default_factory=dict)


class ConditionRead(Model):
    """An exception, override, absence or count beside the patterns, how it stands, and the facts behind it."""

    kind: Literal["no", "unless", "overrides", "count"]
    state: Literal["met", "open"]
    rule: str | None = None
    at_least: int | None = None
    facts: list[FactRead] = Option(default_factory=list)


class Way(Model):
    """One derivation: the rule with its words, the facts it read, the conclusions it builds on."""

    rule: str
    rulebook: str
    provisions: list[str]
    quote: str | None
    open: bool
    facts: list[FactRead]
    builds_on: list[ExplainedConclusion]
    conditions: list[ConditionRead]


class Failure(Model):
    """A rule that does not conclude it: what stands in its way (``read``; ``obstacles`` as data), the facts read."""

    rule: str
    rulebook: str
    provisions: list[str]
    quote: str | None
    verdict: FailureVerdict
    read: list[str]
    facts: list[FactRead]
    obstacles: list[Obstacle] = Option(default_factory=list, exclude=True)


class ExplainedConclusion(Model):
    """A conclusion with all the ways to it, or, where there is none, with what every rule lacks."""

    key: str
    label: Words
    status: StatusName
    ways: list[Way] = Option(default_factory=list)
    failures: list[Failure] = Option(default_factory=list)


class Explanation(Model):
    """The answer to `explain`."""

    format: str = FORMAT
    case: CaseRef
    as_of: str
    conclusion: ExplainedConclusion
    settled: StatusName | None
    needs: list[str]
    turns_on: list[TurnsOn]

    def to_json(self) -> str:
        """The explanation as JSON text, ending in a newline."""
        return json_text(self.model_dump())
