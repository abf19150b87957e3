"""Everyone who reads a program says the same: 2,000 random cases here, as many as wanted by ``make agree``."""

from __future__ import annotations

import pytest

from tests.agreement.agreement import CASES_A_LAW, Counts, check_law

LAWS_A_TEST = 25
CASES = 2000


@pytest.mark.parametrize("chunk", range(CASES // CASES_A_LAW // LAWS_A_TEST))
def test_readers_agree(chunk: int) -> None:
    counts = Counts()
    for seed in range(chunk * LAWS_A_TEST, (chunk + 1) * LAWS_A_TEST):
        counts += check_law(seed)
    assert counts.cases == LAWS_A_TEST * CASES_A_LAW
    assert counts.undetermined, "the comparison must meet unknowns"
    assert counts.direct, "the comparison must meet the direct reader"
    assert counts.completions, "the comparison must meet completions"


# Laws on which readers once differed, beyond those above: a name free in one alternative of a count, bound in another.
@pytest.mark.parametrize("seed", [1001985])
def test_readers_agree_where_they_once_did_not(seed: int) -> None:
    assert check_law(seed).laws == 1
