"""An interview about one case: the question that settles most, its answer written down, until nothing can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from engine.assess import Assessor, Request
from engine.certainty import settled
from engine.decide import Decision, unconfirmed
from engine.errors import CaseError, Findings
from engine.facts import facts_of, with_fact
from engine.inquire.question import Answer, Asked, Keep, Pass, Question, Reply
from engine.inquire.settling import most_settling
from engine.model.assessment import ConclusionResult
from engine.model.case import Case, Fact
from engine.model.values import Open
from engine.naming import Naming
from engine.reading.case import check_links
from engine.reading.values import UNKNOWN
from engine.rows import Row


class Interview:
    """Questions about one case under one law, each the one that settles most of what is open then."""

    def __init__(self, assessor: Assessor, case: Case, request: Request, keep: Keep = lambda case, path: case) -> None:
        # Trying values out recommends nothing: the reference alone says what each would settle.
        self.assessor = Assessor(assessor.law, unconfirmed, assessor.resolver)
        self.law = assessor.law
        self.request = request
        self.keep = keep
        self.asked: list[Asked] = []
        self._done: set[str] = set()
        self._look(case)
        self.open_at_first = self.open

    def _look(self, case: Case) -> None:
        self.case = case
        self.decision: Decision = self.assessor.decision(case, self.request)
        listed = self.assessor.conclusions(self.request, self.decision)
        undetermined = [result for result in listed if result.status == "undetermined"]
        # What comes out the same whatever the answers need not be asked about.
        certain = settled(self.decision, self.law) if undetermined else {}
        order = {code: number for number, code in enumerate(self.law.declared())}
        self.open = sorted((r for r in undetermined if r.key not in certain), key=lambda r: order[r.code])

    @property
    def naming(self) -> Naming:
        """How the entries of the case are called."""
        return Naming(self.decision.facts, self.law)

    def question(self) -> Question | None:
        """What to ask next; None where no fact that may be asked can change anything that is open."""
        rows = {row.place: row for row in self.decision.facts.rows}
        waiting: dict[str, list[ConclusionResult]] = defaultdict(list)
        for result in self.open:
            for path in result.needs:
                if path not in self._done and self._is_askable(rows[path.rpartition(".")[0]], path):
                    waiting[path].append(result)
        found = most_settling(self.decision, self.law, {path: waiting[path] for path in self._in_order(waiting, rows)})
        if found is None:
            return None
        path, effects = found
        row, name = rows[path.rpartition(".")[0]], path.rpartition(".")[2]
        declared = self.law.vocabulary.templates[row.template].fields[name]
        given = self.decision.facts.given.get(path)
        return Question(path, row, name, declared, given, tuple(waiting[path]), effects)

    def _is_askable(self, row: Row, path: str) -> bool:
        """Whether the case file can answer it and has not.

        What a catalogue leaves out is the law's; ``not_yet`` beside ``not_yet`` leaves things open and is an answer.
        """
        name = path.rpartition(".")[2]
        if self.law.vocabulary.templates[row.template].section is None:
            return False
        link = row.links.get(name)
        return not link.certain if link is not None else row.values.get(name, Open.UNKNOWN) is Open.UNKNOWN

    def _in_order(self, paths: Mapping[str, object], rows: Mapping[str, Row]) -> list[str]:
        """In the order of the vocabulary and of the file; entries that the file only implies come last."""
        templates = list(self.law.vocabulary.templates)

        def place(path: str) -> tuple[int, int, str, int]:
            row = rows[path.rpartition(".")[0]]
            entries = list(self.case.entries.get(row.template, {}))
            fields = list(self.law.vocabulary.templates[row.template].fields)
            entry = entries.index(row.id) if row.id in entries else len(entries)
            return templates.index(row.template), entry, row.id, fields.index(path.rpartition(".")[2])

        return sorted(paths, key=place)

    def told(self, question: Question, said: Fact) -> Fact:
        """The fact with the value said, and the reason if there is one; all else as the file has it."""
        reason = {"because": said.because} if said.because else {}
        return (question.given or Fact(at=said.at)).model_copy(update={"value": said.value} | reason)

    def requires(self, question: Question, fact: Fact) -> list[str]:
        """The fields of the entry that have to be filled in for the fact to be that, and are not."""
        catalogue = self.law.vocabulary.catalogues.get(question.field.to or "")
        row = catalogue.rows.get(str(fact.value)) if catalogue else None
        entry = self.case.entries.get(question.row.template, {}).get(question.row.id)
        given = {name: str(told.value or "").strip() for name, told in entry.facts.items()} if entry else {}
        return [name for name in (row.requires if row else ()) if given.get(name, "").lower() in ("", *UNKNOWN)]

    def options(self, question: Question) -> tuple[str, ...]:
        """The values to choose from: those of the field, or what it may link to; none for dates and numbers."""
        target = question.field.to
        if target is None:
            return question.field.admitted()
        catalogue = self.law.vocabulary.catalogues.get(target)
        return tuple(catalogue.active() if catalogue else self.case.entries.get(target, {}))

    def check(self, question: Question, answer: Answer) -> None:
        """Raises CaseError (C415 to C418, C431) where the case with that answer would not be one."""
        case = self.case
        for name, fact in answer.stated(question).items():
            case = with_fact(case, question.row, name, fact)
        findings = Findings()
        check_links(case.entries, self.law.vocabulary, findings)
        findings.raise_if_any(CaseError)
        facts_of(case, self.law)

    def answer(self, question: Question, answer: Answer) -> None:
        """Write the answer down and see what is open now; raises what ``check`` and ``keep`` raise."""
        self.check(question, answer)
        for name, fact in answer.stated(question).items():
            told = with_fact(self.case, question.row, name, fact)
            self.case = self.keep(told, f"{question.row.place}.{name}")
        self._done.add(question.path)
        self.asked.append(Asked(question, answer))
        self._look(self.case)

    def leave(self, question: Question) -> None:
        """Ask that no more: nobody here knows."""
        self._done.add(question.path)
        self.asked.append(Asked(question, None))

    def conduct(self, reply: Reply) -> None:
        """Ask until nothing can change any more, or the reply says to stop."""
        while (question := self.question()) is not None:
            replied = reply(question)
            if replied is Pass.STOP:
                return
            if isinstance(replied, Answer):
                self.answer(question, replied)
            else:
                self.leave(question)
