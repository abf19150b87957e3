"""The solver's language, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.model.values import Open, Value
from engine.rows import Link

# Symbols of the solver's language, which no text is.
ANYTHING, NO_LINK = "any", "none"


def quoted(text: str) -> str:
    """Text as the solver's language writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def term(value: Value) -> str:
    """A value of a field; the two ways of having none are symbols, everything else is text."""
    return value.value if isinstance(value, Open) else quoted(str(value))


def link_term(link: Link | None) -> str:
    """What a link is: none, one id, or possibly any of several."""
    if link is None:
        return NO_LINK
    return quoted(next(iter(link.ids))) if link.certain else "unknown"


def atom(name: str, arguments: Iterable[str]) -> str:
    """An atom with its arguments."""
    written = ",".join(arguments)
    return f"{name}({written})" if written else name


def tuple_term(arguments: Sequence[str]) -> str:
    """Several terms as one."""
    return f"({','.join(arguments)},)" if len(arguments) == 1 else f"({','.join(arguments)})"


def rule(head: str, body: Iterable[str]) -> str:
    """Head, wherever all of the body holds."""
    conditions = ", ".join(body)
    return f"{head} :- {conditions}." if conditions else f"{head}."
