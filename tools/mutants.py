"""Do the tests bite? Small mutations of the core, a seeded sample of them, each run against the tests that reach it.

    .venv/bin/python tools/mutants.py --count 200 --seed 1
    .venv/bin/python tools/mutants.py --count 50 matching/agreement

cosmic-ray makes the mutants: a sign, an off-by-one, swapped comparisons, a dropped branch. One run of the tests under
coverage finds which of them reach which line, and how long each takes. Each mutant meets the tests of the packages that
reach its line, the quickest first, until one fails or runs into the time limit: then it is killed. Survivors are listed
with what they change. What is in type annotations is left out, as nothing runs it, and so is what
``tools/mutants_equivalent.txt`` names with a reason. ``--again LOG`` runs those that survived in an earlier log,
``--named`` those of ``tools/mutants_named.txt``. A module's mutants meet the tests of that module alone. A long sample
goes in parts: ``--log LOG --minutes 5`` writes each end into a log, and the next call goes on behind what is in it.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import cosmic_ray.plugins
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from mutants_run import PYTEST, ROOT, Runs

PACKAGES = ("geometry", "matching", "fitting", "fields", "io", "warping", "pairing", "solving", "placing", "assessing",
            "registration")
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
NAMED = Path(__file__).with_name("mutants_named.txt")
MEANINGLESS = ("Shift", "BitAnd", "BitOr", "BitXor", "Pow", "Mod", "FloorDiv", "_Is", "_In", "_NotIn")
"""In the names of operators that turn numbers into type errors, which any test finds."""


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
            # The bare * of a signature is no product.
            if not (any(first <= start < last for first, last in annotations) or _at(text, start).startswith("*,")):
                yield Mutant(module, name, occurrence, start[0])


def _at(text: str, place: tuple[int, int]) -> str:
    """The rest of a line from a (line, column) on."""
    return text.splitlines()[place[0] - 1][place[1]:]


@dataclass(frozen=True)
class Named:
    """A mutation by its text: one line of a module, and what stands there instead."""

    text: str

    @property
    def module(self) -> Path:
        """The mutated module."""
        return ROOT / self.file

    @property
    def file(self) -> str:
        """The module from the folder of the repository."""
        return self.text.split("  - ")[0]

    @property
    def line(self) -> int:
        """The first line that is so, from 1 on."""
        before = self.text.split("  - ", 1)[1].split("  + ")[0]
        lines = [line.strip() for line in self.module.read_text(encoding="utf-8").splitlines()]
        if before not in lines:
            raise SystemExit(f"{NAMED.name} names a line that {self.file} does not have: {before}")
        return lines.index(before) + 1

    def source(self) -> str:
        """The module's text with the mutation in it."""
        lines = self.module.read_text(encoding="utf-8").splitlines(keepends=True)
        before, after = self.text.split("  - ", 1)[1].split("  + ")
        lines[self.line - 1] = lines[self.line - 1].replace(before, after)
        return "".join(lines)

    def name(self) -> str:
        """Its text."""
        return self.text


def named(packages: list[str]) -> list[Named]:
    """The mutants of ``tools/mutants_named.txt``."""
    lines = NAMED.read_text(encoding="utf-8").splitlines()
    every = [Named(line) for line in lines if line.startswith("coregix_core/")]
    # A line that is gone is to be known before the run, and not after an hour of it.
    assert all(mutant.line for mutant in every)
    return [mutant for mutant in every if mutant.module.parent.name in packages]


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


def modules_of(name: str) -> list[Path]:
    """The modules of a package, or the one that is named as in ``matching/agreement``."""
    path = ROOT / "coregix_core" / name
    return [path.with_suffix(".py")] if "/" in name else [p for p in path.glob("*.py") if p.name != "__init__.py"]


def tests_of(name: str) -> str:
    """The tests of a package or a module."""
    package, _, module = name.partition("/")
    return f"tests/core/{package}" + (f"/test_{module}.py" if module else "")


