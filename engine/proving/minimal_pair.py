"""Two case files one fact apart, of which one calls for a conclusion and the other does not: for teaching."""

from __future__ import annotations

import datetime
from collections import defaultdict

from engine.errors import CaseError, Findings, Location
from engine.model.base import Words
from engine.model.property import Property
from engine.model.rulebook import Law
from engine.proving.guarded import guarded
from engine.proving.proof import Counterexample
from engine.proving.two_cases import TwoCases

_HERE = Location("pair")
_NOTHING = Words(vi="", en="")


def minimal_pair(law: Law, conclusion: str, as_of: datetime.date) -> Counterexample | None:
    """The smallest two case files one changeable fact apart, of which the first calls for it and the second does not.

    ``conclusion`` is its code, with its choices in brackets where it has any: ``relief_ground(resignation)``; choices
    left out may be any. Every reading takes its default. None where no one fact decides it. Raises CaseError: C442 no
    such conclusion, C443 its choices, C444 no such choice.
    """
    code, choices = _parsed(law, conclusion)
    book = law.declared()[code][0]
    fields: dict[str, list[str]] = defaultdict(list)
    for name, template in law.vocabulary.templates.items():
        if name not in law.vocabulary.catalogues:
            fields[name] = [field for field, declared in template.fields.items() if declared.changeable]
    changing = Property(
        id=conclusion,
        rulebook=book.id,
        label=_NOTHING,
        kind="changing",
        defaults_only=True,
        fields={name: tuple(names) for name, names in fields.items()},
        removes=(code,),
        at=_HERE,
    )
    return TwoCases(law, book.id, guarded(law, [book.id], as_of), changing, as_of, choices).proof().counterexample


def _parsed(law: Law, conclusion: str) -> tuple[str, dict[str, str]]:
    code, _, inside = conclusion.strip().removesuffix(")").partition("(")
    declared = law.declared()
    findings = Findings()
    if code not in declared:
        findings.add("C442", None, given=code, known=declared)
        raise CaseError(findings.problems)
    choosing = {name: field for name, field in declared[code][1].fields.items() if field.to is None}
    given = [value.strip() for value in inside.split(",")] if inside.strip() else []
    if len(given) not in (0, len(choosing)):
        findings.add("C443", None, key=conclusion, arguments=f"{code}({', '.join(choosing)})")
        raise CaseError(findings.problems)
    chosen = dict(zip(choosing, given, strict=False))
    for name, value in chosen.items():
        known = choosing[name].admitted()
        if value not in known:
            findings.add("C444", None, given=value, known=known, key=conclusion, argument=name)
    findings.raise_if_any(CaseError)
    return code, chosen
