"""From a tree to a model: pydantic says what is wrong, the tree says where."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.errors import Findings, Location
from engine.model.base import Model
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

M = TypeVar("M", bound=Model)

# pydantic's error type -> our code; anything else is a value that does not fit (R204), or a whole (R205).
_CODES = {"extra_forbidden": "R201", "missing": "R202"}


def plain(node: Node) -> Any:
    """The tree as dicts, lists and text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def read_record(model: type[M], node: Node, findings: Findings) -> M | None:
    """The model of that tree, or None with every fault (R201 unknown key, R202 missing, R204 value) in ``findings``."""
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _report(model, node, fault, findings)
        return None


# What stands for a text that is missing, so that what is said of the rest can be said at the same time.
STAND_IN = "?"


def read_past_gaps(model: type[M], node: Node, findings: Findings) -> M | None:
    """As ``read_record``; but where all that is wrong is that texts are missing (R202), the model with stand-ins."""
    read = read_record(model, node, findings)
    filled = plain(node)
    for stand_in in (STAND_IN, {"vi": STAND_IN, "en": STAND_IN}):
        if read is None:
            read, filled = _filled(model, filled, stand_in)
    return read


def _filled(model: type[M], content: Any, stand_in: Any) -> tuple[M | None, Any]:
    """The model of the content with that in the place of each text that is missing or still does not fit."""
    try:
        return model.model_validate(content), content
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            *path, last = fault["loc"]
            place = content
            for step in path:
                place = place.get(step) if isinstance(place, dict) else None
            fits = fault["type"] == "missing" or (isinstance(place, dict) and place.get(str(last)) == STAND_IN)
            if not fits or not isinstance(place, dict):
                return None, content
            place[str(last)] = stand_in
    try:
        return model.model_validate(content), content
    except ValidationError:
        return None, content


def _report(model: type[Model], node: Node, fault: Any, findings: Findings) -> None:
    path, code = list(fault["loc"]), _CODES.get(fault["type"], "R204")
    at, path_text = place_of(node, path), ".".join(map(str, path))
    if code == "R201":
        findings.add(code, at, given=str(path[-1]), known=_keys_at(model, path[:-1]))
    elif code == "R202":
        findings.add(code, at, key=path_text)
    else:
        # The reason is a key of the messages: what a model's own check raised, or pydantic's type of error.
        context = fault.get("ctx", {})
        reason = str(context["error"]) if "error" in context else fault["type"]
        expected = str(context.get("expected", ""))
        findings.add(code if path else "R205", at, key=path_text, reason=reason, expected=expected)


def place_of(node: Node, path: list[str | int]) -> Location:
    """The place of the last part of a path that the tree has: the key for a mapping, the item for a list."""
    at = node.at
    for step in path:
        if isinstance(node, Mapping):
            found = next(((key, value) for key, value in node.pairs if key.text == str(step)), None)
            if found is None:
                continue
            at, node = found[0].at, found[1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            at = node.at
    return at


def _keys_at(model: Any, path: list[str | int]) -> set[str]:
    """The keys that are known where that path leads in the model."""
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields = {option.alias or name: option for name, option in model.model_fields.items()}
            model = _inner(fields[str(step)].annotation) if str(step) in fields else None
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return set()
    return {option.alias or name for name, option in model.model_fields.items()}


def _inner(annotation: Any) -> Any:
    """The model in ``dict[str, M]``, ``list[M]`` or ``M | None``, however deep."""
    if isinstance(annotation, type) and not getattr(annotation, "__args__", ()):
        return annotation
    inner = (_inner(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in inner if isinstance(part, type) and issubclass(part, BaseModel)), None)
