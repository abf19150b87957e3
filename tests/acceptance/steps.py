"""The closed set of sentences that features are written in, each in both languages; none knows a term of the law."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pytest_bdd import given, parsers, then, when

from engine.assess import Assessor, Request
from engine.model.assessment import Assessment, ConclusionResult
from engine.reading.case import case_from_text

DEFINE = {"given": given, "when": when, "then": then}

# What may stand in a sentence, by the name of its place.
PLACES = {
    "entry": r"[a-z_]+\.[A-Za-z][A-Za-z0-9_-]*",
    "path": r"[a-z_]+\.[A-Za-z][A-Za-z0-9_-]*\.[a-z_]+",
    "key": r"[a-z_]+\([^()]+\)",
    "date": r"\d{4}-\d{2}-\d{2}",
    "value": r".+",
    "facts": r".+",
    "provisions": r".+",
    "values": r".+",
    "verdict": r"[a-z_]+(?:: .+)?",
}
NAME = r"[\w.-]+"


class Sentence(NamedTuple):
    """One sentence: its keyword, what it is called, and how it is said."""

    keyword: str
    meaning: str
    vi: str
    en: str

    def pattern(self, language: str) -> re.Pattern[str]:
        """What matches the sentence in that language, a group for each place."""
        parts = re.split(r"\{([a-z]+)\}", self.vi if language == "vi" else self.en)
        said = [
            re.escape(part) if n % 2 == 0 else f"(?P<{part}>{PLACES.get(part, NAME)})" for n, part in enumerate(parts)
        ]
        return re.compile("".join(said))


SENTENCES = (
    Sentence("given", "entry", "mục {entry} gồm:", "the entry {entry} with:"),
    Sentence("given", "value", "{path} là {value}", "{path} is {value}"),
    Sentence("given", "claim", "{party} cho rằng {path} là {value}", "{party} claims that {path} is {value}"),
    Sentence("given", "reading", "cách hiểu {reading} là {choice}", "the reading {reading} is {choice}"),
    Sentence("given", "teller", "hồ sơ theo lời trình bày của {party}", "the case is told by {party}"),
    Sentence("given", "rulebook", "chỉ áp dụng bộ quy tắc {rulebook}", "only the rulebook {rulebook} is applied"),
    Sentence("when", "assessed", "đánh giá hồ sơ tại ngày {date}", "the case is assessed as of {date}"),
    Sentence("then", "holds", "{key} có căn cứ áp dụng", "{key} holds"),
    Sentence("then", "undetermined", "{key} chưa xác định được", "{key} is undetermined"),
    Sentence("then", "does_not_hold", "{key} không có căn cứ áp dụng", "{key} does not hold"),
    Sentence("then", "rests", "{key} căn cứ vào {provisions}", "{key} rests on {provisions}"),
    Sentence("then", "needs", "{key} cần làm rõ {facts}", "{key} needs {facts}"),
    Sentence("then", "turns", "{key} tùy cách hiểu {reading} = {choice}", "{key} turns on {reading} = {choice}"),
    Sentence("then", "carries", "{key} kèm {attribute} {values}", "{key} carries {attribute} {values}"),
    Sentence(
        "then",
        "verdict",
        "kết quả xét {rule} đối với {about} là {verdict}",
        "the verdict of {rule} about {about} is {verdict}",
    ),
)


@dataclass
class Story:
    """The case a scenario tells so far, how it is to be assessed, and what came out."""

    assessor: Assessor
    sections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    teller: str | None = None
    rulebooks: tuple[str, ...] = ()
    outcome: Assessment | None = None

    def entry(self, place: str) -> dict[str, Any]:
        """The entry that stands there, made if need be."""
        section, entry_id = place.split(".")
        return self.sections.setdefault(section, {}).setdefault(entry_id, {})

    def fact(self, path: str) -> dict[str, Any]:
        """The fact at that path in its long form, made if need be."""
        place, _, name = path.rpartition(".")
        made: dict[str, Any] = self.entry(place).setdefault(name, {})
        return made

    @property
    def assessment(self) -> Assessment:
        """What came out; a scenario must have asked first."""
        assert self.outcome is not None, "nothing has been assessed yet"
        return self.outcome

    def conclusion(self, key: str) -> ConclusionResult:
        """A listed conclusion; with everything asked for, every possible one of the rulebooks in force is listed."""
        found = self.assessment.conclusion(key)
        assert found is not None, f"{key} is not among {[each.key for each in self.assessment.conclusions]}"
        return found

    def is_not_in_force(self, key: str) -> bool:
        """Whether the rulebook that declares this conclusion is not in force."""
        declaring, _ = self.assessor.law.declared()[key.partition("(")[0]]
        return declaring.id not in [book.id for book in self.assessment.rulebooks]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _entry(story: Story, entry: str, datatable: list[list[str]]) -> None:
    story.entry(entry)
    for name, value, *because in datatable:
        story.fact(f"{entry}.{name}").update({"value": value} | ({"because": because[0]} if any(because) else {}))


def _value(story: Story, path: str, value: str) -> None:
    story.fact(path)["value"] = value


def _claim(story: Story, party: str, path: str, value: str) -> None:
    story.fact(path).setdefault("claims", {})[party] = value


def _reading(story: Story, reading: str, choice: str) -> None:
    story.readings[reading] = choice


def _teller(story: Story, party: str) -> None:
    story.teller = party


def _rulebook(story: Story, rulebook: str) -> None:
    story.rulebooks = (*story.rulebooks, rulebook)


def _assessed(story: Story, date: str) -> None:
    text = json.dumps({"format": "chetai/case/1", "id": "FEATURE", **story.sections}, ensure_ascii=False)
    request = Request(
        as_of=datetime.date.fromisoformat(date),
        readings=story.readings,
        rulebooks=story.rulebooks,
        claimed_by=story.teller,
        everything=True,
    )
    story.outcome = story.assessor.assess(case_from_text(text, story.assessor.law), request)


def _has_status(status: str) -> Callable[[Story, str], None]:
    def check(story: Story, key: str) -> None:
        if status == "does_not_hold" and story.is_not_in_force(key):
            return
        found = story.conclusion(key)
        assert found.status == status, f"{key}: {found.status}, needs {found.needs}"

    return check


def _rests(story: Story, key: str, provisions: str) -> None:
    found = story.conclusion(key).provisions
    assert sorted(found) == sorted(_listed(provisions)), f"{key} rests on {found}"


def _needs(story: Story, key: str, facts: str) -> None:
    found = story.conclusion(key).needs
    assert sorted(found) == sorted(_listed(facts)), f"{key} needs {found}"


def _turns(story: Story, key: str, reading: str, choice: str) -> None:
    found = [(turn.reading, turn.choice) for turn in story.conclusion(key).turns_on]
    assert (reading, choice) in found, f"{key} turns on {found}"


def _carries(story: Story, key: str, attribute: str, values: str) -> None:
    found = [value or "unknown" for value in story.conclusion(key).carries[attribute]]
    assert found == _listed(canonical(values)), f"{key} carries {found}"


def _verdict(story: Story, rule: str, about: str, verdict: str) -> None:
    wanted, _, why = verdict.partition(": ")
    found = [one for one in story.assessment.provisions if one.rule == rule and one.about == about]
    assert [one.verdict for one in found] == [wanted], found
    assert not why or found[0].why == _listed(why), found


MEANING: dict[str, Callable[..., None]] = {
    "entry": _entry,
    "value": _value,
    "claim": _claim,
    "reading": _reading,
    "teller": _teller,
    "rulebook": _rulebook,
    "assessed": _assessed,
    "holds": _has_status("holds"),
    "undetermined": _has_status("undetermined"),
    "does_not_hold": _has_status("does_not_hold"),
    "rests": _rests,
    "needs": _needs,
    "turns": _turns,
    "carries": _carries,
    "verdict": _verdict,
}

# Values that case files may write in either language.
CANONICAL = {"có": "yes", "không": "no", "chưa rõ": "unknown", "chưa": "not_yet"}


def canonical(text: str) -> str:
    """A comma-separated list of values as the format has them."""
    return ", ".join(CANONICAL.get(part, part) for part in _listed(text))


def define_sentences() -> None:
    """Register every sentence in both languages as steps of the calling module."""
    for sentence in SENTENCES:
        for language in ("vi", "en"):
            define = DEFINE[sentence.keyword](parsers.re(sentence.pattern(language).pattern), stacklevel=2)
            define(MEANING[sentence.meaning])
