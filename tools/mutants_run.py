"""Runs tests against mutants, for ``tools/mutants.py``: one pytest collects the tests, forks of it run them.

In a fork the functions of the mutated module get the mutant's code in place, so that all that hold them have it, and
nothing is imported again. A mutant of what runs at the import is written into a copy of the repository, where a pytest
of its own starts.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Protocol

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTEST = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not fuzz")
COPIED = ("coregix_core", "coregix", "tests", "pyproject.toml", "README.md")


class Mutant(Protocol):
    """What is run: the module from the folder of the repository, the line that differs, and the text with it."""

    @property
    def file(self) -> str: ...  # noqa: D102

    @property
    def line(self) -> int: ...  # noqa: D102

    def source(self) -> str: ...  # noqa: D102


class Runs:
    """A plugin of pytest: instead of the tests it runs ``work(self)``, which asks it what ``survives``."""

    def __init__(self, work: Callable[[Runs], None], limit: float, reach: Path | None) -> None:
        self.work, self.limit, self.stored = work, limit, reach
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[str, list[str]]] = {}
        self.items: dict[str, list[pytest.Item]] = defaultdict(list)
        self.failing: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests fail; only what fails without a mutant is looked at."""
        if report.failed:
            self.failing.add(report.nodeid.partition("[")[0])

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All the work; pytest itself runs no test."""
        self.session = session
        for item in session.items:
            self.items[_test(item)].append(item)
        self._find_reach()
        self.work(self)
        return True

    def _find_reach(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = self.stored or Path(folder) / "reach.json"
            before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            known = _still_known(before)
            items = [item for item in self.session.items if _test(item) not in known]
            if items:
                in_fork(lambda: self._record(path, items, before, known), 3600.0)
            found = json.loads(path.read_text(encoding="utf-8"))
        self.seconds, self.lines = found["seconds"], found["lines"]
        # They would kill any mutant: on a busy machine a test of times may fail, and the rest goes on without it.
        for test in found["failing"]:
            print(f"\nFails without a mutant, and is left out: {test}", end="")
            self.items.pop(test, None)

    def _record(self, path: Path, items: list[pytest.Item], before: dict[str, Any], known: set[str]) -> int:
        """Run tests under coverage, which keeps for each line the tests that reach it, beside what was known before."""
        measure = coverage.Coverage(data_file=None, source=[str(ROOT / "coregix_core")])
        seconds = defaultdict(float, {test: before["seconds"][test] for test in known})
        lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for file, reached in before.get("lines", {}).items():
            for line, tests in reached.items():
                lines[file][line] += [test for test in tests if test in known]
        measure.start()
        for item, following in _pairs(items):
            start = time.process_time()
            measure.switch_context(_test(item))
            self.session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            seconds[_test(item)] += time.process_time() - start
            measure.switch_context("")
        measure.stop()
        data = measure.get_data()
        for name in data.measured_files():
            for number, tests in data.contexts_by_lineno(name).items():
                lines[str(Path(name).relative_to(ROOT))][str(number)] += filter(None, tests)
        for test in self.failing:
            # So that the next run tries them again.
            seconds.pop(test, None)
        path.write_text(json.dumps({"seconds": seconds, "lines": lines, "failing": sorted(self.failing),
                                    "sources": _sources()}), encoding="utf-8")
        return 0

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that reach the mutant's line, or else its module, the quickest first, as far as the limit goes."""
        lines = self.lines.get(mutant.file, {})
        found = {t for t in lines.get(str(mutant.line), ()) if t}
        if not found:
            # What runs at the import no test reaches; those of the module may look at a table that it made.
            package, name = mutant.file.split("/")[-2:]
            own = (f"tests/core/{package}/test_{name}::", "tests/core/test_values.py::")
            found = {t for tests in lines.values() for t in tests if t} | {t for t in self.items if t.startswith(own)}
        chosen, total = [], 0.0
        for test in sorted(found & set(self.items), key=lambda t: (self.seconds.get(t, 0.0), t)):
            total += self.seconds.get(test, 0.0)
            if chosen and total > self.limit / 2:
                break
            chosen.append(test)
        return chosen

    def survives(self, mutant: Mutant) -> bool:
        """Whether all of these tests pass with the mutant."""
        tests = self.tests(mutant)
        # A function that no test calls may have made a table at the import, which new code for it leaves as it is.
        if not in_a_function(mutant) or not self.lines.get(mutant.file, {}).get(str(mutant.line)):
            return survives_in_copy(mutant, tests, self.limit)
        return in_fork(lambda: self._fails_with(mutant, tests), self.limit) == 0

    def _fails_with(self, mutant: Mutant, tests: list[str]) -> int:
        change_code(mutant)
        for item, following in _pairs([item for test in tests for item in self.items[test]]):
            self.session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.session.testsfailed:
                return 1
        return 0