def sample(count: int, seed: int, packages: list[str]) -> list[Mutant]:
    """So many mutants of the packages, as many of each as their code has, and not of those known to be equivalent."""
    modules = sorted(path for name in packages for path in modules_of(name))
    every = [mutant for module in modules for mutant in mutants_of(module)]
    random.Random(seed).shuffle(every)
    known, chosen = equivalents(), []
    for mutant in every:
        if len(chosen) == count:
            break
        # Of some exceptions cosmic-ray finds that it cannot replace them.
        with suppress(AttributeError):
            if mutant.name() not in known:
                chosen.append(mutant)
    return sorted(chosen, key=lambda m: (m.file, m.line))


def ended(log: Path | None) -> dict[str, str]:
    """What became of each mutant by the log of an earlier call: its name -> killed or SURVIVED."""
    lines = log.read_text(encoding="utf-8").splitlines() if log is not None and log.exists() else []
    parts = [line.strip().split(None, 3) for line in lines if line.startswith(("killed", "SURVIVED"))]
    return {name: end for end, _seconds, _s, name in parts}


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=120.0, help="processor seconds for the tests of one mutant")
    parser.add_argument("--least", type=float, default=0.9, help="share that has to be killed")
    parser.add_argument("--reach", type=Path, help="file for which tests reach which line; brought up to date")
    parser.add_argument("--again", type=Path, help="the log of a run whose survivors are to be tried again")
    parser.add_argument("--log", type=Path, help="file that each end is added to; what is in it is not tried again")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="then leave the rest to the next call")
    parser.add_argument("--named", action="store_true", help=f"try those of {NAMED.name} instead of a sample")
    parser.add_argument("packages", nargs="*", default=PACKAGES, metavar="PACKAGE[/MODULE]")
    return parser.parse_args()


class Work:
    """Tries mutants one after the other, and counts what becomes of them; what is in the log is not tried again."""

    def __init__(self, mutants: Sequence[Mutant | Named], log: Path | None, minutes: float) -> None:
        self.mutants, self.log, self.minutes = mutants, log, minutes
        self.logged = ended(log)
        self.counts = Counter[tuple[str, str]]()

    def __call__(self, runs: Runs) -> None:
        """Try all that are left, as far as the time goes."""
        begun = time.monotonic()
        for mutant in self.mutants:
            end = self.logged.get(mutant.name())
            if end is None and time.monotonic() - begun <= 60 * self.minutes:
                end = self._tried(mutant, runs)
            if end is not None:
                self.counts[mutant.module.parent.name, end] += 1

    def _tried(self, mutant: Mutant | Named, runs: Runs) -> str:
        start = time.monotonic()
        end = "SURVIVED" if runs.survives(mutant) else "killed"
        line = f"{end:<8}  {time.monotonic() - start:.1f} s  {mutant.name()}"
        print(f"\n{line}", end="", flush=True)
        if self.log:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"{line}\n")
        return end


def chosen(given: argparse.Namespace) -> list[Mutant | Named]:
    """The mutants that the command line asks for."""
    packages = list(given.packages)
    found = [*named(packages)] if given.named else [*sample(given.count, given.seed, packages)]
    before = ended(given.again)
    return [mutant for mutant in found if not given.again or before.get(mutant.name()) == "SURVIVED"]


def main() -> int:
    """Run the sample and print what became of each mutant."""
    given = options()
    packages, work = list(given.packages), Work(chosen(given), given.log, given.minutes)
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    pytest.main([*PYTEST, "--capture=no", "tests/core/test_values.py", *map(tests_of, packages)],
                plugins=[Runs(work, given.limit, given.reach)])
    print("\n| package | killed | survived |\n| --- | --- | --- |")
    for package in sorted({name.partition("/")[0] for name in packages}):
        print(f"| {package} | {work.counts[package, 'killed']} | {work.counts[package, 'SURVIVED']} |")
    tried = sum(work.counts.values())
    killed = sum(n for (_, what), n in work.counts.items() if what == "killed")
    print(f"\n{killed} of {tried} mutants were killed ({killed / max(tried, 1):.0%}).")
    return 0 if tried == len(work.mutants) and killed >= given.least * tried else 1


if __name__ == "__main__":
    sys.exit(main())
