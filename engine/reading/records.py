"""From a tree to a model: pydantic says what is wrong, the tree says where."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.errors import Findings, Location
from engine.model.base import Model
from engine.reading.yaml import Mapping, Node, Scalar, Sequence

M = TypeVar("M", bound=Model)

# pydantic's error type -> our code; anything else is a value that does not fit (R204).
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


def _report(model: type[Model], node: Node, fault: Any, findings: Findings) -> None:
    path, code = list(fault["loc"]), _CODES.get(fault["type"], "R204")
    at, path_text = _find(node, path), ".".join(map(str, path))
    if code == "R201":
        findings.add(code, at, given=str(path[-1]), known=_keys(model))
    elif code == "R202":
        findings.add(code, at, key=path_text)
    else:
        reason = str(fault.get("ctx", {}).get("error", fault["msg"]))
        findings.add(code, at, key=path_text, reason=reason)


def _find(node: Node, path: list[str | int]) -> Location:
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


def _keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> set[str]:
    """Every key the model or a model inside it knows."""
    keys: set[str] = set()
    for name, option in model.model_fields.items():
        keys.add(option.alias or name)
        for part in _models_in(option.annotation):
            if part not in seen:
                keys |= _keys(part, seen | {model})
    return keys


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [part for inner in getattr(annotation, "__args__", ()) for part in _models_in(inner)]
