"""A plugin of pytest that records which test runs which line of the core, for ``tools/mutants.py``.

    COREGIX_COVERAGE=map.json pytest -p mutants_coverage tests/core

Variants of a parametrised test count as one, and so does what its fixtures run. What runs when a module is imported is
no test's.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from pathlib import Path

import coverage
import pytest

CORE = Path.cwd() / "coregix_core"


class Recorder:
    """Names each test to coverage as the context of what runs, and measures how long it takes."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.seconds: dict[str, float] = defaultdict(float)
        self.measure = coverage.Coverage(data_file=None, source=[str(CORE)])
        self.measure.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        """Around one test with its fixtures."""
        test, start = item.nodeid.partition("[")[0], time.process_time()
        self.measure.switch_context(test)
        yield
        self.measure.switch_context("")
        self.seconds[test] += time.process_time() - start

    def pytest_unconfigure(self) -> None:
        """Write what was seen."""
        self.measure.stop()
        data = self.measure.get_data()
        lines = {}
        for path in data.measured_files():
            found = {line: [test for test in tests if test] for line, tests in data.contexts_by_lineno(path).items()}
            lines[str(Path(path).relative_to(CORE.parent))] = {line: tests for line, tests in found.items() if tests}
        self.target.write_text(json.dumps({"seconds": self.seconds, "lines": lines}), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Record where a file for it is named."""
    if target := os.environ.get("COREGIX_COVERAGE"):
        config.pluginmanager.register(Recorder(Path(target)))
