"""Do the tests bite? Small mutations of the core, a seeded sample of them, each run against the tests that reach it.

    .venv/bin/python tools/mutants.py --count 200 --seed 1

cosmic-ray makes the mutants: a sign, an off-by-one, swapped comparisons, a dropped branch. One run of the tests under
coverage finds which of them reach which line, and how long each takes. Each mutant is then written into a copy of the
repository, where the tests that reach its line run, the quickest first, until one fails. What survives meets the whole
test module that mirrors the mutated one. A mutant is killed where a test fails or runs into the time limit; survivors
are listed with their line. What is in type annotations is left out, as nothing runs it, and so is what
``tools/mutants_equivalent.txt`` names with a reason. ``--again LOG`` runs those that survived in an earlier log.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import difflib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cosmic_ray.plugins
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("geometry", "matching", "fitting", "fields", "registration", "io", "warping")
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
MEANINGLESS = ("Shift", "BitAnd", "BitOr", "BitXor", "Pow", "Mod", "FloorDiv", "_Is", "_In", "_NotIn")
"""In the names of operators that turn numbers into type errors, which any test finds."""
COPIED = ("coregix_core", "coregix", "tests", "pyproject.toml", "README.md")
PYTEST = ("-q", "-p", "no:cacheprovider", "-m", "not fuzz")


@dataclass(frozen=True)
class Mutant:
    """One mutation of a module: which operator of cosmic-ray, at which of the places that it finds, on which line."""

    module: Path
    operator: str
    occurrence: int
    line: int

    @property
    def file(self) -> str:
        """The module from the folder of the repository."""
        return self.module.relative_to(ROOT).as_posix()

    def source(self) -> str:
        """The module's text with the mutation in it."""
        operator = cosmic_ray.plugins.get_operator(self.operator)()
        return str(mutate_code(self.module.read_text(encoding="utf-8"), operator, self.occurrence))

    def name(self) -> str:
        """The module and the lines that change, as a diff in one line: it stays when the lines above it change."""
        lines = difflib.ndiff(self.module.read_text(encoding="utf-8").splitlines(), self.source().splitlines())
        return f"{self.file}  " + "  ".join(f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "-+")


def mutants_of(module: Path) -> Iterator[Mutant]:
    """All mutants of a module but for those in annotations."""
    text = module.read_text(encoding="utf-8")
    annotations, tree = _annotations(text), get_ast(text)
    for name in cosmic_ray.plugins.operator_names():
        kind = cosmic_ray.plugins.get_operator(name)
        if kind.arguments() or any(part in name.partition("_")[2] for part in MEANINGLESS):
            continue
        operator = kind()
        places = [start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(places):
            if not any(first <= start < last for first, last in annotations):
                yield Mutant(module, name, occurrence, start[0])


def _annotations(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """(beginning, end) of each type annotation as (line, column)."""
    hints = []
    for node in ast.walk(ast.parse(text)):
        hints += [getattr(node, name, None) for name in ("annotation", "returns")]
    return [((h.lineno, h.col_offset), (h.end_lineno or 0, h.end_col_offset or 0)) for h in hints if h is not None]


def equivalents() -> set[str]:
    """Names of the mutants that no test can tell from the original."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line.rpartition("  # ")[0].strip() for line in lines if line.startswith("coregix_core/")}


def sample(count: int, seed: int, packages: list[str]) -> list[Mutant]:
    """So many mutants of the packages, as many of each as their code has, and not of those known to be equivalent."""
    modules = sorted(path for name in packages for path in (ROOT / "coregix_core" / name).glob("*.py")
                     if path.name != "__init__.py")
    every = [mutant for module in modules for mutant in mutants_of(module)]
    random.Random(seed).shuffle(every)
    known, chosen = equivalents(), []
    for mutant in every:
        if len(chosen) == count:
            break
        if mutant.name() not in known:
            chosen.append(mutant)
    return sorted(chosen, key=lambda m: (m.file, m.line))


@dataclass(frozen=True)
class Reach:
    """Which tests reach which line, and the seconds that each takes."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]

    @classmethod
    def recorded(cls, folder: Path, packages: list[str]) -> Reach:
        """By a run of the packages' tests in the copy."""
        target = folder / "reach.json"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *PYTEST, "-p", "mutants_coverage",
             *(f"tests/core/{name}" for name in packages)], cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "COREGIX_COVERAGE": str(target), "PYTHONPATH": str(Path(__file__).parent)})
        if done.returncode:
            raise SystemExit(f"The tests fail without a mutant:\n{done.stdout[-3000:]}")
        return cls(**json.loads(target.read_text(encoding="utf-8")))

    def tests(self, mutant: Mutant, most: float) -> list[str]:
        """Those that reach the mutant's line, or else its module, the quickest first, of so many seconds in all."""
        lines = self.lines.get(mutant.file, {})
        found = lines.get(str(mutant.line)) or {test for tests in lines.values() for test in tests}
        chosen, total = [], 0.0
        for test in sorted(found, key=lambda t: (self.seconds[t], t)):
            total += self.seconds[test]
            if chosen and total > most:
                break
            chosen.append(test)
        return chosen

    def mirrored(self, mutant: Mutant) -> list[str]:
        """The test module that mirrors the mutated one, if there is one."""
        path = f"tests/core/{mutant.module.parent.name}/test_{mutant.module.stem}.py"
        return [path] if (ROOT / path).exists() else []


