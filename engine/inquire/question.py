"""A question about one fact of a case, and what may be replied to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from engine.inquire.settling import Effects
from engine.model.assessment import ConclusionResult
from engine.model.case import Case, Fact
from engine.model.values import Open
from engine.model.vocabulary import Field
from engine.rows import Row


@dataclass(frozen=True)
class Question:
    """An unknown fact to be asked for, the conclusions that wait for it, and what each answer would settle."""

    path: str
    row: Row
    name: str
    field: Field
    given: Fact | None
    waiting: tuple[ConclusionResult, ...]
    effects: Effects


@dataclass(frozen=True)
class Answer:
    """What a fact is said to be; with it, other fields of the entry that the value requires to be filled in.

    A fact without value and claims is a link to nothing: the file leaves it out.
    """

    fact: Fact
    required: Mapping[str, Fact] = field(default_factory=dict)

    def stated(self, question: Question) -> dict[str, Fact | None]:
        """What the case file is to say of each field, in order; None where it is to say nothing."""
        fact = self.fact if self.fact.value is not None or self.fact.claims else None
        return {**self.required, question.name: fact}


# What is answered, in place of the id of an entry, of a link that leads nowhere.
NOTHING = "none"


def may_be_nothing(declared: Field, given: Fact | None) -> bool:
    """Whether a fact may turn out to link to nothing: a link of which the file says that it is unknown, and no more."""
    return declared.is_link and given is not None and given == Fact(value=Open.UNKNOWN, at=given.at)


class Pass(Enum):
    """No answer: nobody here knows, or the interview is to end."""

    UNKNOWN = auto()
    STOP = auto()


Reply = Callable[[Question], Answer | Pass]
# Writes down that the case now says that of the fact at a path; gives the case as it reads then.
Keep = Callable[[Case, str], Case]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, and its answer, or None where nobody knew."""

    question: Question
    answer: Answer | None
