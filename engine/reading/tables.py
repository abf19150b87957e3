"""The tables that stand beside the rules: what became of each provision, and which findings are let stand."""

from __future__ import annotations

from engine.errors import Findings
from engine.model.accepted import Accepted
from engine.model.rulebook import CoverageRow
from engine.reading.records import read_record
from engine.reading.yaml import Mapping, Node


def read_coverage(tree: Node | None, findings: Findings) -> dict[str, CoverageRow]:
    """The rows of ``coverage.yaml`` by provision (R256 where it is not under ``coverage``); none where it is absent."""
    rows = tree.get("coverage") if isinstance(tree, Mapping) else None
    if not isinstance(rows, Mapping):
        if tree is not None:
            findings.add("R256", tree.at)
        return {}
    read = ((key.text, read_record(CoverageRow, value, findings)) for key, value in rows)
    return {provision: row for provision, row in read if row}


def read_accepted(tree: Node | None, findings: Findings) -> Accepted:
    """The content of ``accepted.yaml``; nothing is accepted where it is absent or cannot be read."""
    return (read_record(Accepted, tree, findings) if tree else None) or Accepted()