def runs_well(folder: Path, tests: list[str], limit: float) -> bool:
    """Whether pytest says so in a child of this process, which has imported the libraries already."""
    child = os.fork()
    if child == 0:
        os.setsid()
        code = 1
        try:
            os.chdir(folder)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            sys.path.insert(0, str(folder))
            # Seconds of the processor: on a busy machine those of the clock say how busy it is.
            resource.setrlimit(resource.RLIMIT_CPU, (round(limit), round(limit)))
            # A cached module of the same second and size would pass for the mutant.
            sys.dont_write_bytecode = True
            code = int(pytest.main([*PYTEST, "-x", *tests]))
        finally:
            os._exit(code)
    end = time.monotonic() + 10 * limit
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def survives(mutant: Mutant, folder: Path, reach: Reach, limit: float) -> bool:
    """Whether the tests run well with the mutant in the copy."""
    target = folder / mutant.file
    target.write_text(mutant.source(), encoding="utf-8")
    try:
        first = reach.tests(mutant, limit / 4)
        rest = reach.mirrored(mutant)
        return all(runs_well(folder, tests, limit) for tests in (first, rest) if tests)
    finally:
        shutil.copy2(mutant.module, target)


def copied(folder: Path) -> Path:
    """The folder, with a copy of what the tests need."""
    for item in COPIED:
        copy = shutil.copytree if (ROOT / item).is_dir() else shutil.copy2
        copy(ROOT / item, folder / item)
    compileall.compile_dir(folder / "coregix_core", quiet=2)
    for library in ("numpy", "rasterio", "scipy.ndimage", "scipy.optimize", "scipy.sparse.linalg"):
        __import__(library)
    return folder


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=120.0, help="processor seconds for the tests of one mutant")
    parser.add_argument("--least", type=float, default=0.9, help="share that has to be killed")
    parser.add_argument("--reach", type=Path, help="file for which tests reach which line; made if it is not there")
    parser.add_argument("--again", type=Path, help="the log of a run whose survivors are to be tried again")
    parser.add_argument("packages", nargs="*", default=PACKAGES)
    return parser.parse_args()


def main() -> int:
    """Run the sample and print what became of each mutant."""
    given = options()
    packages, counts = list(given.packages), Counter[tuple[str, str]]()
    chosen = sample(given.count, given.seed, packages)
    if given.again:
        lines = given.again.read_text(encoding="utf-8").splitlines()
        before = {line.split("  ", 2)[2] for line in lines if line.startswith("SURVIVED")}
        chosen = [mutant for mutant in chosen if mutant.name() in before]
    with tempfile.TemporaryDirectory() as name:
        folder = copied(Path(name))
        if given.reach and given.reach.exists():
            reach = Reach(**json.loads(given.reach.read_text(encoding="utf-8")))
        else:
            reach = Reach.recorded(folder, packages)
            if given.reach:
                shutil.copy2(folder / "reach.json", given.reach)
        # Also leaves the rewritten test modules in the caches, from which each child reads them.
        subprocess.run([sys.executable, "-m", "pytest", *PYTEST, "--collect-only", "tests/core"], cwd=folder,
                       capture_output=True, check=True)
        if not runs_well(folder, reach.tests(chosen[0], given.limit), given.limit):
            raise SystemExit("The tests fail without a mutant.")
        for mutant in chosen:
            start = time.monotonic()
            end = "SURVIVED" if survives(mutant, folder, reach, given.limit) else "killed"
            counts[mutant.module.parent.name, end] += 1
            print(f"{end:<8}  {time.monotonic() - start:.1f} s  {mutant.name()}", flush=True)
    print("\n| package | killed | survived |\n| --- | --- | --- |")
    for package in packages:
        print(f"| {package} | {counts[package, 'killed']} | {counts[package, 'SURVIVED']} |")
    killed = sum(n for (_, what), n in counts.items() if what == "killed")
    print(f"\n{killed} of {len(chosen)} mutants were killed ({killed / max(len(chosen), 1):.0%}).")
    return 0 if killed >= given.least * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
