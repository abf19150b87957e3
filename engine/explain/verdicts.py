"""One verdict for every rule and every entry it could be about, and for what is left to the authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from engine.decide import Decision
from engine.evaluation import Defeat, Derivation, Evaluation
from engine.explain.provisions import nominal_provisions, provision_of
from engine.explain.unmet import WhyNot
from engine.flips import Flip
from engine.model.assessment import Verdict, VerdictName
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.needs import Needs

# A rule, and the id of the entry that its first conclusion's first argument is.
_About = tuple[str, str]


def verdicts(decision: Decision, law: Law, flips: Iterable[Flip]) -> list[Verdict]:
    """The verdicts, in the order of rulebooks and of their text."""
    found = _Verdicts(decision, law, tuple(flips))
    result: list[Verdict] = []
    for book in law.rulebooks.values():
        rows = [v for rule in book.rules.values() for v in found.of_rule(rule)]
        if book in decision.resolution.rulebooks:
            rows += [
                Verdict(
                    provision=provision,
                    rule=None,
                    about=None,
                    verdict="for_the_authority",
                    why=[row.for_the_authority.vi, row.for_the_authority.en],
                )
                for provision, row in book.coverage.items()
                if row.for_the_authority is not None
            ]
        order = {provision: number for number, provision in enumerate(book.source)}
        rows.sort(key=lambda v: (order.get(v.provision, len(order)), v.provision, v.rule or "", v.about or ""))
        result.extend(rows)
    return result


def applied(evaluation: Evaluation, rules: Mapping[str, Rule]) -> set[_About]:
    """Each rule that applies, with each entry it applies to."""
    return {about for about, ways in _by_entry(evaluation, rules).items() if any(not d.open for d in ways)}


def _first_argument(derivation: Derivation, rule: Rule) -> str:
    """The id of the entry a derivation of the rule is about, or nothing where it is about none."""
    name = next(iter(rule.then[0].names.values()), None)
    return derivation.binding[name] if name else ""


def _by_entry(evaluation: Evaluation, rules: Mapping[str, Rule]) -> dict[_About, list[Derivation]]:
    found: dict[_About, list[Derivation]] = defaultdict(list)
    for concluded in evaluation.conclusions.values():
        for derivation in concluded.derivations:
            rule = rules.get(derivation.clause.rule)
            if rule is not None and derivation.clause.head.code == rule.then[0].code:
                found[rule.id, _first_argument(derivation, rule)].append(derivation)
    return found


class _Verdicts:
    def __init__(self, decision: Decision, law: Law, flips: tuple[Flip, ...]) -> None:
        self.decision = decision
        self.law = law
        self.rules = decision.resolution.rules
        self.dormant = {rule.id for rule in decision.resolution.dormant}
        self.needs = Needs(decision.evaluation)
        self.why_not = WhyNot(decision, law.vocabulary)
        self.ways = _by_entry(decision.evaluation, self.rules)
        self.defeated: dict[_About, list[Defeat]] = defaultdict(list)
        for defeat in decision.evaluation.defeats:
            rule = self.rules.get(defeat.derivation.clause.rule)
            if rule and defeat.derivation.clause.head.code == rule.then[0].code:
                self.defeated[rule.id, _first_argument(defeat.derivation, rule)].append(defeat)
        self.flipped = [(flip, applied(flip.evaluation, self.rules)) for flip in flips]

    def of_rule(self, rule: Rule) -> Iterator[Verdict]:
        """The verdicts of one rule, one for each entry it could be about."""
        if rule.id in self.dormant:
            for provision in nominal_provisions(rule, self.law):
                yield Verdict(provision=provision, rule=rule.id, about=None, verdict="not_in_force", why=[])
            return
        if rule.id not in self.rules:
            return
        argument = next(iter(rule.then[0].names), None)
        template = self.law.conclusion(rule.then[0].code).fields[argument].to if argument else None
        ids = [row.id for row in self.decision.facts.rows.of(template or "")] if template else [""]
        if template and not ids:
            nobody = [f"{self.law.vocabulary.section_of(template)}: none"]
            for provision in nominal_provisions(rule, self.law):
                yield Verdict(provision=provision, rule=rule.id, about=None, verdict="not_met", why=nobody)
        for entry in ids:
            name, why, provisions = self._verdict(rule, argument, entry)
            for provision in provisions:
                yield Verdict(provision=provision, rule=rule.id, about=entry or None, verdict=name, why=list(why))

    def _verdict(self, rule: Rule, argument: str | None, entry: str) -> tuple[VerdictName, tuple[str, ...], list[str]]:
        ways = self.ways.get((rule.id, entry), [])
        nominal = nominal_provisions(rule, self.law)
        if ways:
            sure = [d for d in ways if not d.open]
            cited = sorted({p for d in sure or ways for p in provision_of(d, rule, self.law)})
            return ("applied", (), cited) if sure else ("needs_facts", self.needs.of_derivations(ways), cited)
        defeats = self.defeated.get((rule.id, entry), [])
        for kind, name in (("unless", "excepted"), ("overrides", "overridden")):
            found = [defeat for defeat in defeats if defeat.by.kind == kind]
            if found:
                verdict: VerdictName = "excepted" if name == "excepted" else "overridden"
                return verdict, self._defeated_by(found), nominal
        under = tuple(f"{f.reading} = {f.choice}" for f, about in self.flipped if (rule.id, entry) in about)
        if under:
            return "other_reading", under, nominal
        unmet = self.why_not.of_rule(rule.id, rule.then[0].code, {argument: entry} if argument else {})
        return "not_met", unmet.read if unmet else (), nominal

    def _defeated_by(self, defeats: list[Defeat]) -> tuple[str, ...]:
        """The overriding rules, or what was read that makes the exceptions hold."""
        why: list[str] = []
        for defeat in defeats:
            why.extend([defeat.by.by] if defeat.by.by else self.why_not.exception(defeat.members))
        return tuple(dict.fromkeys(why))
