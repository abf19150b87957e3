"""The outcome of scenarios as JUnit XML, which continuous integration shows: no clock and no machine in it."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import PurePosixPath
from xml.etree import ElementTree

from engine.rehearse import Outcome, Rehearsal
from engine.report.document import Document, printable
from engine.report.scenarios import account
from engine.report.text import text
from engine.report.words import Wording

# What XML 1.0 does not admit, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(outcome: Outcome, wording: Wording) -> bytes:
    """The XML: a suite for each folder of scenarios, a case for each scenario, unreadable ones as errors."""
    cases = [(r.scenario.name, _case(r.scenario.name, _failure(r, wording))) for r in outcome.rehearsals]
    for folder, problems in outcome.unreadable.items():
        said = "\n".join(map(wording.problem, problems))
        cases.append((folder, _case(folder, _element("error", said, message=said.partition("\n")[0], type="input"))))
    root = ElementTree.Element("testsuites", _counts(outcome, ""))
    for parent, found in groupby(sorted(cases, key=lambda case: _split(case[0])), key=lambda case: _split(case[0])[0]):
        suite = ElementTree.SubElement(root, "testsuite", _counts(outcome, parent))
        suite.extend(case for _, case in found)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _split(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    return path.parent.as_posix(), path.name


def _counts(outcome: Outcome, parent: str) -> dict[str, str]:
    """The attributes of a suite, or of all (no parent)."""
    mine = [r for r in outcome.rehearsals if parent in ("", _split(r.scenario.name)[0])]
    errors = sum(1 for folder in outcome.unreadable if parent in ("", _split(folder)[0]))
    failures = sum(1 for r in mine if r.differences)
    return {
        "name": _clean(parent or "chetai test"),
        "tests": str(len(mine) + errors),
        "failures": str(failures),
        "errors": str(errors),
    }


def _case(name: str, fault: ElementTree.Element | None) -> ElementTree.Element:
    parent, own = _split(name)
    case = _element("testcase", "", classname=parent.replace("/", "."), name=own, file=f"{name}/expected.yaml")
    if fault is not None:
        case.append(fault)
    return case


def _failure(rehearsal: Rehearsal, wording: Wording) -> ElementTree.Element | None:
    if not rehearsal.differences:
        return None
    title = wording.of(rehearsal.scenario.expected.title)
    return _element("failure", text(Document(account(rehearsal, wording))), message=title, type="difference")


def _element(tag: str, words: str, **attributes: str) -> ElementTree.Element:
    element = ElementTree.Element(tag, {name: _clean(value) for name, value in attributes.items()})
    element.text = _clean(words) or None
    return element


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", printable(words))
