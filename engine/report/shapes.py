"""The shape of each kind of node: legible without colour."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from engine.report.drawing import Drawing

_FOLD = 8.0


def draw_box(drawing: Drawing, into: ET.Element, kind: str, x: float, y: float, wide: float, high: float) -> None:
    """A folded sheet for a provision, a pill for a template, a barred box for a rule, round corners for conclusions."""
    match kind:
        case "provision":
            right, low = x + wide, y + high
            drawing.shape(into, kind, [(x, y), (right - _FOLD, y), (right, y + _FOLD), (right, low), (x, low)])
        case "template":
            drawing.box(into, kind, x, y, wide, high, min(high / 2, 11))
        case "rule":
            drawing.box(into, kind, x, y, wide, high)
            drawing.box(into, "bar", x, y, 4, high)
        case _:
            drawing.box(into, kind, x, y, wide, high, 12)
