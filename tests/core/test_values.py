"""Values are frozen: one that exists can be used, and stays as it was checked."""

import ast
from pathlib import Path

import coregix_core

CORE = Path(coregix_core.__file__).parent
CHANGING = {"progress.py": {"Progress"}}
"""What is no value: it goes on while a run does."""


def dataclasses(path):
    """(name, whether it is frozen) of each dataclass of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for mark in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if "dataclass" in ast.unparse(mark):
                yield node.name, "frozen=True" in ast.unparse(mark)


def test_every_dataclass_of_the_core_is_frozen():
    found = {path.relative_to(CORE).as_posix(): dict(dataclasses(path)) for path in CORE.rglob("*.py")}
    assert sum(map(len, found.values())) > 50
    loose = {name: {c for c, frozen in classes.items() if not frozen} for name, classes in found.items()}
    assert {name: classes for name, classes in loose.items() if classes} == CHANGING
