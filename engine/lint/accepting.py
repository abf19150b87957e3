"""Which findings the authors of the law let stand: what stands beside a rulebook is about that rulebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.lint.finding import Finding
from engine.model.accepted import AcceptedFinding
from engine.model.rulebook import Law
from engine.reading.places import Places


def accepting(law: Law) -> Iterator[tuple[str | None, int, AcceptedFinding]]:
    """Every accepted finding with the rulebook it stands beside (None: the vocabulary) and its number there."""
    for number, accepted in enumerate(law.accepted.findings):
        yield None, number, accepted
    for book in law.rulebooks.values():
        for number, accepted in enumerate(book.accepted.findings):
            yield book.id, number, accepted


def accepts(book: str | None, accepted: AcceptedFinding, finding: Finding, places: Places) -> bool:
    """Whether that line lets that finding stand: one beside the vocabulary, or about a scenario, may stand anywhere."""
    if (accepted.check, accepted.about) != (finding.check, finding.about):
        return False
    if book is None or finding.at.file.endswith("/expected.yaml"):
        return True
    return PurePosixPath(finding.at.file).parent == PurePosixPath(places.accepted(book).file).parent
