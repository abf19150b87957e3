"""From a file of answers to what it says of each fact (Y1xx, C411, U523, U524); what that means is checked later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import Findings
from engine.reading.yaml import Mapping, Scalar, read_tree

_KEYS = ("value", "because")


@dataclass(frozen=True, slots=True)
class Given:
    """What the file answers for one fact: the path, the value and the reason, as written."""

    path: Scalar
    value: Scalar
    because: str | None


def read_answers(path: Path, findings: Findings) -> list[Given]:
    """The answers in that file, ``path: value`` or ``path: {value, because}``; every fault is added to ``findings``."""
    tree = read_tree(path, path.as_posix(), findings)
    found: list[Given] = []
    if tree is not None and not isinstance(tree, Mapping):
        findings.add("U523", tree.at)
    for key, node in tree if isinstance(tree, Mapping) else ():
        value = node if isinstance(node, Scalar) else node.get("value") if isinstance(node, Mapping) else None
        reason = node.get("because") if isinstance(node, Mapping) else None
        for inner, _ in node if isinstance(node, Mapping) else ():
            if inner.text not in _KEYS:
                findings.add("C411", inner.at, given=inner.text, known=_KEYS)
        if not isinstance(value, Scalar) or not (reason is None or isinstance(reason, Scalar)):
            findings.add("U524", node.at, fact=key.text)
        else:
            found.append(Given(key, value, reason.text if reason else None))
    return found
