"""Writes qgis_plugin/engine.lock: the packages of the engine that the QGIS plugin installs, pinned with hashes.

    .venv/bin/python tools/lock_engine.py

pip resolves the core's run-time requirements (with the extras that QGIS offers) for each target on its own, within
constraints/newest.txt, of which it reads the lines for the Python that it runs on: 3.11. The lock file holds the union,
in pip's own format, so that pip and pip-audit can read it too:
    pip install --require-hashes --only-binary :all: -r qgis_plugin/engine.lock
A line "# group: NAME" begins the packages that only an extra needs; the plugin fetches those when they are needed.
Only wheels are locked: nothing is ever built on a user's machine.
"""

import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "qgis_plugin" / "engine.lock"
EXTRAS = ("report", "vectors")
FOR_PICTURES = ("scikit-image",)
"""Requirements of the core that only pictures need: the plugin fetches them with the first report."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "Windows x64": ["win_amd64"],
    "Linux x86_64": ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64",
                     "manylinux_2_12_x86_64", "manylinux2010_x86_64", "manylinux_2_5_x86_64", "manylinux1_x86_64"],
    "macOS arm64": [f"macosx_{major}_0_arm64" for major in (15, 14, 13, 12, 11)],
}
MARKERS = {
    "Windows x64": {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt",
                    "platform_machine": "AMD64"},
    "Linux x86_64": {"platform_system": "Linux", "sys_platform": "linux", "os_name": "posix",
                     "platform_machine": "x86_64"},
    "macOS arm64": {"platform_system": "Darwin", "sys_platform": "darwin", "os_name": "posix",
                    "platform_machine": "arm64"},
}
GROUP = "# group: "
HEADER = """\
# The engine of the QGIS plugin: wheels for Python {pythons} on {platforms}.
# Written by tools/lock_engine.py; do not edit. Format: pip's requirements with hashes.
"""


def groups() -> dict[str, list[str]]:
    """Group -> what it needs: the core's own requirements, called "", and those of each extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pictures = [r for r in project["dependencies"] if Requirement(r).name in FOR_PICTURES]
    needed = [r for r in project["dependencies"] if r not in pictures]
    extras = {e: project["optional-dependencies"][e] for e in EXTRAS}
    return {"": needed, **extras, "report": [*extras["report"], *pictures]}


def requirements() -> list[str]:
    """What the engine needs to run: the core's requirements and those of its extras."""
    return [r for wanted in groups().values() for r in wanted]


def members(wheels: list[dict[str, Any]], target: dict[str, str]) -> dict[str, str]:
    """Package -> the group that it belongs to: the first one from which it is reached."""
    needs = {canonicalize_name(w["metadata"]["name"]): [
        Requirement(r) for r in w["metadata"].get("requires_dist", [])] for w in wheels}
    found: dict[str, str] = {}
    for group, wanted in groups().items():
        waiting = [Requirement(r) for r in wanted]
        while waiting:
            one = waiting.pop()
            name = canonicalize_name(one.name)
            if name in needs and name not in found and (one.marker is None or one.marker.evaluate(target)):
                found[name] = group
                waiting += needs[name]
    return found


def resolved(python: str, platform: str, wanted: list[str]) -> list[dict[str, Any]]:
    """What pip would install for one target: an entry of its report for each wheel."""
    tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-",
               "--only-binary", ":all:", "--target", "unused", "--python-version", python, *tags,
               "--constraint", str(ROOT / "constraints" / "newest.txt"), *wanted]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(json.loads(done.stdout)["install"])


def complete(python: str, platform: str) -> list[dict[str, Any]]:
    """The wheels of one target, those included that only its platform needs.

    pip reads markers such as ``platform_system == "Windows"`` for the machine that it runs on, not for the target.
    """
    wanted = requirements()
    target = _target(platform, python)
    while True:
        wheels = resolved(python, platform, wanted)
        there = {canonicalize_name(w["metadata"]["name"]) for w in wheels}
        needed = [Requirement(r) for w in wheels for r in w["metadata"].get("requires_dist", [])]
        missing = {r.name for r in needed
                   if r.marker is not None and r.marker.evaluate(target) and canonicalize_name(r.name) not in there}
        if not missing:
            return wheels
        wanted += sorted(missing)


def _target(platform: str, python: str) -> dict[str, str]:
    return {**MARKERS[platform], "python_version": python, "python_full_version": f"{python}.0", "extra": ""}


def main() -> None:
    """Resolve every target and write the lock file."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("Run this with Python 3.11, the oldest of the engine's: newer ones may have packages that it has not.")
    versions: dict[str, str] = {}
    hashes: dict[str, set[str]] = defaultdict(set)
    group_of: dict[str, str] = {}
    for platform in PLATFORMS:
        for python in PYTHONS:
            wheels = complete(python, platform)
            print(f"{platform}, Python {python}: {len(wheels)} wheels")
            for name, group in members(wheels, _target(platform, python)).items():
                # Needed by the core on one target is needed by the core.
                group_of[name] = min(group, group_of.get(name, group), key=list(groups()).index)
            for wheel in wheels:
                name, version = canonicalize_name(wheel["metadata"]["name"]), wheel["metadata"]["version"]
                if versions.setdefault(name, version) != version:
                    sys.exit(f"{name} is {versions[name]} elsewhere, but {version} for {platform}, Python {python}: "
                             "pin it in constraints/newest.txt.")
                hashes[name].add(wheel["download_info"]["archive_info"]["hashes"]["sha256"])
    lines = [HEADER.format(pythons=", ".join(PYTHONS), platforms=", ".join(PLATFORMS))]
    for name in sorted(versions, key=lambda n: (list(groups()).index(group_of[n]), n)):
        if group_of[name] and f"{GROUP}{group_of[name]}\n" not in lines:
            lines.append(f"{GROUP}{group_of[name]}\n")
        pinned = "".join(f" \\\n    --hash=sha256:{digest}" for digest in sorted(hashes[name]))
        lines.append(f"{name}=={versions[name]}{pinned}\n")
    LOCK.write_text("".join(lines), encoding="utf-8")
    print(f"wrote {LOCK.relative_to(ROOT)}: {len(versions)} packages")


if __name__ == "__main__":
    main()
