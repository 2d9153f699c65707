"""Measure time, memory and error of local displacements against image size; write their table of docs/performance.md.

    python bench/local.py [--sizes 1000,4096,8000]

The pairs are those of ``run.py`` with waves of 6 pixels besides. Each is also aligned without ``local``, just before:
what else the machine does falls on both.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import rivals
import scenes
from run import BANDS, PAGE, error_px

SIZES = (1000, 4096, 8000)

WAVE = 6.0
"""Height in pixels of a wave that is as long as the image."""


def measure(size: int) -> list[str]:
    """The row of one size: a single run, for it takes minutes."""
    plain = scenes.speed_case(size, BANDS[size])
    case = replace(plain, warp=replace(plain.warp, wave=WAVE))
    folder = rivals.CACHE / "local" / case.name
    fixed, moving = map(str, scenes.write(case, folder))
    output, transform_file = folder / "output.tif", folder / "transform.json"
    output.unlink(missing_ok=True)
    words = rivals.COREGIX.command(moving, fixed, str(output))
    # Waves are no affine, so that it may be refused in the end: the work is the same.
    parametric = rivals.run(words).seconds
    output.unlink(missing_ok=True)
    run = rivals.run([*words, "--transform", "local", "--save-transform", str(transform_file)])
    times = f"{run.seconds / parametric:.1f}"
    if not output.exists():
        return [case.name, f"failed ({run.exit_code})", times, f"{run.peak_mib:.0f}", ""]
    output.unlink()
    error = error_px(case, Path(transform_file))
    return [case.name, f"{run.seconds:.0f}", times, f"{run.peak_mib:.0f}", f"{error:.3f}"]


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    args = parser.parse_args()
    rows = [["image", "seconds", "x parametric", "peak MiB", "error, px"],
            *(measure(int(size)) for size in args.sizes.split(","))]
    lines = rivals.table(rows)
    print("\n".join(lines))
    rivals.replace_between_markers(PAGE, "local", lines)


if __name__ == "__main__":
    main()
