"""What differs in two laws: their meaning, not how their authors laid it out.

Comments, layout and order are no difference, except where order means something: the arguments of a conclusion, the
first choice of a reading, the links an entry is implied by.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel

from engine.compare.sides import Side
from engine.model.property import Property
from engine.model.rule import Item, Rule
from engine.model.rulebook import Rulebook
from engine.model.vocabulary import Field, Vocabulary
from engine.reading.source import folded

ChangeKind = Literal[
    "rulebook",
    "rule",
    "property",
    "reading",
    "threshold",
    "conclusion",
    "coverage",
    "text",
    "template",
    "field",
    "choice",
    "row",
]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
_RULE_PARTS = (
    *("rulebook", "provision", "quote", "label", "in_force"),
    *("when", "unless", "then", "overrides", "replaces"),
)
_PROPERTY_PARTS = (
    *("rulebook", "label", "provision", "kind", "readings", "defaults_only"),
    *("when", "items", "fields", "removes", "adds", "alike"),
)
_HEAD_PARTS = (
    *("version", "title", "short", "source", "in_force", "tested_against", "verification", "uses"),
    *("groups", "cross_references", "to_check"),
)
# Where order means something.
_IN_ORDER = frozenset({"one_per", "fields"})


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of something, as it was and as it is: plain data, None where it is not there."""

    name: str
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something added, removed or changed: ``parts`` say what of it.

    ``lines`` are a rule or property as its author wrote it; each begins with ``+`` (new), ``-`` (gone) or a space.
    """

    kind: ChangeKind
    rulebook: str | None
    name: str
    how: Literal["added", "removed", "changed"]
    parts: tuple[PartChange, ...] = ()
    old_at: str | None = None
    new_at: str | None = None
    lines: tuple[str, ...] = ()


def changes(old: Side, new: Side) -> list[Change]:
    """Every difference in what the two laws say, by kind; of a rulebook added or removed, that it is."""
    found = [*_heads(old, new), *_rules(old, new)]
    for book in old.law.rulebooks.values():
        other = new.law.rulebooks.get(book.id)
        if other is not None:
            found.extend(_contents(book, other))
    found.extend(_vocabulary(old.law.vocabulary, new.law.vocabulary))
    return sorted(found, key=lambda change: KINDS.index(change.kind))


def plain(value: Any, ordered: bool = False) -> Any:
    """A value of the model as plain data that is equal where the meaning is."""
    if isinstance(value, BaseModel):
        fields = {name: plain(getattr(value, name), name in _IN_ORDER) for name in type(value).model_fields}
        kept = {name.rstrip("_"): field for name, field in fields.items() if name != "at"}
        return {"item": type(value).__name__, **kept} if isinstance(value, Item) else kept
    if isinstance(value, Mapping):
        return {str(key): plain(item, ordered) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        listed = [plain(item) for item in value]
        return listed if ordered else sorted(listed, key=lambda item: json.dumps(item, sort_keys=True))
    if value is None or isinstance(value, (bool, int)):
        return value
    return " ".join(str(value).split())


def _parts(old: Any, new: Any, names: tuple[str, ...], *, shown: bool = True) -> tuple[PartChange, ...]:
    """The parts of those names that differ."""
    found = []
    for name in names:
        one, other = (plain(getattr(side, name), name in _IN_ORDER) for side in (old, new))
        if one != other or (name in _IN_ORDER and list(one) != list(other)):
            found.append(PartChange(name, one, other) if shown else PartChange(name))
    return tuple(found)


def _heads(old: Side, new: Side) -> Iterator[Change]:
    before, after = old.law.rulebooks, new.law.rulebooks
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one and other:
            parts = _parts(one.manifest, other.manifest, _HEAD_PARTS)
            if parts:
                yield Change("rulebook", name, name, "changed", parts, old.place(one.at), new.place(other.at))
        elif one:
            version = (PartChange("version", one.manifest.version, None),)
            yield Change("rulebook", name, name, "removed", version, old_at=old.place(one.at))
        elif other:
            version = (PartChange("version", None, other.manifest.version),)
            yield Change("rulebook", name, name, "added", version, new_at=new.place(other.at))


def _rules(old: Side, new: Side) -> Iterator[Change]:
    yield from _written("rule", (old, old.law.rules()), (new, new.law.rules()), _RULE_PARTS)
    yield from _written("property", (old, old.law.properties()), (new, new.law.properties()), _PROPERTY_PARTS)


def _written(
    kind: ChangeKind,
    old: tuple[Side, Mapping[str, Rule] | Mapping[str, Property]],
    new: tuple[Side, Mapping[str, Rule] | Mapping[str, Property]],
    names: tuple[str, ...],
) -> Iterator[Change]:
    """What differs in things that are told as their authors wrote them."""
    (was, before), (now, after) = old, new
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one and other:
            parts = _parts(one, other, names, shown=False)
            if _row_provision(one) != _row_provision(other) and PartChange("provision") not in parts:
                parts = (PartChange("provision"), *parts)
            if parts:
                places = was.place(one.at), now.place(other.at)
                yield Change(kind, other.rulebook, name, "changed", parts, *places, _lines(one, other))
        elif one and one.rulebook in now.law.rulebooks:
            yield Change(kind, one.rulebook, name, "removed", (), was.place(one.at), None, _lines(one, None))
        elif other and other.rulebook in was.law.rulebooks:
            yield Change(kind, other.rulebook, name, "added", (), None, now.place(other.at), _lines(None, other))


def _row_provision(one: Rule | Property) -> tuple[str, str] | None:
    """The field of a catalogue row that says the provision, if one does."""
    return one.provision_of if isinstance(one, Rule) else None


def _lines(old: Rule | Property | None, new: Rule | Property | None) -> tuple[str, ...]:
    """The author's lines, each with its mark; none where they are the same."""
    if old and new and old.text == new.text:
        return ()
    before, after = (one.text.splitlines() if one else [] for one in (old, new))
    return tuple(line.rstrip() for line in difflib.ndiff(before, after) if not line.startswith("?"))