def _sources() -> dict[str, str]:
    """A checksum of each file of the core and of its tests."""
    files = [path for folder in ("coregix_core", "tests") for path in (ROOT / folder).rglob("*.py")]
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _still_known(before: dict[str, Any]) -> set[str]:
    """The tests of which an earlier run still says what they reach: neither they nor the code that they run changed."""
    then, now = before.get("sources", {}), _sources()
    changed = {name for name in {*then, *now} if then.get(name) != now.get(name)}
    reaching = {test for name in changed for tests in before.get("lines", {}).get(name, {}).values() for test in tests}
    # A conftest, and what tests share otherwise, concerns those of its folder.
    shared = tuple(f"{name.rpartition('/')[0]}/" for name in changed
                   if name.startswith("tests/") and not Path(name).name.startswith("test_"))
    return {test for test in before.get("seconds", {}) if then and test not in reaching
            and not test.startswith(shared) and test.partition("::")[0] not in changed}


def _test(item: pytest.Item) -> str:
    """The name of a test without its parameters."""
    return item.nodeid.partition("[")[0]


def _pairs(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test with the one that follows, for which pytest keeps the fixtures that both use."""
    return zip(items, [*items[1:], None], strict=True)


def in_fork(work: Callable[[], int], limit: float) -> int:
    """What ``work`` returns in a child process; not 0 if it fails or takes more seconds of the processor."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            # Not of the clock: on a busy machine that says how busy it is.
            resource.setrlimit(resource.RLIMIT_CPU, (round(limit), round(limit)))
            code = min(work(), 1)
        finally:
            os._exit(code)
    end = time.monotonic() + 10 * limit
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            _end_group(child)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    _end_group(child)
    os.waitpid(child, 0)
    return 1


def _end_group(child: int) -> None:
    """An elastix process that was kept would outlive the fork."""
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def in_a_function(mutant: Mutant) -> bool:
    """Whether the mutant's line is one of a function, so that new code for it is all that differs."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    changed = next(n for n, (a, b) in enumerate(
        zip(text.splitlines(), [*mutant.source().splitlines(), ""], strict=False), 1) if a != b)
    return any(isinstance(node, ast.FunctionDef) and node.lineno <= changed <= (node.end_lineno or 0)
               for node in ast.walk(ast.parse(text)))


def change_code(mutant: Mutant) -> None:
    """Give the module's functions and methods the mutant's code."""
    name = mutant.file.removesuffix(".py").replace("/", ".")
    module, fresh = importlib.import_module(name), ModuleType(name)
    fresh.__package__, fresh.__file__ = name.rpartition(".")[0], module.__file__
    exec(compile(mutant.source(), mutant.file, "exec"), vars(fresh))  # noqa: S102 - our own module, but for a sign
    _change_all(vars(module), vars(fresh), name)


def _change_all(old: Mapping[str, object], new: Mapping[str, object], name: str) -> None:
    for key, value in list(new.items()):
        before = old.get(key)
        if isinstance(value, type) and value.__module__ == name and isinstance(before, type):
            _change_all(vars(before), vars(value), name)
            continue
        for one, other in zip(_functions(before), _functions(value), strict=False):
            if one.__module__ == name:
                one.__code__, one.__defaults__ = other.__code__, other.__defaults__
                one.__kwdefaults__ = other.__kwdefaults__


def _functions(value: object) -> list[FunctionType]:
    """The plain functions in what a module or a class holds under a name."""
    if isinstance(value, property):
        found = [value.fget, value.fset]
    elif isinstance(value, (staticmethod, classmethod)):
        found = [value.__func__]
    else:
        found = [value.func if isinstance(value, cached_property) else value]
    return [f for f in map(inspect.unwrap, filter(callable, found)) if isinstance(f, FunctionType)]


def survives_in_copy(mutant: Mutant, tests: list[str], limit: float) -> bool:
    """Whether the tests pass in a copy of the repository with the mutant in it."""
    with tempfile.TemporaryDirectory() as name:
        for item in COPIED:
            copy = shutil.copytree if (ROOT / item).is_dir() else shutil.copy2
            copy(ROOT / item, Path(name) / item)
        (Path(name) / mutant.file).write_text(mutant.source(), encoding="utf-8")
        # A cached module of the same second and size would pass for the mutant.
        os.utime(Path(name) / mutant.file, (0, 0))
        try:
            done = subprocess.run([sys.executable, "-m", "pytest", *PYTEST, "-x", *tests], cwd=name, check=False,
                                  capture_output=True, timeout=10 * limit)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0
