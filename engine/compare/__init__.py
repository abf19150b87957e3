"""Two laws, or two readings of one: what differs in them, and whose outcome changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from engine.assess import Assessor, Examine
from engine.compare.cases import Outcomes, outcomes
from engine.compare.sides import Side
from engine.compare.structure import Change, changes
from engine.compare.touched import Touched, touched
from engine.reading.cases import CaseFile


@dataclass(frozen=True)
class Revised:
    """Both sides, what differs in the law, which rules that touches, and, of cases, whose outcome changes."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    touched: Touched
    outcomes: Outcomes | None


def revised(
    sides: tuple[Side, Side],
    files: Iterable[CaseFile] | None = None,
    as_of: datetime.date | None = None,
    examine: Examine = Assessor.examine,
) -> Revised:
    """The two sides compared, over the cases if there are any; ``as_of`` is the day for a case that names none.

    Raises EvaluationError where no assessment of a case may be issued.
    """
    found = changes(*sides)
    rules = touched(*sides, found)
    whose = outcomes(files, sides, as_of, rules, examine) if files is not None else None
    return Revised(*sides, tuple(found), rules, whose)
