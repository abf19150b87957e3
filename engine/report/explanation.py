"""An explanation as an indented account: each rule in its words, the facts it read, what it builds on."""

from __future__ import annotations

from engine.assess import Assessed
from engine.model.explanation import ConditionRead, ExplainedConclusion, Explanation, FactRead, Failure, Way
from engine.report.document import Document, Heading, Item, Paragraph
from engine.report.parts import MARKS, told_by
from engine.report.words import FactWording, Wording, cited

_MOST_WAYS = 4


def account(explanation: Explanation, assessed: Assessed, wording: Wording) -> Document:
    """The account of one conclusion."""
    return _Account(explanation, assessed, wording).document()


class _Account:
    def __init__(self, explanation: Explanation, assessed: Assessed, wording: Wording) -> None:
        self.explanation = explanation
        self.law = assessed.law
        self.assessment = assessed.assessment
        self.wording = wording
        self.say = wording.say
        self.facts = FactWording(wording, assessed.law, assessed.naming)
        self.made = Document()
        self.seen: set[str] = set()

    def document(self) -> Document:
        conclusion = self.explanation.conclusion
        self.made.add(Heading(1, f"{self.wording.of(conclusion.label)}  [{conclusion.key}]"))
        self.made.add(Paragraph(self.say("status_line", status=self.say(f"status_{conclusion.status}"))))
        if conclusion.status == "undetermined" and self.explanation.settled:
            self.made.add(Paragraph(self.say(f"certain_{self.explanation.settled}")))
        self.made.add(Item(self.say("law_as_of", day=self.wording.day(self.explanation.as_of))))
        self.made.add(*told_by(self.assessment, self.wording))
        self.made.add(Heading(2, self.say("why_not" if conclusion.status == "does_not_hold" else "why")))
        self._body(conclusion, 0)
        if self.explanation.needs:
            self.made.add(Heading(2, self.say("needs")))
            self.made.add(*(Item(f"{self.facts.question(p)}  [{p}]", 0, "?") for p in self.explanation.needs))
        if self.explanation.turns_on:
            self.made.add(Heading(2, self.say("turns_on")))
            for turn in self.explanation.turns_on:
                reading, status = self.law.readings()[turn.reading], self.say(f"status_{turn.status}")
                self.made.add(Item(self.say("turns_on_line", reading=turn.reading, choice=turn.choice, status=status)))
                self.made.add(Item(self.wording.of(reading.choices[turn.choice]), 1))
                self.made.add(Item(self.wording.of(reading.because), 1))
        return self.made

    def _body(self, conclusion: ExplainedConclusion, depth: int) -> None:
        if conclusion.key in self.seen and depth:
            return
        self.seen.add(conclusion.key)
        for way in conclusion.ways[:_MOST_WAYS]:
            self._way(way, depth)
        if len(conclusion.ways) > _MOST_WAYS:
            self.made.add(Item(f"(+{len(conclusion.ways) - _MOST_WAYS})", depth))
        for failure in conclusion.failures:
            self._failure(failure, depth)
        if not conclusion.ways and not conclusion.failures:
            self.made.add(Item(self.say("nobody"), depth))

    def _rule(self, rule: str, book: str, provisions: list[str], quote: str | None) -> str:
        line = self.say("rule_line", rule=rule, provision=cited(self.wording, self.law.rulebooks[book], provisions))
        return f"{line}: “{quote}”" if quote else line

    def _way(self, way: Way, depth: int) -> None:
        mark = MARKS["undetermined" if way.open else "holds"]
        self.made.add(Item(self._rule(way.rule, way.rulebook, way.provisions, way.quote), depth, mark))
        self._facts(way.facts, depth + 1)
        for condition in way.conditions:
            self.made.add(Item(self._condition(condition, way), depth + 1, "○" if condition.state == "open" else "✓"))
            self._facts(condition.facts, depth + 2)
        for inner in way.builds_on:
            self.made.add(Item(f"{self.wording.of(inner.label)}  [{inner.key}]", depth + 1, MARKS[inner.status]))
            self._body(inner, depth + 2)

    def _facts(self, facts: list[FactRead], depth: int) -> None:
        for fact in facts:
            mark = "○" if fact.open or fact.value == "unknown" else "✓"
            self.made.add(Item(f"{self.facts.full(fact)}  [{fact.path}]", depth, mark))

    def _condition(self, condition: ConditionRead, way: Way) -> str:
        provisions = ", ".join(way.provisions)
        match condition.kind, condition.state:
            case "unless", "met":
                return self.say("exception_absent", provision=provisions)
            case "unless", _:
                return self.say("exception_open")
            case "overrides", state:
                return self.say("override_absent" if state == "met" else "override_open", rule=condition.rule)
            case "no", state:
                return self.say("absence_absent" if state == "met" else "absence_open")
            case _, state:
                return self.say("count_met" if state == "met" else "count_open", number=condition.at_least)

    def _failure(self, failure: Failure, depth: int) -> None:
        self.made.add(Item(self._rule(failure.rule, failure.rulebook, failure.provisions, failure.quote), depth, "✗"))
        read = "; ".join(map(self.facts.obstacle, failure.obstacles))
        if failure.verdict == "excepted":
            self.made.add(Item(f"{self.say('exception_defeats')}: {read}", depth + 1, "✗"))
        elif failure.verdict == "overridden":
            self.made.add(Item(read, depth + 1, "✗"))
        elif read:
            self.made.add(Item(self.say("first_unmet", read=read), depth + 1, "✗"))
        for fact in failure.facts:
            if fact.evidence or fact.because or fact.claims or fact.by:
                self.made.add(Item(f"{self.facts.full(fact)}  [{fact.path}]", depth + 2))
