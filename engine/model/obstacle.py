"""What stands in the way of a rule: as data for whoever words it, and as one line for whoever reads JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Option

from engine.model.base import Model

ObstacleKind = Literal[
    "read",
    "open",
    "none",
    "none_linked",
    "none_such",
    "none_concluded",
    "only",
    "concluded",
    "too_few",
    "reading",
    "rule",
]


class Obstacle(Model):
    """One thing that keeps a rule from applying; ``standing`` says it is part of an exception or absence that holds.

    ``read``: fields and the values read · ``open``: a fact that is unknown · ``none``: no entry in a section ·
    ``none_linked``: no entry with that link · ``none_such``: no entry that meets an absence · ``none_concluded``: no
    such conclusion · ``only``: only that entry or conclusion, where another is asked for · ``concluded``: a conclusion
    that holds · ``too_few``: not as many as that · ``reading``: another choice of a reading · ``rule``: a rule that
    overrides.
    """

    kind: ObstacleKind
    what: str = ""
    facts: list[tuple[str, str]] = Option(default_factory=list)
    number: int = 0
    standing: Literal["unless", "no", "overrides"] | None = None

    def __str__(self) -> str:
        return f"{self.standing}: {self._told()}" if self.standing else self._told()

    def _told(self) -> str:
        match self.kind:
            case "read":
                path, value = self.facts[0]
                others = (f", {other.rpartition('.')[2]} = {second}" for other, second in self.facts[1:])
                return f"{path} = {value}{''.join(others)}"
            case "none" | "none_concluded":
                return f"{self.what}: none"
            case "none_linked":
                path, value = self.facts[0]
                return f"{path} = {value}: none"
            case "none_such":
                return f"no such {self.what}"
            case "only":
                return f"only {self.what}"
            case "too_few":
                return f"at least {self.number}: not met"
            case _:
                return self.what
