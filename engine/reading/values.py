"""From a piece of text to a value of a field (codes C42x)."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.errors import Findings
from engine.model.base import NO, YES, iso_date
from engine.model.values import Open, Value
from engine.model.vocabulary import Field
from engine.reading.yaml import Scalar

UNKNOWN = frozenset({"unknown", "chưa rõ"})
NOT_YET = frozenset({"not_yet", "chưa"})
ENTRY_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_DATE_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")


def typed_choice(field: Field, text: str) -> str | None:
    """The admitted value of a yes_no or choice field that this text writes, or None."""
    if field.type == "yes_no":
        return "yes" if text.lower() in YES else "no" if text.lower() in NO else None
    return text if text in field.choices else None


def read_value(field: Field, name: str, node: Scalar, findings: Findings) -> Value | None:
    """The value, or None with a problem that says what the field admits."""
    text = node.text
    if field.type == "text":
        return text
    if not text:
        findings.add("C420", node.at, field=name)
        return None
    if text.lower() in UNKNOWN:
        return Open.UNKNOWN
    match field.type:
        case "yes_no" | "choice":
            return _choice(field, name, node, findings)
        case "date":
            return _date(name, node, findings)
        case "number":
            return _number(field, name, node, findings)
        case _:
            return _link(name, node, findings)


def _choice(field: Field, name: str, node: Scalar, findings: Findings) -> str | None:
    value = typed_choice(field, node.text)
    if value is None:
        labels = {choice: field.choices.get(choice) for choice in field.admitted()}
        in_vi = ", ".join(f"{choice} ({words.vi})" if words else choice for choice, words in labels.items())
        in_en = ", ".join(f"{choice} ({words.en})" if words else choice for choice, words in labels.items())
        known = [*labels, "unknown"]
        findings.add("C421", node.at, given=node.text, known=known, field=name, admitted_vi=in_vi, admitted_en=in_en)
    return value


def _date(name: str, node: Scalar, findings: Findings) -> Value | None:
    if node.text.lower() in NOT_YET:
        return Open.NOT_YET
    try:
        return iso_date(node.text)
    except ValueError:
        findings.add("C423" if _DATE_SHAPE.fullmatch(node.text) else "C422", node.at, given=node.text, field=name)
        return None


def _number(field: Field, name: str, node: Scalar, findings: Findings) -> Decimal | None:
    if not _NUMBER.fullmatch(node.text):
        findings.add("C424", node.at, given=node.text, field=name)
        return None
    value = Decimal(node.text)
    low, high = field.at_least, field.at_most
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = [f"≥ {low}"] * (low is not None) + [f"≤ {high}"] * (high is not None)
        findings.add("C425", node.at, given=node.text, field=name, range=", ".join(bounds))
        return None
    return value


def _link(name: str, node: Scalar, findings: Findings) -> str | None:
    if not ENTRY_ID.fullmatch(node.text):
        findings.add("C426", node.at, given=node.text, field=name)
        return None
    return node.text
