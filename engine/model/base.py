"""The ground every model stands on: strict, frozen, and made of text that is typed by its field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator

YES = frozenset({"yes", "true", "có"})
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
NO = frozenset({"no", "false", "không"})
# A day of the calendar as it is written; which years have a 29 February is left open.
ISO_DATE = (
    "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)


class Model(BaseModel):
    """A frozen record; a key it does not know is an error."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Words(Model):
    """A text for people, in the two languages of the product."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in ``vi`` or ``en``."""
        return self.en if language == "en" else self.vi


def in_any_case(words: Iterable[str]) -> dict[str, Any]:
    """The JSON Schema of one of these words, in capitals or not."""
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in sorted(words))
    return {"type": "string", "pattern": f"^({'|'.join(letters)})$"}


def filled(text: str, names: Mapping[str, str]) -> str:
    """The text with each ``{name}`` replaced, in one pass: what takes its place is never filled in again."""
    parts = text.split("{")
    found = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        found.append(names.get(name, "{" + name + "}") + rest)
    return "".join(found)


def iso_date(text: str) -> datetime.date:
    """The date of ``YYYY-MM-DD``; ValueError for anything else, also for other ISO forms."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError("not a date")
    return datetime.date.fromisoformat(text)


def _typed_date(value: Any) -> Any:
    try:
        return iso_date(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("not_a_date") from None


def _typed_flag(value: Any) -> Any:
    if isinstance(value, str):
        if value.lower() in YES:
            return True
        if value.lower() in NO:
            return False
    return value


def _typed_whole_number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value) else value


# What is written and what it becomes differ: a JSON Schema describes what is written, as text or as JSON has it.
_WRITTEN_DATE = {"type": "string", "pattern": ISO_DATE}
_WRITTEN_FLAG = {"anyOf": [{"enum": ["yes", "no", True, False]}, in_any_case(YES | NO)]}
_WRITTEN_NUMBER = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{_WHOLE_NUMBER.pattern}$"}]}

IsoDate = Annotated[datetime.date, BeforeValidator(_typed_date), WithJsonSchema(_WRITTEN_DATE)]
Flag = Annotated[bool, BeforeValidator(_typed_flag), WithJsonSchema(_WRITTEN_FLAG)]
WholeNumber = Annotated[int, BeforeValidator(_typed_whole_number), WithJsonSchema(_WRITTEN_NUMBER)]


class Validity(Model):
    """From which day to which day, both included, something is in force; open where not given."""

    from_: IsoDate | None = None
    until: IsoDate | None = None

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"))

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Validity:
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            raise ValueError("from_before_until")
        return self

    def covers(self, day: datetime.date) -> bool:
        """Whether it is in force on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)
