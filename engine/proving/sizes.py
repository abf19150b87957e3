"""How many entries of each template a case file needs at most, so that a proof over those files is one over all.

The argument stands in ``docs/proofs.md``. What can be asked of a conclusion is that it must hold (``holds``,
certainly), that it may (``holds``, not certainly), that it may not (``fails``, certainly), that it need not (``fails``,
not certainly). Where every fact is known, certainly or not is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from engine.model.rulebook import Law
from engine.program import Clause, Test
from engine.proving.atoms import Atom, Known
from engine.proving.clauses import Clauses
from engine.proving.size import Size, Unbounded
from engine.proving.unfolding import Found, TooManyWaysError, Unfolding

__all__ = ["Size", "Sizes", "Unbounded"]


class Sizes:
    """The sizes for one law; clauses of several readings or days together give what is enough for each of them."""

    def __init__(self, clauses: Iterable[Clause], law: Law) -> None:
        self.clauses = Clauses(clauses, law)
        self._unfolded = {certainly: Unfolding(self.clauses, certainly) for certainly in (True, False)}

    def met(self, clause: Clause, certainly: bool = True) -> Size:
        """Enough for a case in which the clause is met: its body, its counts, none of its exceptions.

        The clause may be one made for the question; those of its auxiliary conclusions must be among the law's.
        """
        unfolded = self._unfolded[certainly]
        return _asked(unfolded, clause, lambda: _size(unfolded.clause(clause, None, Known())))

    def holds(self, code: str, constants: Mapping[str, str] | None = None, certainly: bool = True) -> Size:
        """Enough for a case in which the same conclusion of that code, with those constants, holds."""
        unfolded = self._unfolded[certainly]
        atom, entries = self._some(code, constants or {})
        found = _asked(unfolded, self._first(code), lambda: _size(unfolded.conclusion(atom, Known())))
        return Size.of(entries).together(found)

    def fails(self, code: str, constants: Mapping[str, str] | None = None, certainly: bool = True) -> Size:
        """What must be kept so that a conclusion does not hold in the smaller file as it did not in the larger.

        The entries that the conclusion is about are not counted: add what keeps them (``together``).
        """
        unfolded = self._unfolded[certainly]
        atom, _ = self._some(code, constants or {})
        return _asked(unfolded, self._first(code), lambda: unfolded.failing(atom, Known()))

    def _some(self, code: str, constants: Mapping[str, str]) -> tuple[Atom, Mapping[str, int]]:
        """Some one conclusion of that code, and of how many entries of each template it speaks."""
        templates = {
            argument: self.clauses.names(clause).get(name or "", "")
            for clause in self.clauses.by_code.get(code, ())
            for argument, name in clause.head.names
        }
        tests = frozenset(Test(argument, "is", (value,)) for argument, value in constants.items())
        atom = Atom(code, tests, frozenset((argument, f"{argument}!") for argument in templates))
        return atom, Counter(template for template in templates.values() if self.clauses.is_kept(template))

    def _first(self, code: str) -> Clause | None:
        return next(iter(self.clauses.by_code.get(code, ())), None)


def _asked(unfolded: Unfolding, about: Clause | None, question: Callable[[], Size]) -> Size:
    unfolded.start()
    try:
        return question()
    except TooManyWaysError:
        reasons = {Unbounded("too_many_ways", about.rule, about.at)} if about else set[Unbounded]()
        return Size(obstacles=frozenset(reasons))


def _size(found: Found | None) -> Size:
    """Where it cannot be, nothing is needed: there is no such case to be missed."""
    return found.size if found is not None else Size()
