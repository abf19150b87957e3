"""One conclusion as an assessment says it: its words, its provisions, its reasons, what it carries."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from engine.decide import Decision
from engine.errors import CaseError, Findings
from engine.evaluation import Derivation, Status
from engine.explain.carried import carried_of
from engine.explain.provisions import nominal_provisions, provision_of
from engine.facts import Facts
from engine.model.assessment import Because, ConclusionResult, TurnsOn
from engine.model.rule import CarriedDate
from engine.model.rulebook import Law
from engine.naming import Naming
from engine.needs import Needs
from engine.resolve.patterns import threshold


class Concluder:
    """Says the conclusions of one decision."""

    def __init__(self, decision: Decision, law: Law, settled: Mapping[str, Status]) -> None:
        """``settled`` is what conclusions come out as in every completion, where that has been looked at."""
        self.decision = decision
        self.settled = settled
        self.law = law
        self.declared = law.declared()
        self.rules = decision.resolution.rules
        self.needs = Needs(decision.evaluation)
        self.naming = Naming(decision.facts, law)

    def result(self, key: str, code: str, status: Status, turns_on: list[TurnsOn]) -> ConclusionResult:
        """The conclusion with that key and status."""
        book, conclusion = self.declared[code]
        args = arguments_of(key, tuple(conclusion.fields))
        derivations = self._deciding(key, status)
        return ConclusionResult(
            key=key,
            code=code,
            args=args,
            status=status.value,
            rulebook=book.id,
            provisions=self._provisions(code, args, derivations),
            label=self.naming.filled(conclusion.label, conclusion.fields, args),
            carries={name: self._carried(name, derivations) for name in conclusion.carries} if derivations else {},
            settled=self.settled[key].value if key in self.settled else None,
            because=self._because(derivations),
            needs=list(self.needs.of(key)),
            turns_on=turns_on,
        )

    def _deciding(self, key: str, status: Status) -> list[Derivation]:
        """The derivations that are as true as the conclusion."""
        found = self.decision.evaluation.conclusions.get(key)
        if found is None:
            return []
        return [d for d in found.derivations if not d.open] if status is Status.HOLDS else found.derivations

    def _provisions(self, code: str, args: dict[str, str], derivations: list[Derivation]) -> list[str]:
        if derivations:
            cited = {p for d in derivations for p in provision_of(d, self.rules[d.clause.rule], self.law)}
        else:
            concluding = [
                rule
                for rule in self.rules.values()
                for item in rule.then
                if item.code == code and item.constants.items() <= args.items()
            ]
            cited = {p for rule in concluding for p in nominal_provisions(rule, self.law)}
        order = {p: n for book in self.law.rulebooks.values() for n, p in enumerate(book.source)}
        return sorted(cited, key=lambda p: (order.get(p, len(order)), p))

    def _because(self, derivations: list[Derivation]) -> list[Because]:
        found: dict[tuple[str, str, tuple[str, ...]], None] = {}
        for derivation in derivations:
            rule = self.rules[derivation.clause.rule]
            provision = ", ".join(provision_of(derivation, rule, self.law))
            found[rule.id, provision, derivation.entries()] = None
        return [Because(rule=r, provision=p, from_=list(entries)) for r, p, entries in sorted(found)]

    def _carried(self, attribute: str, derivations: list[Derivation]) -> list[str | None]:
        dates = {self._date(c, d) for d in derivations for c in d.clause.carries if c.attribute == attribute}
        known = sorted(date.isoformat() for date in dates if date is not None)
        return [*known, None] if None in dates else list(known)

    def _date(self, carried: CarriedDate, derivation: Derivation) -> datetime.date | None:
        row = carried_of(carried, derivation, self.rules[derivation.clause.rule], self.decision.facts, self.law)
        starts = [v for f in carried.fields if isinstance(v := row.values.get(f), datetime.date)]
        if not starts:
            return None
        days = carried.working_days
        number = int(days) if days.isdecimal() else threshold(days, self.law, self.decision.resolution.as_of)
        return working_days_after(max(starts), int(str(number)))


def arguments_of(key: str, names: tuple[str, ...]) -> dict[str, str]:
    """The arguments written in a key, by name."""
    inner = key[key.index("(") + 1 : -1]
    return dict(zip(names, inner.split(", "), strict=True))


def read_key(key: str, law: Law, facts: Facts) -> tuple[str, dict[str, str]]:
    """The code and the arguments, by name, of a key that a person wrote.

    Raises CaseError: C442 no such conclusion, C443 its arguments, C444 no such entry.
    """
    findings = Findings()
    shape = re.fullmatch(r"([a-z][a-z0-9_]*)\(([^()]*)\)", key.strip())
    declared = law.declared()
    code = shape[1] if shape else key.partition("(")[0].strip()
    if code not in declared:
        findings.add("C442", None, given=code, known=declared)
        raise CaseError(findings.problems)
    fields = declared[code][1].fields
    values = [value.strip() for value in shape[2].split(",")] if shape and shape[2].strip() else []
    if len(values) != len(fields):
        findings.add("C443", None, key=code, arguments=f"{code}({', '.join(fields)})")
        raise CaseError(findings.problems)
    for (name, argument), value in zip(fields.items(), values, strict=True):
        known = list(argument.admitted()) if argument.to is None else [row.id for row in facts.rows.of(argument.to)]
        if value not in known:
            findings.add("C444", None, given=value, known=known, key=code, argument=name)
    findings.raise_if_any(CaseError)
    return code, dict(zip(fields, values, strict=True))


def working_days_after(start: datetime.date, number: int) -> datetime.date | None:
    """The day that many working days later, counted from the day after; None beyond the calendar's end.

    Vietnamese public holidays do not count; a Saturday officially worked in exchange does.
    """
    from holidays import country_holidays

    try:
        return country_holidays("VN").get_nth_working_day(start, number)
    except (OverflowError, ValueError):  # holidays knows no year after 9999
        return None
