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
