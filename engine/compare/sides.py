"""What is compared: the law in a folder, at a git revision, or under a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from unicodedata import normalize

from engine.assess import Assessor
from engine.errors import Findings, InputError, Location, Problem, ResolutionError, each
from engine.model.rulebook import Law
from engine.reading.law import read_law
from engine.reading.revision import Revision, is_in_repository
from engine.resolve import readings_chosen

_READINGS = re.compile(r"[^\W\d][\w-]*=[^=,]+(?:,[^\W\d][\w-]*=[^=,]+)*")
_DEFAULT = "rules"


@dataclass(frozen=True)
class Side:
    """One of the two: what it was asked for as, the law, the readings it is assessed under.

    ``moved`` is where a revision's files were read from, and what they are called instead.
    """

    name: str
    assessor: Assessor
    readings: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[str, str] | None = None

    @property
    def law(self) -> Law:
        """The law of this side."""
        return self.assessor.law

    def choice(self, reading: str) -> str | None:
        """How this side reads it: as chosen, else its default; None where the law has no such reading."""
        known = self.law.readings().get(reading)
        return self.readings.get(reading, known.default) if known else None

    def place(self, at: Location) -> str:
        """A place in one of its files, as messages call it."""
        return str(_called(at, self.moved))

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Whatever is found wrong inside is told with the places of this side's files."""
        with _speaking(self.moved):
            yield


def two_sides(old: str, new: str, folders: tuple[Path, ...]) -> tuple[Side, Side]:
    """Both sides; ``folders`` add rulebooks to either.

    What has the form ID=CHOICE is a reading, else what is a folder is that folder, else it is a git revision, alone or
    with ``:PATH``. Raises InputError with the faults of both: Y13x no such side, S32x no such reading, and those of
    the rulebooks.
    """
    first, second = each(((old, new), (new, old)), lambda named: _side(*named, folders))
    return first, second


def _side(text: str, other: str, folders: tuple[Path, ...]) -> Side:
    if _READINGS.fullmatch(text):
        return _under_readings(text, folders)
    folder = _folder(text)
    if folder is not None:
        _check_rulebooks(
            (p.relative_to(folder) for p in [*folder.glob("rulebook.yaml"), *folder.glob("*/rulebook.yaml")]), text
        )
        return Side(text, Assessor(read_law([*folders, folder])))
    return _at_revision(text, _folder(other), folders)


def _folder(text: str) -> Path | None:
    return Path(text) if not _READINGS.fullmatch(text) and text and Path(text).is_dir() else None


def _under_readings(text: str, folders: tuple[Path, ...]) -> Side:
    chosen = dict(part.split("=", 1) for part in normalize("NFC", text).split(","))
    law = read_law(folders)
    findings = Findings()
    readings_chosen(law, law.rulebooks.values(), chosen, findings)
    findings.raise_if_any(ResolutionError)
    return Side(text, Assessor(law), chosen)


def _at_revision(text: str, other: Path | None, folders: tuple[Path, ...]) -> Side:
    name, colon, path = text.partition(":")
    here = Path()
    beside = other if other is not None and is_in_repository(other) else None
    first, second = (here, beside) if colon else (beside, here)
    revision = Revision(name, first if first is not None and is_in_repository(first) else second or here)
    if not colon:
        path = (revision.inside(other) if other is not None else None) or _DEFAULT
    path = path.strip("/")
    home = _home(revision, path)
    with TemporaryDirectory(prefix="chetai-") as temporary:
        folder = Path(temporary) / "law"
        folder.mkdir()
        moved = (folder.as_posix(), f"{name}:{home}".rstrip("/"))
        _check_rulebooks(map(Path, revision.files(home)), moved[1])
        revision.save(home, folder)
        with _speaking(moved):
            return Side(text, Assessor(read_law([*folders, folder])), moved=moved)


def _home(revision: Revision, path: str) -> str:
    """The folder to read: the one that holds the vocabulary the rulebooks there were written over."""
    parent = PurePosixPath(path).parent.as_posix()
    above = "" if parent == "." else f"{parent}/"
    is_below = revision.has(f"{path}/rulebook.yaml") and not revision.has(f"{path}/vocabulary.yaml")
    return above.rstrip("/") if is_below and revision.has(f"{above}vocabulary.yaml") else path


def _check_rulebooks(files: Iterable[Path], shown: str) -> None:
    """A rulebook stands in the folder itself or in one below it."""
    if not any(file.name == "rulebook.yaml" and len(file.parts) <= 2 for file in files):
        raise InputError([Problem("Y135", Location(shown))])


@contextmanager
def _speaking(moved: tuple[str, str] | None) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise type(error)(_problem(problem, moved) for problem in error.problems) from error


def _problem(problem: Problem, moved: tuple[str, str] | None) -> Problem:
    if moved is None:
        return problem
    values = {key: value.replace(*moved) for key, value in problem.values.items()}
    return replace(problem, at=_called(problem.at, moved) if problem.at else None, values=values)


def _called(at: Location, moved: tuple[str, str] | None) -> Location:
    return replace(at, file=at.file.replace(*moved, 1)) if moved else at
