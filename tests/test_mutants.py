"""The mutations that must never survive stand where ``tools/mutants_named.txt`` says: they move with the code."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINES = (ROOT / "tools" / "mutants_named.txt").read_text(encoding="utf-8").splitlines()
NAMED = [line for line in LINES if not line.startswith("#")]


def test_there_are_as_many_as_the_documentation_says():
    assert f"all {len(NAMED)} were noticed" in " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("named", NAMED)
def test_a_named_mutation_changes_a_line_that_is_there(named):
    module, change = named.split("  - ", 1)
    before, after = change.split("  + ")
    assert before != after
    text = (ROOT / module).read_text(encoding="utf-8")
    assert before in [line.strip() for line in text.splitlines()], f"bring {module} up to date in mutants_named.txt"


def test_what_no_test_can_tell_is_of_a_line_that_is_there_and_has_its_reason():
    """Of a line that was changed nobody knows any more what no test can tell of it."""
    text = (ROOT / "tools" / "mutants_equivalent.txt").read_text(encoding="utf-8")
    for line in (line for line in text.splitlines() if line and not line.startswith("#")):
        mutant, _, reason = line.rpartition("  # ")
        module, _, change = mutant.partition("  - ")
        # What is removed has no line in its place.
        before = change.split("  + ")[0].rpartition("  - ")[2].strip()
        assert reason
        assert before in [there.strip() for there in (ROOT / module).read_text(encoding="utf-8").splitlines()], line
