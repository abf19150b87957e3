"""From a tree to a catalogue: entries of the law's own, their fields typed."""

from __future__ import annotations

from engine.errors import Findings, Location
from engine.model.values import Value
from engine.model.vocabulary import ROW_KEYS, Catalogue, Template
from engine.reading.records import read_past_gaps
from engine.reading.values import ENTRY_ID, read_value
from engine.reading.yaml import Mapping, Node, Scalar


def read_catalogue(tree: Node, name: str, template: Template, file: str, findings: Findings) -> Catalogue | None:
    """The rows of that template's catalogue, or None where they cannot be read; ``file`` is how messages call it."""
    catalogue = read_past_gaps(Catalogue, tree, findings)
    rows = tree.get("rows") if isinstance(tree, Mapping) else None
    if catalogue is None or not isinstance(rows, Mapping):
        return None
    if catalogue.template != name:
        findings.add("R242", Location(file), given=catalogue.template, known=[name])
    typed = {code.text: _row_values(name, template, code, row, findings) for code, row in rows}
    read = {code: row.model_copy(update={"values": typed[code]}) for code, row in catalogue.rows.items()}
    return catalogue.model_copy(update={"rows": read})


def _row_values(name: str, template: Template, code: Scalar, row: Node, findings: Findings) -> dict[str, Value]:
    """The fields of a catalogue's row, typed."""
    if not ENTRY_ID.fullmatch(code.text):
        findings.add("C407", code.at, given=code.text, section=name)
    values: dict[str, Value] = {}
    for key, node in row if isinstance(row, Mapping) else ():
        declared = template.fields.get(key.text)
        if key.text in ROW_KEYS:
            continue
        if declared is None:
            findings.add("R203", key.at, given=key.text, known=template.fields, template=name)
        elif isinstance(node, Scalar) and (value := read_value(declared, key.text, node, findings)) is not None:
            values[key.text] = value
    return values
