"""The worlds in which programs are read, as the text of a logic program for the solver.

Two rails: for everything there is an atom that it must be so and one that it may. Which values a test admits is worked
out beforehand, row by row, by the same ``check`` that is its meaning; the solver joins, chooses and counts. A world has
a name, so that two of them can stand side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.evaluators.logic_text import atom, link_term, quoted, rule, term
from engine.program import Shape, Test, is_auxiliary
from engine.rows import Truth
from engine.worlds import OpenRow


@dataclass
class Encoding:
    """Gathers the text: programs first, for they say which shapes matter, then the rows of each world."""

    lines: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    shapes: dict[Shape, int] = field(default_factory=dict)
    tests: dict[tuple[str, Test], int] = field(default_factory=dict)

    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    def code(self, code: str) -> int:
        """The number that stands for a conclusion's code."""
        return self.codes.setdefault(code, len(self.codes))

    def conclusion(self, rail: str, side: str, code: str, arguments: Iterable[str]) -> str:
        """The atom that a conclusion must (``m``) or may (``y``) hold on that side."""
        return atom(f"{rail}{side}_{self.code(code)}", arguments)

    def show(self, rails: Iterable[str], side: str, arguments: Mapping[str, tuple[str, ...]]) -> None:
        """Let answers say what is concluded on that side, auxiliary conclusions apart, and nothing else."""
        self.lines.append("#show.")
        for code, number in self.codes.items():
            if not is_auxiliary(code):
                self.lines.extend(f"#show {rail}{side}_{number}/{len(arguments[code])}." for rail in rails)

    def readings(self, choices: Mapping[str, Iterable[str]]) -> None:
        """One choice of each reading, in whatever combination (``r``: reading, choice); ``other`` are no defaults."""
        for reading, possible in choices.items():
            default, *others = map(quoted, possible)
            self.lines.append(f"1 {{ r({quoted(reading)},({';'.join((default, *others))})) }} 1.")
            self.lines.append(f"other({quoted(reading)}) :- r({quoted(reading)},C), C != {default}.")

    def rows(self, world: str, rows: Iterable[OpenRow]) -> None:
        """The entries of a world, and one choice among the values of each field."""
        for row in rows:
            named = f"{quoted(row.template)},{quoted(row.id)}"
            here = f"e{world}({named})"
            if row.given:
                self.lines.append(f"{here}.")
            for name, values in row.values.items():
                self._choice(f"v{world}", f"{named},{quoted(name)}", here, [term(v) for v in values])
            for name, links in row.links.items():
                self._choice(f"o{world}", f"{named},{quoted(name)}", here, [link_term(link) for link in links])
                for link in links:
                    if link is None:
                        continue
                    chosen = f"o{world}({named},{quoted(name)},{link_term(link)})"
                    for i in sorted(link.ids):
                        self.lines.append(f"lm{world}({named},{quoted(name)},{quoted(i)}) :- {chosen}.")
                        if link.certain:
                            self.lines.append(f"l{world}({named},{quoted(name)},{quoted(i)}) :- {chosen}.")

    def _choice(self, name: str, field: str, here: str, options: list[str]) -> None:
        if len(options) == 1:
            self.lines.append(rule(f"{name}({field},{options[0]})", [here]))
        elif options:
            self.lines.append(f"1 {{ {name}({field},({';'.join(options)})) }} 1 :- {here}.")

    def truths(self, world: str, rows: Iterable[OpenRow]) -> None:
        """What every test of the programs says of those entries, for each value they may have; and the shapes."""
        by_template: dict[str, list[OpenRow]] = defaultdict(list)
        for row in rows:
            by_template[row.template].append(row)
        for (template, test), number in self.tests.items():
            for row in by_template[template]:
                self._truth(world, number, test, row)
        for shape, number in self.shapes.items():
            self._shape(world, shape, number)

    def _truth(self, world: str, number: int, test: Test, row: OpenRow) -> None:
        named = f"{quoted(row.template)},{quoted(row.id)}"
        if test.field not in row.values or (test.other is not None and test.other not in row.values):
            self.lines.append(f"ty{world}({number},{quoted(row.id)}).")  # nothing is said of it: unknown
            return
        found = list(row.truths(test))
        for rail, least in (("ty", Truth.OPEN), ("tm", Truth.YES)):
            met = [chosen for chosen, truth in found if truth >= least]
            head = f"{rail}{world}({number},{quoted(row.id)})"
            if len(met) == len(found):
                self.lines.append(f"{head}.")
                continue
            for chosen in met:
                self.lines.append(rule(head, (f"v{world}({named},{quoted(f)},{term(v)})" for f, v in chosen)))

    def _shape(self, world: str, shape: Shape, number: int) -> None:
        template = quoted(shape.template)
        ends = [f"L{n}" for n in range(len(shape.links))]
        for rail, truth, link in (("sy", "ty", "lm"), ("sm", "tm", "l")):
            tests = [f"{truth}{world}({self.tests[shape.template, test]},E)" for test in shape.tests]
            links = [f"{link}{world}({template},E,{quoted(n)},{end})" for n, end in zip(shape.links, ends, strict=True)]
            self.lines.append(
                rule(atom(f"{rail}{world}_{number}", ("E", *ends)), (f"e{world}({template},E)", *tests, *links))
            )

    def shape(self, shape: Shape) -> int:
        """The number of a shape, which from now on matters."""
        for test in shape.tests:
            self.tests.setdefault((shape.template, test), len(self.tests))
        return self.shapes.setdefault(shape, len(self.shapes))
