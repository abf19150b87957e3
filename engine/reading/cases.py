"""Folders of cases: every case file in and below them, and how each is to be assessed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import Findings, InputError, Location
from engine.model.scenario import Asked
from engine.reading.scenario import read_expectation
from engine.reading.yaml import Mapping, Scalar, read_tree

_ENDINGS = (".yaml", ".yml", ".json")
_EXPECTED = "expected.yaml"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file, and the scenario beside it if it is part of one."""

    path: Path
    expected: Path | None

    @property
    def name(self) -> str:
        """What reports call it: the scenario's folder, or the file."""
        return (self.expected.parent if self.expected else self.path).as_posix()


def case_files(places: list[Path]) -> list[CaseFile]:
    """Every case file among and below those paths, once each; InputError (Y134) where there is none.

    A file that says it is something else of chetai's (an assessment, a scenario's expectations) is no case file.
    """
    findings = Findings()
    found: dict[Path, CaseFile] = {}
    for place in places:
        mine = [file for file in _files(place) if _is_case(file)]
        if not mine:
            findings.add("Y134" if place.exists() else "Y102", Location(place.as_posix()))
        for file in mine:
            expected = file.parent / _EXPECTED
            found.setdefault(file.resolve(), CaseFile(file, expected if _belongs(file, expected) else None))
    findings.raise_if_any(InputError)
    return sorted(found.values(), key=lambda file: (file.name, file.path.as_posix()))


def read_asked(file: CaseFile) -> Asked:
    """How the case is to be assessed: as its scenario asks; nothing in particular without one."""
    if file.expected is None:
        return Asked()
    findings = Findings()
    expectation = read_expectation(file.expected.parent, findings)
    findings.raise_if_any(InputError)
    return expectation.expected.assess if expectation else Asked()


def _files(place: Path) -> list[Path]:
    """The files that may be cases; none in hidden folders, which are programs' own."""
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    return sorted(path for path in found if not any(p.startswith(".") for p in path.relative_to(place).parts))


def _belongs(file: Path, expected: Path) -> bool:
    return file.name == "case.yaml" and expected.is_file()


def _is_case(file: Path) -> bool:
    """Whether it is to be read as a case: also where it cannot be, so that nobody misses it."""
    if file.name == _EXPECTED and (file.parent / "case.yaml").is_file():
        return False
    tree = read_tree(file, file.as_posix(), Findings())
    said = tree.get("format") if isinstance(tree, Mapping) else None
    text = said.text if isinstance(said, Scalar) else ""
    return not text.startswith("chetai/") or text.startswith("chetai/case/")
