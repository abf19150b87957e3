"""What ``check`` found, as lines for people and as JSON; for editors and code hosts see ``sarif``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from engine.errors import Location, Problem
from engine.lint import Checked
from engine.lint.finding import Finding
from engine.model.json_text import json_text
from engine.reading.messages import LANGUAGES, read_pages
from engine.report.document import printable
from engine.report.words import Wording


def lines(checked: Checked, mended: Iterable[Finding], wording: Wording) -> str:
    """Every fault and finding on a line of its own, by file; then what to do, once a code; then how many."""
    pages = read_pages(wording.language)
    problems = told(checked)
    blocks = [[wording.say("check_mended", line=wording.problem(finding.problem)) for finding in mended]]
    for _, of_file in groupby(problems, key=lambda problem: (problem.at or Location("")).file):
        blocks.append([wording.problem(problem) for problem in of_file])
    codes = [code for code in sorted({problem.code for problem in problems}) if code in pages]
    to_do = [f"  {code} {pages[code].name}: {pages[code].do} {wording.say('check_and', code=code)}" for code in codes]
    blocks.append([wording.say("check_to_do"), *to_do] if codes else [])
    fixable = sum(1 for f in checked.findings if f.edit is not None and not f.edit.only_if_asked)
    blocks.append([wording.say("check_withheld", checks=", ".join(checked.withheld))] if checked.withheld else [])
    blocks.append([wording.say("check_fixable", number=fixable)] if fixable else [])
    blocks.append([_counts(checked, wording)])
    return "\n\n".join("\n".join(map(_one_line, block)) for block in blocks if block) + "\n"


def told(checked: Checked) -> list[Problem]:
    """Every fault and finding, in order of their places."""
    problems = [*checked.faults, *(finding.problem for finding in checked.findings)]
    return sorted(problems, key=lambda problem: (problem.at or Location(""), problem.code))


def _one_line(text: str) -> str:
    return printable(text).replace("\n", " ")


def _counts(checked: Checked, wording: Wording) -> str:
    counted = wording.say(
        "check_counts",
        faults=len(checked.faults),
        findings=len(checked.findings),
        accepted=len(checked.accepted),
    )
    clean = not checked.faults and not checked.findings
    return f"{wording.say('check_clean')} {counted}" if clean else counted


def as_json(checked: Checked, mended: Iterable[Finding]) -> str:
    """The same as JSON text, in both languages, ending in a newline."""
    accepted = [_row(f.problem, f) | {"because": because.model_dump()} for f, because in checked.accepted]
    return json_text(
        {
            "format": "chetai/findings/1",
            "faults": [_row(problem, None) for problem in checked.faults],
            "findings": [_row(finding.problem, finding) for finding in checked.findings],
            "accepted": accepted,
            "mended": [_row(finding.problem, finding) for finding in mended],
            "withheld": list(checked.withheld),
        }
    )


def _row(problem: Problem, finding: Finding | None) -> dict[str, object]:
    at = problem.at or Location("")
    page = read_pages(LANGUAGES[0]).get(problem.code)
    messages = {
        language: Wording(language).problem(Problem(problem.code, None, problem.values, problem.nearest))
        for language in LANGUAGES
    }
    return {
        "code": problem.code,
        "check": finding.check if finding else page.name if page else None,
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "about": finding.about if finding else None,
        "message": {language: said.removeprefix(f"{problem.code} ") for language, said in messages.items()},
        "fixable": finding is not None and finding.edit is not None,
    }
