"""What the rules of one random rulebook may read and conclude, and which names the items of a rule bind."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from .plain_law import Options, Plain

Unit: TypeAlias = tuple[str, tuple[str, ...]]  # a conclusion and its constants
Names: TypeAlias = dict[str, str]  # name -> template


@dataclass(frozen=True)
class Scope:
    """What the rules of one rulebook may read and conclude."""

    fields: dict[str, Plain]  # every readable template and conclusion, without text fields
    templates: list[str]
    groups: dict[Unit, int]
    own: list[Unit]
    concluded: set[str]  # the conclusions that some rule concludes, filled in as rulebooks get their rules
    carrying: set[str]
    readings: dict[str, list[str]]
    numbers: list[str]
    dates: list[str]
    counts: list[str]
    options: Options


def constants(declared: Plain) -> list[str]:
    """The fields of a conclusion that are no links."""
    return [name for name, d in declared.items() if d["type"] != "ref"]


def domain(declared: Plain) -> list[str]:
    """The values of a choice or a yes_no field."""
    return list(declared["choices"]) if declared["type"] == "choice" else ["yes", "no"]


def units(code: str, declared: Plain) -> list[Unit]:
    """The conclusion with every combination of its constants."""
    return [(code, values) for values in itertools.product(*(domain(declared[c]) for c in constants(declared)))]


def bound(items: list[Plain], fields: dict[str, Plain]) -> Names:
    """The names that the items bind under every reading, whichever alternatives hold."""
    found: Names = {}
    for item in items:
        key = next(iter(item))
        if "under" in item or key.startswith(("no ", "at least ")):
            continue
        if key == "any":
            ways = [bound([{k: v for k, v in one.items() if k != "under"}], fields) for one in item["any"]]
            found |= {name: t for name, t in ways[0].items() if all(name in way for way in ways)}
        elif key == "all":
            found |= bound(item["all"], fields)
        else:
            found |= dict(pattern_names(item, fields))
    return found


def pattern_names(item: Plain, fields: dict[str, Plain]) -> Iterator[tuple[str, str]]:
    """The names in one pattern, each with its template."""
    key = next(iter(item))
    words = key.split()
    if len(words) == 2:
        yield words[1], words[0]
    yield from ((v, fields[words[0]][f]["to"]) for f, v in item[key].items() if fields[words[0]][f]["type"] == "ref")
