"""What if a fact were otherwise: the assessment beside that of the same case, changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from engine.assess import Assessed, Assessor, Request
from engine.errors import CaseError, Findings, Location
from engine.evaluation import Status
from engine.facts import facts_of, with_fact
from engine.model.base import Words
from engine.model.case import Case, Fact
from engine.model.json_text import json_text
from engine.model.rulebook import Law
from engine.reading.case import check_links
from engine.reading.values import read_value
from engine.reading.yaml import Scalar

FORMAT = "chetai/comparison/1"


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion whose status differs."""

    key: str
    label: Words
    before: Status
    after: Status


@dataclass(frozen=True)
class Comparison:
    """One case assessed as it is and as changed."""

    settings: Mapping[str, str]
    before: Assessed
    after: Assessed
    changed: tuple[Change, ...]

    def to_json(self) -> str:
        """The comparison as JSON text, ending in a newline."""
        return json_text(
            {
                "format": FORMAT,
                "set": dict(self.settings),
                "changed": [
                    {"key": c.key, "label": c.label.model_dump(), "before": c.before, "after": c.after}
                    for c in self.changed
                ],
                "before": self.before.assessment.model_dump(by_alias=True),
                "after": self.after.assessment.model_dump(by_alias=True),
            }
        )


def what_if(assessor: Assessor, case: Case, request: Request, settings: Mapping[str, str]) -> Comparison:
    """The assessment beside that of the same case with some facts set (``acts.a1.crime_signs`` to ``yes``).

    Raises CaseError: C44x a setting that fits no fact of the case; and what assessing raises.
    """
    changed_case = changed(case, assessor.law, request.claimed_by, settings)
    before, after = assessor.examine(case, request), assessor.examine(changed_case, request)
    first = {c.key: c for c in before.assessment.conclusions}
    second = {c.key: c for c in after.assessment.conclusions}
    changes = []
    for key in sorted({*first, *second}):
        was = before.decision.evaluation.status(key)
        now = after.decision.evaluation.status(key)
        if was != now:
            changes.append(Change(key, (second.get(key) or first[key]).label, was, now))
    return Comparison(settings, before, after, tuple(changes))


def changed(case: Case, law: Law, claimed_by: str | None, settings: Mapping[str, str]) -> Case:
    """The case with those facts set; a setting of an implied entry writes that entry out."""
    findings = Findings()
    catalogues = law.vocabulary.catalogues
    rows = {row.place: row for row in facts_of(case, law, claimed_by).rows if row.template not in catalogues}
    at = Location("--set")
    for path, text in settings.items():
        place, _, name = path.rpartition(".")
        row = rows.get(place)
        if row is None:
            findings.add("C441", at, given=place, known=rows)
            continue
        fields = law.vocabulary.templates[row.template].fields
        if name not in fields:
            findings.add("C409", at, given=name, known=fields, template=row.template)
            continue
        value = read_value(fields[name], name, Scalar(text, at), findings)
        if value is not None:
            case = with_fact(case, row, name, Fact(value=value, at=at))
    check_links(case.entries, law.vocabulary, findings)
    findings.raise_if_any(CaseError)
    digest = hashlib.sha256(json.dumps([case.digest, sorted(settings.items())]).encode()).hexdigest()
    return case.model_copy(update={"digest": f"sha256:{digest}"})
