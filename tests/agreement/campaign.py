"""The long run: ``python -m tests.agreement.campaign CASES [FIRST_SEED]``; progress on the way, one line at the end.

A process reads few laws, since every new durable-rules host leaks; an interrupted run goes on from the seed it names.
"""

from __future__ import annotations

import multiprocessing
import sys
import time

from tests.agreement.agreement import CASES_A_LAW, Counts, DisagreementError, check_law

_LAWS_A_TASK = 50


def _task(first: int) -> tuple[Counts, list[str]]:
    counts, found = Counts(), []
    for seed in range(first, first + _LAWS_A_TASK):
        try:
            counts += check_law(seed)
        except DisagreementError as error:
            found.append(str(error))
    return counts, found


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(cases: int, first: int = 1_000_000) -> int:
    """Run the campaign; the exit code says whether everyone agreed."""
    started, counts, found = time.monotonic(), Counts(), list[str]()
    laws = -(-cases // CASES_A_LAW)
    seeds = range(first, first + laws, _LAWS_A_TASK)
    with multiprocessing.Pool(maxtasksperchild=1) as pool:
        for done, (counted, different) in enumerate(pool.imap(_task, seeds), start=1):
            counts += counted
            found += different
            if done % 20 == 0:
                _say(f"{counts.cases} cases, {len(found)} disagreements; next seed {seeds[done - 1] + _LAWS_A_TASK}")
    _say("\n\n".join(found[:5]))
    _say(f"{counts}: {len(found)} disagreements, {time.monotonic() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
