"""A scenario: a case file and everything its assessment must say."""

from __future__ import annotations

from pydantic import Field as Option

from engine.model.assessment import StatusName, VerdictName
from engine.model.base import IsoDate, Model, Words

FORMAT = "chetai/scenario/1"


class Asked(Model):
    """How the case is to be assessed."""

    as_of: IsoDate | None = None
    readings: dict[str, str] = Option(default_factory=dict)
    rulebooks: list[str] = Option(default_factory=list)
    as_claimed_by: str | None = None


class ExpectedConclusion(Model):
    """One conclusion: status, provisions, reasons as rule to entries, needs, and status by ``reading=choice``.

    Provisions are compared where they are given.
    """

    status: StatusName
    provisions: list[str] | None = None
    because: list[dict[str, list[str]]] = Option(default_factory=list)
    carries: dict[str, list[str]] = Option(default_factory=dict)
    needs: list[str] = Option(default_factory=list)
    turns_on: dict[str, StatusName] = Option(default_factory=dict)


class ExpectedVerdict(Model):
    """The verdict of one rule about one entry; the provision is compared where it is given."""

    rule: str
    about: str | None = None
    provision: str | None = None
    verdict: VerdictName
    why: list[str] = Option(default_factory=list)


class Expected(Model):
    """The content of ``expected.yaml``: all conclusions that are not internal, and the verdicts worth naming."""

    format: str = Option(pattern=f"^{FORMAT}$")
    title: Words
    assess: Asked = Asked()
    conclusions: dict[str, ExpectedConclusion] = Option(default_factory=dict)
    verdicts: list[ExpectedVerdict] = Option(default_factory=list)
