"""Ten thousand cases in one process, and memory as it goes: ``python -m benchmarks.memory [CASES]``."""

from __future__ import annotations

import datetime
import resource
import sys

from benchmarks.cases import FOUR_PERSONS
from engine.assess import Assessor, Request
from engine.reading.case import read_case
from engine.reading.law import read_law


def resident() -> int:
    """The memory this process holds now, in MB (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * resource.getpagesize() // 1024 // 1024


def main(cases: int = 10_000) -> None:
    """Assess the same file so many times and say how memory went."""
    assessor = Assessor(read_law())
    case = read_case(FOUR_PERSONS, assessor.law)
    request = Request(datetime.date(2024, 9, 1))
    seen = []
    for number in range(cases + 1):
        if number % (cases // 10) == 0:
            seen.append(resident())
        assessor.assess(case, request)
    sys.stdout.write(f"{cases} cases; MB after every tenth of them: {', '.join(map(str, seen))}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
