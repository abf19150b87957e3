"""Case files to measure with: four persons, with much known or little, and nine hundred entries."""

from __future__ import annotations

from pathlib import Path

FOUR_PERSONS = Path(__file__).resolve().parent / "four-persons.yaml"
# The same number of persons when an inquiry begins.
MUCH_UNKNOWN = Path(__file__).resolve().parents[1] / "tests" / "cases" / "asked" / "bon-nguoi.yaml"


def large(entries: int) -> str:
    """The text of a case with about that many entries: inspectors, their leaders, acts, oversights and reports."""
    groups = entries // 6
    lines = ["format: chetai/case/1", "id: LARGE", "as_of: 2024-09-01", "persons:"]
    lines += [f"  p{n}: {{group: civil_servant, service: in_service, party_member: yes}}" for n in range(groups)]
    lines += ["units:", *(f"  u{n}: {{}}" for n in range(groups // 5 + 1))]
    lines += ["posts:"]
    lines += [
        f"  q{n}: {{person: p{n}, role: {'head' if n % 5 == 0 else 'staff'}, unit: u{n // 5}}}" for n in range(groups)
    ]
    lines += ["acts:"]
    for n in range(2 * groups):
        established = ("yes", "no", "unknown")[n % 3]
        lines.append(
            f"  a{n}: {{by: p{n % groups}, kind: accept_benefit_or_entertainment, unit: u{n % groups // 5}, "
            f"established: {established}}}"
        )
    lines += ["reports:"]
    lines += [f"  r{n}: {{about: a{n}, handled_in_time: {('yes', 'unknown')[n % 2]}}}" for n in range(groups)]
    return "\n".join(lines) + "\n"
