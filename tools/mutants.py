"""Do the tests bite? Small mutations of the core, a seeded sample of them, each run against the tests of its module.

    .venv/bin/python tools/mutants.py --count 200 --seed 1

cosmic-ray makes the mutants: a sign, an off-by-one, swapped comparisons, a dropped branch. Each is written into a copy
of the repository, where pytest runs the test module that mirrors the mutated one. A mutant is killed where a test
fails or runs into the time limit; survivors are listed with their line. What is in type annotations is left out, as
nothing runs it, and so is what ``tools/mutants_equivalent.txt`` names with a reason.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("geometry", "matching", "fitting", "fields", "registration", "io", "warping")
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
MEANINGLESS = ("Shift", "BitAnd", "BitOr", "BitXor", "Pow", "Mod", "FloorDiv", "_Is", "_In", "_NotIn")
"""In the names of operators that turn numbers into type errors, which any test finds."""
COPIED = ("coregix_core", "coregix", "tests", "pyproject.toml", "README.md")


@dataclass(frozen=True)
class Mutant:
    """One mutation of a module: which operator of cosmic-ray, at which of the places that it finds, on which line."""

    module: Path
    operator: str
    occurrence: int
    line: int

    def source(self) -> str:
        """The module's text with the mutation in it."""
        operator = cosmic_ray.plugins.get_operator(self.operator)()
        return str(mutate_code(self.module.read_text(encoding="utf-8"), operator, self.occurrence))

    def change(self) -> str:
        """The lines that it changes, as a diff in one line."""
        lines = difflib.ndiff(self.module.read_text(encoding="utf-8").splitlines(), self.source().splitlines())
        return "  ".join(f"{line[0]} {line[2:].strip()}" for line in lines if line[0] in "-+")

    @property
    def name(self) -> str:
        """Module, line and operator."""
        return f"{self.module.relative_to(ROOT)}:{self.line} {self.operator.removeprefix('core/')}"

    def tests(self) -> str:
        """The test module that mirrors the mutated one, or the tests of its package where there is none."""
        package = f"tests/core/{self.module.parent.name}"
        mirrored = f"{package}/test_{self.module.stem}.py"
        return mirrored if (ROOT / mirrored).exists() else package


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


def sample(count: int, seed: int, packages: list[str]) -> list[Mutant]:
    """So many mutants of the packages, as many of each as their code has, and not of those known to be equivalent."""
    known = {line.split("#")[0].strip() for line in EQUIVALENT.read_text(encoding="utf-8").splitlines()}
    modules = sorted(path for name in packages for path in (ROOT / "coregix_core" / name).glob("*.py")
                     if path.name != "__init__.py")
    every = [mutant for module in modules for mutant in mutants_of(module) if mutant.name not in known]
    return sorted(random.Random(seed).sample(every, min(count, len(every))), key=lambda m: (str(m.module), m.line))


def outcome(mutant: Mutant, folder: Path, limit: float) -> str:
    """killed, timeout or SURVIVED."""
    target = folder / mutant.module.relative_to(ROOT)
    target.write_text(mutant.source(), encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not fuzz", mutant.tests()],
            cwd=folder, capture_output=True, check=False, timeout=limit)
        return "SURVIVED" if done.returncode == 0 else "killed"
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        shutil.copyfile(mutant.module, target)


def main() -> int:
    """Run the sample and print what became of each mutant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for the tests of one mutant")
    parser.add_argument("--least", type=float, default=0.9, help="share that has to be killed")
    parser.add_argument("packages", nargs="*", default=PACKAGES)
    given = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    chosen = sample(given.count, given.seed, list(given.packages))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for item in COPIED:
            copy = shutil.copytree if (ROOT / item).is_dir() else shutil.copyfile
            copy(ROOT / item, folder / item)
        for mutant in chosen:
            start = time.monotonic()
            found = outcome(mutant, folder, given.limit)
            counts[mutant.module.parent.name, "SURVIVED" if found == "SURVIVED" else "killed"] += 1
            print(f"{found:<9}{time.monotonic() - start:6.1f} s  {mutant.name}  {mutant.change()}", flush=True)
    print("\n| package | killed | survived |\n| --- | --- | --- |")
    for package in given.packages:
        print(f"| {package} | {counts[package, 'killed']} | {counts[package, 'SURVIVED']} |")
    killed = sum(n for (_, what), n in counts.items() if what == "killed")
    print(f"\n{killed} of {len(chosen)} mutants were killed ({killed / max(len(chosen), 1):.0%}).")
    return 0 if killed >= given.least * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
