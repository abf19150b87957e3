"""What a field of a case may hold: a value, or one of the two ways of having none yet."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import Enum


class Open(Enum):
    """No value: nobody knows yet; or, of a date, it has not happened by the case's date."""

    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


# yes_no, choice, text and ref are text; a number is a Decimal.
Value = str | datetime.date | Decimal | Open


def written(value: Value) -> str:
    """The value as a case file writes it."""
    return value.value if isinstance(value, Open) else str(value)
