"""One verdict for every rule and every entry it could be about, and for what is left to the authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from engine.decide import Decision
from engine.evaluation import Defeat, Derivation, Evaluation
from engine.explain.provisions import nominal_provisions, provision_of
from engine.explain.unmet import Obstacles, WhyNot
from engine.flips import Flip
from engine.model.assessment import Verdict, VerdictName
from engine.model.obstacle import Obstacle
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
                    rulebook=book.id,
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
        self.not_in_force = {rule.id for rule in decision.resolution.not_in_force}
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
        nominal = nominal_provisions(rule, self.law)
        if rule.id in self.not_in_force:
            yield from _verdicts(rule, nominal, None, "not_in_force", ())
        if rule.id not in self.rules:
            return
        argument = next(iter(rule.then[0].names), None)
        template = self.law.conclusion(rule.then[0].code).fields[argument].to if argument else None
        rows = self.decision.facts.rows.of(template) if template else ()
        if template and not rows:
            nobody = Obstacle(kind="none", what=self.law.vocabulary.section_of(template))
            yield from _verdicts(rule, nominal, None, "not_met", (nobody,))
        for entry in [row.id for row in rows] if template else [""]:
            verdict, obstacles = self._verdict(rule, argument, entry)
            yield from _verdicts(rule, self._cited(rule, entry) or nominal, entry or None, verdict, obstacles)

    def _cited(self, rule: Rule, entry: str) -> list[str]:
        """The provisions of the derivations that decide."""
        ways = self.ways.get((rule.id, entry), [])
        deciding = [d for d in ways if not d.open] or ways
        return sorted({p for d in deciding for p in provision_of(d, rule, self.law)})

    def _verdict(self, rule: Rule, argument: str | None, entry: str) -> tuple[VerdictName, Obstacles]:
        ways = self.ways.get((rule.id, entry), [])
        if any(not d.open for d in ways):
            return "applied", ()
        if ways:
            return "needs_facts", tuple(Obstacle(kind="open", what=p) for p in self.needs.of_derivations(ways))
        defeats = self.defeated.get((rule.id, entry), [])
        if excepting := [defeat for defeat in defeats if defeat.by.kind == "unless"]:
            return "excepted", self.why_not.exception(m for defeat in excepting for m in defeat.members)
        if overriding := dict.fromkeys(str(defeat.by.by) for defeat in defeats if defeat.by.kind == "overrides"):
            return "overridden", tuple(Obstacle(kind="rule", what=name) for name in overriding)
        under = [f"{f.reading} = {f.choice}" for f, about in self.flipped if (rule.id, entry) in about]
        if under:
            return "other_reading", tuple(Obstacle(kind="reading", what=choice) for choice in under)
        return "not_met", self.why_not.of_rule(rule.id, rule.then[0].code, {argument: entry} if argument else {})


def _verdicts(
    rule: Rule, provisions: list[str], about: str | None, verdict: VerdictName, obstacles: Obstacles
) -> Iterator[Verdict]:
    """One verdict for each provision."""
    for provision in provisions:
        yield Verdict(
            provision=provision,
            rule=rule.id,
            rulebook=rule.rulebook,
            about=about,
            verdict=verdict,
            why=[str(obstacle) for obstacle in obstacles],
            obstacles=list(obstacles),
        )
