"""From a conclusion down to facts and words: every way to it, or why every rule fails to reach it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decide import Decision
from engine.evaluation import Derivation, Status
from engine.explain.carried import carried_of
from engine.explain.provisions import nominal_provisions, provision_of
from engine.explain.unmet import Obstacles, WhyNot
from engine.model.explanation import ConditionRead, ExplainedConclusion, FactRead, Failure, FailureVerdict, Way
from engine.model.obstacle import Obstacle
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.model.values import Open, written
from engine.naming import Naming
from engine.program import Gathering, Match, Pattern, key_of
from engine.rows import Link, Row, concerns


class Explainer:
    """Explains the conclusions of one decision."""

    def __init__(self, decision: Decision, law: Law) -> None:
        self.decision = decision
        self.law = law
        self.evaluation = decision.evaluation
        self.rules = decision.resolution.rules
        self.naming = Naming(decision.facts, law)
        self.why_not = WhyNot(decision, law.vocabulary)
        self.rows = {row.place: row for row in decision.facts.rows}

    def conclusion(self, key: str, code: str, args: dict[str, str]) -> ExplainedConclusion:
        """The explanation of a conclusion, whatever its status."""
        return self._explained(key, code, args, frozenset())

    def _explained(self, key: str, code: str, args: dict[str, str], above: frozenset[str]) -> ExplainedConclusion:
        declared = self.law.conclusion(code)
        status = self.evaluation.status(key)
        found = self.evaluation.conclusions.get(key)
        derivations = found.derivations if found and key not in above else []
        if status is Status.HOLDS:
            derivations = [d for d in derivations if not d.open]
        return ExplainedConclusion(
            key=key,
            label=self.naming.filled(declared.label, declared.fields, args),
            status=status.value,
            ways=[self._way(d, above | {key}) for d in sorted(derivations, key=lambda d: (d.clause.id, d.entries()))],
            failures=[] if derivations or status is not Status.DOES_NOT_HOLD else self._failures(key, code, args),
        )

    def _way(self, derivation: Derivation, above: frozenset[str]) -> Way:
        rule = self.rules[derivation.clause.rule]
        facts: list[FactRead] = []
        builds_on: list[ExplainedConclusion] = []
        for pattern, match in zip(derivation.clause.body, derivation.matched, strict=True):
            row = self.rows.get(match.place)
            if row is not None:
                facts.extend(self._read(pattern, match, row))
            else:
                concluded = self.evaluation.conclusions[match.place].row
                args = self._args(concluded)
                builds_on.append(self._explained(match.place, concluded.template, args, above))
        facts.extend(self._starts(derivation))
        return Way(
            rule=rule.id,
            rulebook=rule.rulebook,
            provisions=list(provision_of(derivation, rule, self.law)),
            quote=rule.quote,
            open=bool(derivation.open),
            facts=facts,
            builds_on=builds_on,
            conditions=[self._condition(gathering, derivation) for gathering in derivation.clause.gatherings],
        )

    def _starts(self, derivation: Derivation) -> Iterator[FactRead]:
        """The dates from which what the conclusion carries is counted."""
        for carried in derivation.clause.carries:
            row = carried_of(carried, derivation, self.rules[derivation.clause.rule], self.decision.facts, self.law)
            for name in carried.fields:
                yield self.fact(f"{row.place}.{name}", written(row.values.get(name, Open.UNKNOWN)), row)

    def _args(self, row: Row) -> dict[str, str]:
        ids = {name: next(iter(link.ids)) for name, link in row.links.items()}
        return ids | {name: str(value) for name, value in row.values.items()}

    def _read(self, pattern: Pattern, match: Match, row: Row) -> list[FactRead]:
        """The fields a pattern read of a row, in the order of its conditions; a catalogue row as its label alone."""
        if row.template in self.law.vocabulary.catalogues:
            return []
        fields: dict[str, str] = {}
        for name, linked in zip(pattern.shape.links, match.ids[1:], strict=True):
            fields[name] = linked
        for test in pattern.shape.tests:
            for name in filter(None, (test.field, test.other)):
                fields[name] = written(row.values.get(name, Open.UNKNOWN))
        return [self.fact(f"{row.place}.{name}", value, row) for name, value in fields.items()]

    def fact(self, path: str, value: str, row: Row) -> FactRead:
        """A field as read, with the evidence, reasons and disputes the case gives for it."""
        given = self.decision.facts.given.get(path)
        name = path.rpartition(".")[2]
        link = row.links.get(name)
        is_open = not link.certain if isinstance(link, Link) else row.values.get(name) is Open.UNKNOWN
        return FactRead(
            path=path,
            value=value,
            open=is_open,
            evidence=list(given.evidence) if given else [],
            because=given.because if given else None,
            by=given.by if given else None,
            claims={party: written(claimed) for party, claimed in given.claims.items()} if given else {},
        )

    def _condition(self, gathering: Gathering, derivation: Derivation) -> ConditionRead:
        is_open = gathering.id in derivation.unsettled
        is_count = gathering.kind == "count"
        return ConditionRead(
            kind=gathering.kind,
            state="open" if is_open else "met",
            rule=gathering.by,
            at_least=gathering.at_least if is_count else None,
            facts=self._gathered(gathering, derivation) if is_count or is_open else [],
        )

    def _gathered(self, gathering: Gathering, derivation: Derivation) -> list[FactRead]:
        """The facts behind everything that is, or may be, counted or in the way."""
        facts: dict[str, FactRead] = {}
        for key, concluded in self.evaluation.conclusions.items():
            if concluded.row.template == gathering.code and concerns(gathering, concluded.row, derivation.binding):
                for member in concluded.derivations:
                    facts |= {fact.path: fact for fact in self._facts_of(member, frozenset({key}))}
        return list(facts.values())

    def _facts_of(self, derivation: Derivation, above: frozenset[str]) -> Iterator[FactRead]:
        for pattern, match in zip(derivation.clause.body, derivation.matched, strict=True):
            row = self.rows.get(match.place)
            if row is not None:
                yield from self._read(pattern, match, row)
            elif match.place not in above:
                for inner in self.evaluation.conclusions[match.place].derivations:
                    yield from self._facts_of(inner, above | {match.place})

    def _failures(self, key: str, code: str, args: dict[str, str]) -> list[Failure]:
        rules = [rule for rule in self.rules.values() if any(item.code == code for item in rule.then)]
        return [failure for rule in rules if (failure := self._failure(rule, key, code, args)) is not None]

    def _failure(self, rule: Rule, key: str, code: str, args: dict[str, str]) -> Failure | None:
        """Why a rule does not conclude it; None for a rule that concludes other constants."""
        constants = [item.constants for item in rule.then if item.code == code]
        if not any(given.items() <= args.items() for given in constants):
            return None
        for defeat in self.evaluation.defeats:
            clause = defeat.derivation.clause
            arguments = self.decision.resolution.program.arguments[clause.head.code]
            if clause.rule == rule.id and key_of(clause.head, arguments, defeat.derivation.binding) == key:
                if defeat.by.kind == "unless":
                    return self._failed(rule, "excepted", self.why_not.exception(defeat.members))
                if defeat.by.kind == "overrides":
                    return self._failed(rule, "overridden", (Obstacle(kind="rule", what=str(defeat.by.by)),))
        links = {name: args[name] for item in rule.then if item.code == code for name in item.names}
        return self._failed(rule, "not_met", self.why_not.of_rule(rule.id, code, links))

    def _failed(self, rule: Rule, verdict: FailureVerdict, obstacles: Obstacles) -> Failure:
        facts = []
        for path, value in (pair for obstacle in obstacles if obstacle.kind == "read" for pair in obstacle.facts):
            row = self.rows.get(path.rpartition(".")[0])
            if row is not None:
                facts.append(self.fact(path, value, row))
        return Failure(
            rule=rule.id,
            rulebook=rule.rulebook,
            provisions=nominal_provisions(rule, self.law),
            quote=rule.quote,
            verdict=verdict,
            read=[str(obstacle) for obstacle in obstacles],
            facts=facts,
            obstacles=list(obstacles),
        )
