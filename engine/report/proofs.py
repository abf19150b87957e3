"""What is proved of a law: each property with its outcome, the size looked at, and the case that refutes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from engine.model.case import Case
from engine.model.case_text import case_text
from engine.model.json_text import json_text
from engine.model.property import ONE_CASE
from engine.model.rulebook import Law
from engine.model.vocabulary import Vocabulary
from engine.proving.proof import Counterexample, Proof
from engine.proving.size import Size
from engine.proving.verify import Answer, Idle, NotInForce
from engine.report.document import Code, Document, Heading, Item, Paragraph
from engine.report.words import Wording

FORMAT = "chetai/proof/1"
MARKS = {"proved": "✓", "refuted": "✗", "vacuous": "○"}


def is_clean(answers: Iterable[Answer]) -> bool:
    """Whether every property is proved and every rule can apply."""
    return all(map(_is_clean, answers))


def _is_clean(answer: Answer) -> bool:
    match answer:
        case Proof():
            return answer.outcome == "proved"
        case Idle():
            return not (answer.rules or answer.conditions or answer.stale)
        case NotInForce():
            return True


def proofs_document(answers: Sequence[Answer], law: Law, as_of: str, wording: Wording) -> Document:
    """The answers, rulebook by rulebook, and how many there are of each kind."""
    day = wording.day(as_of)
    made = Document([Heading(1, wording.say("verify_title")), Item(wording.say("law_as_of", day=day))])
    by_book: dict[str, list[Answer]] = {}
    for answer in answers:
        by_book.setdefault(_book(answer), []).append(answer)
    for book_id, mine in by_book.items():
        manifest = law.rulebooks[book_id].manifest
        title = wording.say("rules_of", title=wording.of(manifest.short), id=book_id, version=manifest.version)
        made.add(Heading(2, title))
        for answer in mine:
            match answer:
                case Proof():
                    _proof(answer, law, wording, made)
                case Idle():
                    _idle(answer, wording, made)
                case NotInForce():
                    said = wording.say("note_not_in_force", day=day, note=wording.of(manifest.title))
                    made.add(Item(said, 0, MARKS["vacuous"]))
    outcomes = [answer.outcome for answer in answers if isinstance(answer, Proof)]
    counts = {name: outcomes.count(name) for name in ("proved", "refuted", "vacuous")}
    idle = sum(len(answer.rules) + len(answer.conditions) for answer in answers if isinstance(answer, Idle))
    made.add(Paragraph(wording.say("verify_counts", **counts, idle=idle)))
    return made


def cases_of(proof: Proof, wording: Wording | None = None) -> dict[str, Case]:
    """The cases of a counterexample by the name of a file; in words, titled with what they show."""
    if proof.counterexample is None:
        return {}
    names = [proof.about.id]
    if len(proof.counterexample.cases) > 1:
        names = [f"{proof.about.id}-{number}" for number in (1, 2)]
    title = wording.say("verify_case_title", label=wording.of(proof.about.label)) if wording else None
    return {
        name: case.model_copy(update={"id": name, "title": title})
        for name, case in zip(names, proof.counterexample.cases, strict=True)
    }


def counterexample_files(answers: Iterable[Answer], law: Law, folder: Path, wording: Wording) -> dict[Path, bytes]:
    """Every counterexample as a case file in that folder."""
    return {
        folder / f"{name}.yaml": case_text(case, law.vocabulary).encode()
        for answer in answers
        if isinstance(answer, Proof)
        for name, case in cases_of(answer, wording).items()
    }


def _book(answer: Answer) -> str:
    return answer.about.rulebook if isinstance(answer, Proof) else answer.rulebook


def _proof(proof: Proof, law: Law, wording: Wording, made: Document) -> None:
    made.add(Item(f"{wording.of(proof.about.label)}  [{proof.about.id}]", 0, MARKS[proof.outcome]))
    if proof.outcome == "vacuous":
        parts = ", ".join(str(number + 1) for number in proof.missing)
        key = "verify_vacuous" if proof.about.kind in ONE_CASE else "verify_vacuous_pair"
        made.add(Item(wording.say(key, parts=parts), 1))
    elif proof.outcome == "refuted":
        made.add(Item(str(proof.about.at), 1, "·"))
    elif proof.unread:
        made.add(Item(wording.say("verify_unread"), 1))
    else:
        made.add(Item(_looked_at(proof, law, wording), 1))
    if proof.counterexample is not None:
        _counterexample(proof, proof.counterexample, law, wording, made)


def _looked_at(proof: Proof, law: Law, wording: Wording) -> str:
    if proof.is_complete and not proof.enough.entries:
        return wording.say("verify_ruled_out")
    if proof.is_complete:
        return wording.say("verify_complete", size=sized(proof.enough.entries, law.vocabulary, wording))
    size = sized(proof.size, law.vocabulary, wording)
    reasons = "; ".join(
        f"{wording.say(f'unbounded_{one.why}')} ({one.rule}, {one.at})" for one in proof.enough.unbounded
    )
    return wording.say("verify_up_to", size=size, reasons=reasons)


def sized(size: Mapping[str, int], vocabulary: Vocabulary, wording: Wording) -> str:
    """So many entries of each section."""
    sections = vocabulary.sections()
    counted = [f"{section} {size[name]}" for section, name in sections.items() if size.get(name)]
    return ", ".join(counted) or wording.say("verify_no_entry")


def _counterexample(proof: Proof, found: Counterexample, law: Law, wording: Wording, made: Document) -> None:
    made.add(Item(wording.say("verify_counterexample" if found.path is None else "verify_counterexamples"), 1))
    for case in cases_of(proof, wording).values():
        made.add(Code(case_text(case, law.vocabulary).rstrip()))
    if found.path is not None:
        made.add(Item(wording.say("verify_path", path=found.path), 1))
    other = {name: choice for name, choice in found.readings.items() if choice != law.readings()[name].default}
    if other:
        readings = ", ".join(f"{name}={choice}" for name, choice in sorted(other.items()))
        made.add(Item(wording.say("verify_readings", readings=readings), 1))
    if found.rests_on:
        made.add(Item(wording.say("verify_rests_on", entries=", ".join(found.rests_on)), 1))
    for key, statuses in found.becomes.items():
        before, after = (wording.say(f"status_{status}") for status in statuses)
        made.add(Item(f"{key}: {before} → {after}", 1))


def _idle(answer: Idle, wording: Wording, made: Document) -> None:
    if not answer.rules:
        made.add(Item(wording.say("verify_none_idle", number=answer.in_force), 0, MARKS["proved"]))
    for rule in answer.rules:
        made.add(Item(wording.say("verify_idle", rule=rule.id), 0, MARKS["refuted"]), Item(str(rule.at), 1, "·"))
    if not answer.conditions:
        made.add(Item(wording.say("verify_no_idle_condition"), 0, MARKS["proved"]))
    for one in answer.conditions:
        said = wording.say(f"verify_idle_{one.kind.removeprefix('drop-')}", rule=one.rule.id, written=one.written)
        made.add(Item(f"{said}  [{one.id}]", 0, MARKS["refuted"]), Item(str(one.at), 1, "·"))
    for let_stand in answer.accepted:
        said = wording.say("verify_accepted", id=let_stand.condition)
        made.add(Item(said, 0, MARKS["proved"]), Item(wording.of(let_stand.because), 1, "·"))
    made.add(*(Item(wording.say("accepted_in_vain", id=name), 0, "!") for name in answer.stale))


def proofs_json(answers: Sequence[Answer], law: Law, as_of: str) -> str:
    """The answers as JSON text, ending in a newline."""
    proofs = [answer for answer in answers if isinstance(answer, Proof)]
    idle = [answer for answer in answers if isinstance(answer, Idle)]
    return json_text(
        {
            "format": FORMAT,
            "as_of": as_of,
            "properties": [_as_json(proof, law) for proof in proofs],
            "idle": [_idle_json(one) for one in idle],
            "not_in_force": [answer.rulebook for answer in answers if isinstance(answer, NotInForce)],
        }
    )


def _as_json(proof: Proof, law: Law) -> dict[str, object]:
    found = proof.counterexample
    return {
        "id": proof.about.id,
        "rulebook": proof.about.rulebook,
        "label": proof.about.label.model_dump(),
        "kind": proof.about.kind,
        "at": str(proof.about.at),
        "outcome": proof.outcome,
        "complete": proof.is_complete,
        "size": dict(proof.size),
        "enough": _enough(proof.enough),
        "premise_missing": [number + 1 for number in proof.missing],
        "counterexample": found
        and {
            "cases": [case_text(case, law.vocabulary) for case in cases_of(proof).values()],
            "readings": dict(sorted(found.readings.items())),
            "rests_on": list(found.rests_on),
            "becomes": {key: list(statuses) for key, statuses in found.becomes.items()},
            "path": found.path,
        },
    }


def _idle_json(answer: Idle) -> dict[str, object]:
    return {
        "rulebook": answer.rulebook,
        "never_apply": [rule.id for rule in answer.rules],
        "never_matter": [{"id": one.id, "written": one.written, "at": str(one.at)} for one in answer.conditions],
        "accepted": {one.condition: one.because.model_dump() for one in answer.accepted},
        "stale": list(answer.stale),
    }


def _enough(size: Size) -> dict[str, object]:
    return {
        "entries": size.entries,
        "unbounded": [{"why": one.why, "rule": one.rule, "at": str(one.at)} for one in size.unbounded],
    }
