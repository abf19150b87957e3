"""Mutants of a rulebook's manifest: thresholds by one, other days, another default of a reading."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from engine.model.base import Validity
from engine.model.rulebook import Manifest, Rulebook, Threshold, ThresholdValue
from engine.mutation.mutant import Mutant, MutantKind

DAY = datetime.timedelta(days=1)


def mutants_of_manifest(book: Rulebook) -> Iterator[Mutant]:
    """Every mutant of what the rulebook says beside its rules."""
    yield from _validity(book)
    for name, threshold in book.manifest.thresholds.items():
        yield from _threshold(book, name, threshold)
    for name, reading in book.manifest.readings.items():
        for choice in reading.others:
            choices = {choice: reading.choices[choice]} | reading.choices
            changed = reading.model_copy(update={"choices": choices})
            readings = book.manifest.readings | {name: changed}
            said = (f"{name}: {reading.default}", f"{name}: {choice}")
            yield _mutant(book, "swap-reading", f"{name}.{choice}", said, {"readings": readings})


def shifted_validities(validity: Validity) -> Iterator[tuple[str, str, str, Validity]]:
    """The same validity with one end a day earlier or later: path, what it was, what it is."""
    for end in ("from_", "until"):
        day = getattr(validity, end)
        for step, sign in ((DAY, "+1"), (-DAY, "-1")):
            if day is not None:
                name = end.rstrip("_")
                other = validity.model_copy(update={end: day + step})
                yield f"in_force.{name}{sign}", f"{name}: {day}", f"{name}: {day + step}", other


def _validity(book: Rulebook) -> Iterator[Mutant]:
    for path, was, now, validity in shifted_validities(book.manifest.in_force):
        yield _mutant(book, "shift-validity", path, (was, now), {"in_force": validity})


def _threshold(book: Rulebook, name: str, threshold: Threshold) -> Iterator[Mutant]:
    for number, value in enumerate(threshold.values):
        for sign, step in (("+1", 1), ("-1", -1)):
            moved = value.value + step if isinstance(value.value, int) else value.value + step * DAY
            yield _with_value(book, name, number, f"value{sign}", value, value.model_copy(update={"value": moved}))
            if number:  # before the first value there is none: its day is the rulebook's to shift
                later = value.model_copy(update={"from_": value.from_ + step * DAY})
                yield _with_value(book, name, number, f"from{sign}", value, later)


def _with_value(book: Rulebook, name: str, number: int, path: str, was: ThresholdValue, now: ThresholdValue) -> Mutant:
    threshold = book.manifest.thresholds[name]
    values = [*threshold.values[:number], now, *threshold.values[number + 1 :]]
    thresholds = book.manifest.thresholds | {name: threshold.model_copy(update={"values": values})}
    said = (f"{name}: {was.value} ({was.from_})", f"{name}: {now.value} ({now.from_})")
    return _mutant(book, "shift-threshold", f"{name}.{number + 1}.{path}", said, {"thresholds": thresholds})


def _mutant(book: Rulebook, kind: MutantKind, path: str, said: tuple[str, str], update: dict[str, object]) -> Mutant:
    manifest: Manifest = book.manifest.model_copy(update=update)
    return Mutant(kind, book.id, book.id, path, said[0], said[1], book.at, manifest)
