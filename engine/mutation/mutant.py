"""A mutant of a law: one rule, or one number, date or default of a rulebook, otherwise than its author wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.errors import Location
from engine.model.rule import Rule
from engine.model.rulebook import Law, Manifest

MutantKind = Literal[
    "drop-condition",
    "negate-condition",
    "drop-exception",
    "drop-alternative",
    "all-for-any",
    "add-value",
    "shift-comparison",
    "shift-count",
    "shift-threshold",
    "shift-validity",
    "swap-reading",
    "change-conclusion",
    "drop-conclusion",
    "drop-override",
    "change-provision",
]


@dataclass(frozen=True)
class Mutant:
    """One change of the law: what stood there, what stands there now (None: nothing), and the rule or manifest with it.

    ``id`` tells it from every other mutant, as long as the rule is not rewritten.
    """

    kind: MutantKind
    rulebook: str
    owner: str
    path: str
    was: str
    now: str | None
    at: Location
    changed: Rule | Manifest

    @property
    def id(self) -> str:
        """``relief-by-remedy/drop-condition/when.2.1.stopped``; what it became, where several could."""
        return "/".join(filter(None, (self.owner, self.kind, self.path)))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule it changes, if it changes one."""
        return (self.changed.id,) if isinstance(self.changed, Rule) else ()

    def applied(self, law: Law) -> Law:
        """The law with the change."""
        book = law.rulebooks[self.rulebook]
        if isinstance(self.changed, Rule):
            book = book.model_copy(update={"rules": book.rules | {self.changed.id: self.changed}})
        else:
            book = book.model_copy(update={"manifest": self.changed})
        return law.model_copy(update={"rulebooks": law.rulebooks | {book.id: book}})
