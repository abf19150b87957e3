"""What is knowingly so: findings that the authors of the law looked at and let stand, each with its reason."""

from __future__ import annotations

from pydantic import Field as Option

from engine.model.base import Model, Words


class AcceptedFinding(Model):
    """One finding let stand: the name of the check, and what the finding is about."""

    check: str
    about: str
    because: Words


class AcceptedSurvivor(Model):
    """One change of the law that no scenario need tell from the law as it is."""

    mutant: str
    because: Words


class AcceptedPoint(Model):
    """Something of the law that no scenario can show."""

    point: str
    because: Words


class AcceptedCondition(Model):
    """A condition, exception or alternative that matters in no case file, and stays for the words."""

    condition: str
    because: Words


class Accepted(Model):
    """The content of ``accepted.yaml``."""

    findings: list[AcceptedFinding] = Option(default_factory=list)
    survivors: list[AcceptedSurvivor] = Option(default_factory=list)
    points: list[AcceptedPoint] = Option(default_factory=list)
    conditions: list[AcceptedCondition] = Option(default_factory=list)
