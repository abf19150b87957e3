"""An interview on a terminal, line by line: what is typed is understood, or said to be wrong and asked for again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from engine.errors import CaseError, Findings, Location, Problem, nearest
from engine.inquire.interview import Interview
from engine.inquire.question import NOTHING, Answer, Pass, Question, may_be_nothing
from engine.model.case import Fact
from engine.model.values import Open
from engine.reading.values import read_value
from engine.reading.yaml import Scalar
from engine.report.document import Block, Document, Paragraph, printable
from engine.report.interview import Asking
from engine.report.typed import plain_letters, written_as
from engine.report.words import Wording

# Asks for a line with that prompt; None where there is no more to come.
Ask = Callable[[str], str | None]
Tell = Callable[[Document], None]
_STOP, _MORE = "q", "?"
_HERE = Location("-")
# Problems that say no more than that this is not one of the values admitted, which are shown anyway.
_NO_VALUE = ("C415", "C416", "C421", "C422", "C424", "C426")


class Dialogue:
    """Replies to questions by asking a person."""

    def __init__(self, interview: Interview, wording: Wording, ask: Ask, tell: Tell) -> None:
        self.interview = interview
        self.wording = wording
        self.say = wording.say
        self.ask = ask
        self.tell = tell
        self.asking = Asking(interview, wording)
        self.open_before: int | None = None
        self.number = 0

    def __call__(self, question: Question) -> Answer | Pass:
        self.number += 1
        line = Paragraph(self.asking.open_line(self.open_before))
        self.open_before = len(self.interview.open)
        self._tell([line, *self.asking.blocks(question, self.number)])
        while (reply := self._replied(question)) is None:
            pass
        return reply

    def _tell(self, blocks: Iterable[Block]) -> None:
        self.tell(Document(list(blocks)))

    def _replied(self, question: Question) -> Answer | Pass | None:
        """What was replied; None where it must be asked again."""
        typed = self._line(self.say("ask_prompt"))
        if typed is None:
            return Pass.STOP
        if typed == _MORE:
            self._tell(self.asking.blocks(question, self.number, everything=True))
            return None
        if not typed:
            return Pass.UNKNOWN
        try:
            fact = self._fact(question, typed)
            if fact is None:
                return Pass.UNKNOWN
            required = self._required(question, fact)
            reason = self._line(self._reason_prompt(fact)) if question.field.judgement and required is not None else ""
            if required is None or reason is None:
                return Pass.STOP
            answer = Answer(fact.model_copy(update={"because": reason}) if reason else fact, required)
            self.interview.check(question, answer)
        except CaseError as error:
            wrong = [Paragraph(self._wrong(problem, question, typed)) for problem in error.problems]
            self._tell([*wrong, *self.asking.admitted(question)])
            return None
        return answer

    def _line(self, prompt: str) -> str | None:
        """What was typed, without white space around it; None to stop."""
        typed = self.ask(printable(prompt).replace("\n", " "))
        return None if typed is None or typed.strip().casefold() == _STOP else typed.strip()

    def _fact(self, question: Question, typed: str) -> Fact | None:
        """The fact that was typed; None where it says that nobody knows. Raises CaseError (C42x)."""
        options = self.interview.options(question)
        names = zip(self.asking.names(question), options, strict=True)
        nothing = ("0", NOTHING, plain_letters(self.say("ask_none")))
        if may_be_nothing(question.field, question.given) and plain_letters(typed) in nothing:
            return self.interview.told(question, Fact(at=_HERE))
        findings = Findings()
        written = Scalar(written_as(typed, question, options, names), _HERE)
        value = read_value(question.field, question.name, written, findings)
        findings.raise_if_any(CaseError)
        if value is None or value is Open.UNKNOWN:
            return None
        return self.interview.told(question, Fact(value=value, at=_HERE))

    def _required(self, question: Question, fact: Fact) -> dict[str, Fact] | None:
        """What the value requires to be filled in, asked for; None to stop."""
        found: dict[str, Fact] = {}
        for name in self.interview.requires(question, fact):
            label = self.asking.facts.fact(f"{question.row.place}.{name}")
            typed = self._line(self.say("ask_required", fact=label))
            if typed is None:
                return None
            found[name] = Fact(value=typed, at=_HERE)
        return found

    def _reason_prompt(self, fact: Fact) -> str:
        return self.say("ask_reason_kept", text=fact.because) if fact.because else self.say("ask_reason")

    def _wrong(self, problem: Problem, question: Question, typed: str) -> str:
        """What is wrong, without a place and a code: it was typed just now."""
        if problem.code not in _NO_VALUE:
            return self.wording.problem(replace(problem, at=None, nearest=None)).partition(" ")[2]
        near = nearest(typed, [*self.interview.options(question), *self.asking.names(question)])
        hint = f" {self.say('nearest', name=near)}" if near else ""
        return f"{self.say('ask_wrong', typed=typed)}{hint}"
