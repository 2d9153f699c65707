"""Check the recipes in packaging/ by what their formats offer: render the conda recipe, make the clusters, run nothing.

    check_packaging.py

The container file and CITATION.cff have checkers of their own: see the target check-packaging in the Makefile.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import rattler_build
import yaml

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"


def faults() -> list[str]:
    """What is wrong with the recipes, a sentence each."""
    text = (ROOT / "coregix_core/_version.py").read_text("utf-8")
    (version,) = re.findall(r'^__version__ = "(.*)"', text, re.MULTILINE)
    return [*_conda(version), *_citation(version), *_slurm(), *_kubernetes()]


def _conda(version: str) -> list[str]:
    recipe = rattler_build.Stage0Recipe.from_file(str(PACKAGING / "conda" / "recipe.yaml"))
    rendered = str(next(iter(recipe.render())))
    return [] if f"version='{version}'" in rendered else [f"the conda recipe is not of version {version}: {rendered}"]


def _citation(version: str) -> list[str]:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"]
    return [] if stated == version else [f"CITATION.cff is of version {stated}, and this is {version}"]


def _slurm() -> list[str]:
    script = _output("slurm/cluster.py", "pairs.csv", "--script")
    wanted = ("--cpus-per-task=2", "--nthreads 1", "OPENBLAS_NUM_THREADS=1")
    return [f"the Slurm job lacks {words}" for words in wanted if words not in script]


def _kubernetes() -> list[str]:
    spec = yaml.safe_load(_output("kubernetes/cluster.py", "--print"))
    pods = [spec["spec"][part]["spec"] for part in ("worker", "scheduler")]
    rooted = [pod for pod in pods if not pod["securityContext"]["runAsNonRoot"]]
    unmounted = [c["name"] for pod in pods for c in pod["containers"] if not c["volumeMounts"]]
    return [*("a pod runs as root" for _ in rooted), *(f"{name} has no volume" for name in unmounted)]


def _output(script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, PACKAGING / script, *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    found = faults()
    print("\n".join(found) or "the recipes are sound")
    sys.exit(bool(found))
