"""What ``check`` found as SARIF 2.1.0, the form that editors and code hosts read."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from urllib.parse import quote

from engine import __version__
from engine.errors import Location, Problem
from engine.lint import Checked
from engine.lint.checks import CHECKS
from engine.model.json_text import json_text
from engine.reading.messages import read_pages
from engine.report.findings import told
from engine.report.markdown import markdown
from engine.report.pages import page
from engine.report.text import text
from engine.report.words import Wording

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(checked: Checked, wording: Wording) -> str:
    """One run with a rule for every code and a result for every fault and finding, as JSON text."""
    problems = told(checked)
    pages = read_pages(wording.language)
    codes = sorted({*pages, *(problem.code for problem in problems), *(check.code for check in CHECKS)})
    abouts = {str(finding.problem): finding.about for finding in checked.findings}
    seen: Counter[str] = Counter()
    results = []
    for problem in problems:
        identity = _identity(problem, abouts.get(str(problem)))
        seen[identity] += 1
        results.append(_result(problem, codes.index(problem.code), f"{identity}:{seen[identity]}", wording))
    driver = {
        "name": "chetai",
        "semanticVersion": __version__,
        "language": wording.language,
        "rules": [_rule(code, wording) for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, wording: Wording) -> dict[str, object]:
    told_of = read_pages(wording.language).get(code)
    if told_of is None:
        return {"id": code}
    made = page(code, wording)
    return {
        "id": code,
        "name": told_of.name,
        "shortDescription": {"text": told_of.title},
        "fullDescription": {"text": told_of.finds},
        "help": {"text": text(made), "markdown": markdown(made)},
        "defaultConfiguration": {"level": _level(code)},
    }


def _level(code: str) -> str:
    return "warning" if code.startswith("L") else "error"


def _result(problem: Problem, index: int, fingerprint: str, wording: Wording) -> dict[str, object]:
    at = problem.at or Location("")
    said = wording.problem(Problem(problem.code, None, problem.values, problem.nearest))
    region = {"startLine": at.line, "startColumn": at.column}
    place = {"artifactLocation": {"uri": _uri(at.file)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _level(problem.code),
        "message": {"text": said.removeprefix(f"{problem.code} ")},
        "locations": [{"physicalLocation": place}] if at.file else [],
        "partialFingerprints": {"chetaiFinding/v1": fingerprint},
    }


def _uri(file: str) -> str:
    """A relative reference with forward slashes; what is no plain letter, digit or mark is written as its bytes."""
    if os.path.isabs(file):
        file = os.path.relpath(file)
    return quote(file.replace("\\", "/"), safe="/.-_~")


def _identity(problem: Problem, about: str | None) -> str:
    """What stays the same of a finding when lines move: its code, file and what it is about."""
    values = about if about is not None else repr(sorted(problem.values.items()))
    file = problem.at.file if problem.at else ""
    return sha256("\0".join((problem.code, file, values)).encode()).hexdigest()[:16]
