"""Answers written into a case file: the fact and nothing else; comments, order, quotes and line ends stay."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.answering.putting import Page, Told
from engine.errors import CaseError, Findings, InputError, Location, Problem
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Value, written
from engine.model.vocabulary import Vocabulary
from engine.model.yaml_text import quoted, scalar
from engine.reading.case import case_of
from engine.reading.yaml import is_json, read_raw
from engine.writing import write_new, write_whole

_BYTE_ORDER_MARK = "\ufeff"


class AnsweredFile:
    """A case file as it is answered, fact by fact; ``out``, where given, is written in its stead.

    Raises CaseError (Y1xx, C4xx) where the file cannot be read.
    """

    def __init__(self, path: Path, law: Law, out: Path | None = None) -> None:
        self.path = path
        self.law = law
        self.out = out
        self.target = out or path
        findings = Findings()
        raw = read_raw(path, path.as_posix(), findings)
        findings.raise_if_any(CaseError)
        self.raw = raw or b""
        self.case = case_of(self.raw, path, law)

    def begin(self) -> None:
        """Make the other file, if there is to be one; InputError (Y123) where something is there already."""
        if self.out is not None:
            write_new({self.out: self.raw})

    def keep(self, case: Case, path: str) -> Case:
        """Write the fact at that path as the case has it; the case as it reads now.

        Raises InputError and writes nothing: U521 the fact has no place that can be written without touching anything
        else, U522 somebody else has changed the file, Y122 it cannot be written.
        """
        content, read = answered(self.raw, self.path, self.law, case, path)
        at = Location(self.target.as_posix())
        findings = Findings()
        if read_raw(self.target, at.file, findings) != self.raw:
            raise InputError([Problem("U522", at, {"fact": path})])
        write_whole(self.target.resolve(), content)
        self.raw = content
        return read


def answered(raw: bytes, file: Path, law: Law, case: Case, path: str) -> tuple[bytes, Case]:
    """That content of a file with the fact at that path as the case has it, and the case it then reads as.

    ``case`` is what the content says, but for that fact. Raises InputError (U521) where no change of the text says so.
    """
    text = raw.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    page = Page(text.removeprefix(_BYTE_ORDER_MARK), is_json(file))
    for changed in _changed(page, law.vocabulary, case, path):
        content = f"{mark}{changed.text}".encode()
        try:
            read = case_of(content, file, law)
        except CaseError:
            continue
        if _said(read) == _said(case):
            return content, read
    raise InputError([Problem("U521", Location(file.as_posix()), {"fact": path})])


def _changed(page: Page, vocabulary: Vocabulary, case: Case, path: str) -> Iterator[Page]:
    """Every way to write the fact, the most natural first."""
    section, entry_id, name = path.split(".")
    entry = case.entries[vocabulary.sections()[section]][entry_id]
    fact = entry.facts.get(name)
    there = page.span(section, entry_id, name)
    if fact is None:
        yield from page.without(section, entry_id, name)
    elif there is not None and not there.is_scalar:
        for valued in _valued(page, (section, entry_id, name), fact):
            yield from _reasoned(valued, (section, entry_id, name), fact)
    elif page.span(section, entry_id) is None:
        yield from page.put((section, entry_id), _entry(page, entry))
    else:
        yield from page.put((section, entry_id, name), _fact(page, fact))


def _valued(page: Page, path: tuple[str, ...], fact: Fact) -> Iterator[Page]:
    if fact.value is not None:
        yield from page.put((*path, "value"), _value(page, fact.value), after="")


def _reasoned(page: Page, path: tuple[str, ...], fact: Fact) -> Iterator[Page]:
    """With the reason, where it is not the one that stands there."""
    there = page.span(*path, "because")
    if fact.because is None or (there is not None and there.text == fact.because):
        yield page
    else:
        yield from page.put((*path, "because"), quoted(fact.because), after="value")


def _entry(page: Page, entry: Entry) -> Told:
    return {name: _fact(page, fact) for name, fact in entry.facts.items()}


def _fact(page: Page, fact: Fact) -> str:
    value = _value(page, fact.value) if fact.value is not None else ""
    return value if fact.because is None else page.in_line({"value": value, "because": quoted(fact.because)})


def _value(page: Page, value: Value) -> str:
    text = written(value)
    if page.is_json:
        return text if isinstance(value, Decimal) else quoted(text)
    return scalar(text)


def _said(case: Case) -> Any:
    """What a case says, wherever it says it."""
    entries = {
        (template, entry.id): {name: fact.model_dump(exclude={"at"}) for name, fact in entry.facts.items()}
        for template, found in case.entries.items()
        for entry in found.values()
    }
    return case.id, case.title, case.as_of, entries