def _contents(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    """What the two versions of one rulebook declare and quote."""
    one, other = old.manifest, new.manifest
    readings = ("provision", "quote", "label", "because", "choices", "default")
    yield from _named("reading", old.id, one.readings, other.readings, readings)
    yield from _named("threshold", old.id, one.thresholds, other.thresholds, ("label", "provision", "values"))
    conclusions = ("fields", "label", "group", "internal", "weighs", "caution", "carries")
    yield from _named("conclusion", old.id, one.conclusions, other.conclusions, conclusions)
    yield from _named("coverage", old.id, old.coverage, new.coverage, ("status", "because", "for_the_authority"))
    for provision in {**old.source, **new.source}:
        texts = [folded(book.source[provision]) if provision in book.source else None for book in (old, new)]
        if texts[0] != texts[1]:
            yield Change("text", old.id, provision, _how(*texts), (PartChange("text", *texts),))


def _how(old: object, new: object) -> Literal["added", "removed", "changed"]:
    return "added" if old is None else "removed" if new is None else "changed"


def _named(
    kind: ChangeKind, book: str | None, old: Mapping[str, Any], new: Mapping[str, Any], parts: tuple[str, ...]
) -> Iterator[Change]:
    """What differs in things that have a name."""
    for name in {**old, **new}:
        one, other = old.get(name), new.get(name)
        changed = _parts(one, other, parts) if one is not None and other is not None else ()
        if one is None or other is None or changed:
            yield Change(kind, book, name, _how(one, other), changed)


def _vocabulary(old: Vocabulary, new: Vocabulary) -> Iterator[Change]:
    yield from _named(
        "template", None, old.templates, new.templates, ("section", "catalogue", "label", "shown_by", "one_per")
    )
    parts = tuple(name for name in Field.model_fields if name != "choices")
    for name in [name for name in old.templates if name in new.templates]:
        before, after = ({f"{name}.{k}": f for k, f in v.templates[name].fields.items()} for v in (old, new))
        yield from _named("field", None, before, after, parts)
        for path in [path for path in before if path in after]:
            one, other = ({f"{path}.{c}": w for c, w in side[path].choices.items()} for side in (before, after))
            yield from _named("choice", None, one, other, ("vi", "en"))
    for name in [name for name in old.catalogues if name in new.catalogues]:
        rows = [{f"{name}.{code}": row for code, row in v.catalogues[name].rows.items()} for v in (old, new)]
        yield from _named("row", None, rows[0], rows[1], ("label", "values", "inactive", "instead", "requires"))
