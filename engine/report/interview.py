"""An interview as people and programs read it: a question with why it is asked, and what came of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from engine.assess import Assessed
from engine.inquire.interview import Interview
from engine.inquire.question import NOTHING, Asked, Question, may_be_nothing
from engine.model.assessment import ConclusionResult
from engine.model.case import Fact
from engine.model.json_text import json_text
from engine.model.values import written
from engine.report.document import Block, Document, Heading, Item, Paragraph
from engine.report.parts import MARKS
from engine.report.words import FactWording, Wording, cited, in_both

FORMAT = "chetai/interview/1"
_FEW = 3


class Asking:
    """Says the questions of one interview in one language."""

    def __init__(self, interview: Interview, wording: Wording) -> None:
        self.interview = interview
        self.wording = wording
        self.say = wording.say

    @property
    def facts(self) -> FactWording:
        """How the facts are said as the case is now."""
        return FactWording(self.wording, self.interview.law, self.interview.naming)

    def names(self, question: Question) -> list[str]:
        """What the options are called, in their order."""
        return [self.facts.value(question.path, value) for value in self.interview.options(question)]

    def blocks(self, question: Question, number: int, *, everything: bool = False) -> Iterator[Block]:
        """The question, what the parties say, why it is asked, what may be answered.

        With ``everything``, every conclusion that waits for it, and how many each answer would settle.
        """
        facts = self.facts
        yield Heading(3, f"{number}. {facts.question(question.path)}  [{question.path}]")
        if question.given is not None and question.given.claims:
            claims = (
                self.say("claim", party=party, value=facts.value(question.path, written(value)))
                for party, value in question.given.claims.items()
            )
            yield Item(self.say("disputed", claims="; ".join(claims)), 1, "!")
        yield Item(self.say("ask_why", number=len(question.waiting)), 1, "·")
        yield from self._waiting(question.waiting if everything else question.waiting[:_FEW])
        if len(question.waiting) > _FEW and not everything:
            yield Item(self.say("ask_more", number=len(question.waiting) - _FEW), 2, "…")
        yield from self.admitted(question)
        if everything:
            yield from self._settling(question)

    def _waiting(self, results: Iterable[ConclusionResult]) -> Iterator[Block]:
        for result in results:
            basis = cited(self.wording, self.interview.law.rulebooks[result.rulebook], result.provisions)
            yield Item(f"{self.wording.of(result.label)} ({basis})", 2, MARKS["undetermined"])

    def _settling(self, question: Question) -> Iterator[Block]:
        for value, settled in question.effects.items():
            said = self.facts.value(question.path, written(value))
            yield Item(self.say("ask_settles", value=said, number=len(settled)), 1, "→")

    def admitted(self, question: Question) -> Iterator[Block]:
        """What may be answered."""
        field = question.field
        options = self.interview.options(question)
        for number, (value, name) in enumerate(zip(options, self.names(question), strict=True), 1):
            yield Item(f"{name}  [{value}]" if field.to is not None else name, 1, f"{number}.")
        if may_be_nothing(field, question.given):
            yield Item(self.say("ask_none"), 1, "0.")
        if field.type == "date":
            yield Item(self.say("ask_date"), 1, "·")
        if field.type == "number":
            bounds = [f"≥ {field.at_least}"] * (field.at_least is not None)
            bounds += [f"≤ {field.at_most}"] * (field.at_most is not None)
            limits = ", ".join([*([self.wording.of(field.unit)] if field.unit else []), *bounds])
            yield Item(self.say("ask_number", limits=limits or "–"), 1, "·")

    def open_line(self, before: int | None = None) -> str:
        """How many conclusions are open, and how many were settled since there were so many."""
        now = len(self.interview.open)
        if before is not None and before > now:
            return self.say("ask_settled", settled=before - now, open=now)
        return self.say("ask_open", open=now)


def question_document(interview: Interview, wording: Wording) -> Document:
    """The next question, for whoever has no terminal to answer on."""
    asking = Asking(interview, wording)
    made = Document([Heading(1, wording.say("ask_title", id=interview.case.id)), Paragraph(asking.open_line())])
    question = interview.question()
    if question is None:
        made.add(Paragraph(wording.say("ask_nothing")))
        return made
    made.add(*asking.blocks(question, 1))
    made.add(Paragraph(wording.say("ask_how", path=question.path)))
    return made


def outcome_document(
    interview: Interview, assessed: Assessed, wording: Wording, file: str, left: Sequence[str]
) -> Document:
    """What the interview came to, in short: what it settled, what stays open, what was written, what nobody knew."""
    facts = FactWording(wording, interview.law, interview.naming)
    made = Document([Heading(1, wording.say("ask_outcome", id=interview.case.id))])
    made.add(Paragraph(Asking(interview, wording).open_line()))
    if not interview.asked and interview.question() is None:
        made.add(Paragraph(wording.say("ask_nothing")))
    now = {one.key: one.settled or one.status for one in assessed.assessment.conclusions}
    names = [(now.get(one.key, "does_not_hold"), _named(one, wording)) for one in interview.open_at_first]
    sections = [
        (f"ask_settled_{kind}", [(MARKS[kind], name) for status, name in names if status == kind])
        for kind in ("holds", "does_not_hold")
    ]
    sections += [
        ("undetermined", [(MARKS["undetermined"], _named(one, wording)) for one in interview.open]),
        ("ask_written", [("-", _told(facts, one)) for one in interview.asked if one.answer]),
        ("ask_unknown", [("-", _told(facts, one)) for one in interview.asked if not one.answer]),
        ("ask_left", [("-", path) for path in left]),
    ]
    for heading, lines in sections:
        if lines:
            made.add(Heading(2, wording.say(heading, file=file)), *(Item(line, 1, mark) for mark, line in lines))
    made.add(Paragraph(wording.say("ask_whole", file=file)))
    return made


def _named(result: ConclusionResult, wording: Wording) -> str:
    return f"{wording.of(result.label)}  [{result.key}]"


def _told(facts: FactWording, asked: Asked) -> str:
    """A fact with the answer, if there is one."""
    path, fact = asked.question.path, asked.answer.fact if asked.answer else None
    said = facts.fact(path)
    if fact is not None:
        value = facts.value(path, written(fact.value)) if fact.value is not None else facts.wording.say("ask_none")
        said = f"{said}: {value}"
    reason = f"; {facts.wording.say('reason', text=fact.because)}" if fact and fact.because else ""
    return f"{said}{reason}  [{path}]"


def interview_json(interview: Interview, assessed: Assessed | None, left: Sequence[str]) -> str:
    """The interview for programs: what was asked and answered, what would be asked next, what is open and why.

    ``assessed`` is what the answers came to; without it, nothing was asked yet.
    """
    resolution, question = interview.decision.resolution, interview.question()
    return json_text(
        {
            "format": FORMAT,
            "case": {"id": interview.case.id, "digest": interview.case.digest},
            "as_of": resolution.as_of.isoformat(),
            "rulebooks": [book.id for book in resolution.rulebooks],
            "readings": dict(interview.request.readings),
            "open": {"before": len(interview.open_at_first), "after": len(interview.open)},
            "asked": [
                _question(interview, one.question) | {"answer": _answer(one.answer.fact) if one.answer else None}
                for one in interview.asked
            ],
            "next": _question(interview, question) if question else None,
            "not_asked": list(left),
            "conclusions": [_conclusion(one) for one in assessed.assessment.conclusions] if assessed else None,
        }
    )


def _question(interview: Interview, question: Question) -> dict[str, Any]:
    field = question.field
    asked = in_both(lambda wording: Asking(interview, wording).facts.question(question.path))
    return {
        "path": question.path,
        "question": asked.model_dump(),
        "type": field.type,
        "judgement": field.judgement,
        "admitted": [*interview.options(question), *([NOTHING] if may_be_nothing(field, question.given) else [])],
        "at_least": field.at_least,
        "at_most": field.at_most,
        "claims": {party: written(value) for party, value in (question.given.claims if question.given else {}).items()},
        "why": [_conclusion(result) for result in question.waiting],
        "settles": {written(value): list(keys) for value, keys in question.effects.items()},
    }


def _answer(fact: Fact) -> dict[str, str | None]:
    return {"value": written(fact.value) if fact.value is not None else None, "because": fact.because}


def _conclusion(result: ConclusionResult) -> dict[str, Any]:
    return {
        "key": result.key,
        "label": result.label.model_dump(),
        "status": result.status,
        "settled": result.settled,
        "rulebook": result.rulebook,
        "provisions": result.provisions,
        "needs": result.needs,
    }
