"""Measure speed and memory beside gdalwarp and other aligners, and write the table and the plot of docs/performance.md.

    python bench/run.py [--sizes 1000,2048,…] [--runs 3] [--only TOOL]

gdalwarp is told the true displacement and only resamples: no aligner that reads and writes the same files can be much
faster. The tools take turns, so that what else the machine does falls on all of them alike; the table has the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import textwrap
from pathlib import Path
from statistics import median
from xml.etree import ElementTree as ET

import numpy as np
import rasterio
import rivals
import scenes
from affine import Affine
from matplotlib import pyplot as plt
from rasterio.shutil import copy as copy_raster

from coregix import load_transform

PAGE, PLOT, FIGURES = Path("docs/performance.md"), Path("docs/images/performance.png"), Path("bench/performance.json")
BANDS = {1000: 1, 2048: 4, 4096: 4, 6144: 4, 8000: 4, 16000: 3, 20000: 3}
"""Width and height -> bands: 1 to 400 megapixels."""

OUTLOOK = 6144
"""Width of the image by which the page says what more cores would do."""

LARGEST = {"coregix 0.3.0": 4096, "AROSICS global": 6144}
"""The largest image that a tool is asked to do: beyond it memory or hours run out."""

OUTPUT_OPTIONS = ("TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "PREDICTOR=2", "BIGTIFF=IF_SAFER")
"""As Coregix writes."""


def gdalwarp(case: scenes.Case, *options: str) -> rivals.Tool:
    """The tool gdalwarp, told the truth of a case: a VRT puts the moving raster where it belongs."""

    def command(moving: str, fixed: str, output: str) -> list[str]:  # noqa: ARG001 - the signature of all tools
        placed = Path(moving).with_name("placed.vrt")
        copy_raster(moving, placed, driver="VRT")
        tree = ET.parse(placed)  # noqa: S314 - GDAL wrote it just now
        grid = scenes.moving_layout(case)
        true = scenes.TO_WORLD * displacement(case) * ~scenes.TO_WORLD * grid.transform
        tree.find("GeoTransform").text = ", ".join(map(str, true.to_gdal()))
        tree.write(placed)
        left, top = grid.transform * (0, 0)
        right, bottom = grid.transform * grid.shape[::-1]
        creation = [word for option in OUTPUT_OPTIONS for word in ("-co", option)]
        return ["gdalwarp", "-q", "-overwrite", "-r", "cubic", "-te", *map(str, (left, bottom, right, top)), "-ts",
                *map(str, grid.shape[::-1]), *creation, *options, str(placed), output]

    return rivals.Tool(" ".join(["gdalwarp", *(["all cores"] if options else [])]), command,
                       lambda: shutil.which("gdalwarp") is not None)


def displacement(case: scenes.Case) -> Affine:
    """The warp of a case without waves, as an affine of scene coordinates."""
    warp, middle = case.warp, (case.warp.size / 2, case.warp.size / 2)
    turn = Affine.translation(*middle) * Affine.rotation(warp.rotation) * Affine.scale(warp.scale)
    return Affine.translation(*warp.shift) * turn * Affine.translation(-middle[0], -middle[1])


def error_px(case: scenes.Case, transform_file: Path) -> float:
    """Rmse of a saved transform over the scene, in pixels."""
    row, col = np.mgrid[0 : case.warp.size : 20j, 0 : case.warp.size : 20j]
    x, y = scenes.TO_WORLD * (col, row)
    u, v = ~scenes.TO_WORLD * load_transform(transform_file).transform(x, y)
    found = case.warp.forward(u, v)
    return float(np.sqrt(np.mean((found[0] - col) ** 2 + (found[1] - row) ** 2)))


def tools_for(case: scenes.Case, size: int, only: str) -> list[rivals.Tool]:
    """The tools that are measured on a size; ``only`` is part of a name."""
    tools = (gdalwarp(case), gdalwarp(case, "-multi", "-wo", "NUM_THREADS=ALL_CPUS", "-co", "NUM_THREADS=ALL_CPUS"),
             rivals.COREGIX, rivals.OLD, rivals.AROSICS_GLOBAL)
    return [t for t in tools if only.lower() in t.name.lower() and size <= LARGEST.get(t.name, size) and t.prepare()]


def measure(size: int, runs: int, only: str) -> list[dict[str, object]]:
    """One record a tool for one size."""
    case = scenes.speed_case(size, BANDS[size])
    folder = rivals.CACHE / "speed" / case.name
    fixed, moving = map(str, scenes.write(case, folder))
    chosen = tools_for(case, size, only)
    done: dict[str, list[rivals.Run]] = {tool.name: [] for tool in chosen}
    output, transform_file = folder / "output.tif", folder / "transform.json"
    error, megabytes = float("nan"), 0.0
    for _ in range(runs):
        for tool in chosen:
            output.unlink(missing_ok=True)
            words = tool.command(moving, fixed, str(output))
            if tool is rivals.COREGIX:
                words += ["--save-transform", str(transform_file)]
            done[tool.name].append(rivals.run(words))
            print(case.name, tool.name, done[tool.name][-1], flush=True)
            if tool is rivals.COREGIX and transform_file.exists():
                error = error_px(case, transform_file)
                megabytes = sum(Path(p).stat().st_size for p in (fixed, moving, output)) / 1e6
    output.unlink(missing_ok=True)
    return [record(case, name, of_tool, error, megabytes) for name, of_tool in done.items()]


def stages(run: rivals.Run) -> dict[str, float]:
    """Seconds of each stage, which Coregix tells in its result; the rest is the start of Python and its packages."""
    _, brace, rest = run.said.partition("{")
    try:
        told = json.loads(brace + rest)["seconds"]
    except (ValueError, KeyError):
        return {}
    return {"start": round(run.seconds - sum(told.values()), 2), **told}


def record(case: scenes.Case, tool: str, runs: list[rivals.Run], error: float, megabytes: float) -> dict[str, object]:
    """Medians over the runs of one tool on one size; for Coregix, with the stages of the run of median length."""
    ours = tool == rivals.COREGIX.name
    extra = {"stages": stages(sorted(runs, key=lambda r: r.seconds)[len(runs) // 2]), "megabytes": round(megabytes),
             } if ours else {}
    return {
        "size": case.name, "megapixels": round(case.warp.size**2 / 1e6, 1), "tool": tool, "runs": len(runs),
        "seconds": median(r.seconds for r in runs), "peak_mib": median(r.peak_mib for r in runs),
        "exit_code": runs[-1].exit_code, "error_px": round(error, 4) if ours else None, **extra,
    }


def rows_of_table(records: list[dict[str, object]]) -> list[list[str]]:
    """Rows for the page: each tool's time is set against that of gdalwarp on the same size."""
    rows = [["image", "tool", "seconds", "x gdalwarp", "peak MiB", "error, px", "runs"]]
    for entry in records:
        base = [r["seconds"] for r in records if r["size"] == entry["size"] and r["tool"] == "gdalwarp"]
        failed = f"failed ({entry['exit_code']})" if entry["exit_code"] else ""
        rows.append([
            str(entry["size"]), str(entry["tool"]), failed or f"{entry['seconds']:.1f}",
            f"{entry['seconds'] / base[0]:.2f}" if base and not failed else "", f"{entry['peak_mib']:.0f}",
            "" if entry["error_px"] is None else f"{entry['error_px']:.3f}", str(entry["runs"]),
        ])
    return rows


def rows_of_stages(records: list[dict[str, object]]) -> list[list[str]]:
    """Rows for the page: where Coregix's time goes."""
    told = [r for r in records if r.get("stages")]
    names = list(dict.fromkeys(name for r in told for name in r["stages"]))
    return [["image", *names], *([str(r["size"]), *(f"{r['stages'].get(n, 0):.1f}" for n in names)] for r in told)]


def outlook(entry: dict[str, object]) -> list[str]:
    """What the figures of one size come to on other machines, by arithmetic."""
    cores, day, megabytes = os.cpu_count() or 1, 86_400, entry["megabytes"]
    # Two digits: more would look as if it had been measured.
    pairs, disk = (float(f"{n:.2g}") for n in (64 / cores * day / entry["seconds"], 1000 / megabytes * day))
    told = (f"A thousand pairs of {entry['size']} a day are {1000 * entry['seconds'] / 3600:.1f} hours of work for "
            f"{cores} cores. 64 cores are {64 // cores} times as many: by the same arithmetic, not measured, some "
            f"{pairs:,.0f} pairs a day. Each reads and writes {megabytes} MB, so that a disk of 1 GB/s ends it at "
            f"{disk:,.0f}.")
    return textwrap.wrap(told, 124, break_on_hyphens=False)


def draw(records: list[dict[str, object]]) -> None:
    """Time and memory against megapixels."""
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, key, label in zip(axes, ("seconds", "peak_mib"), ("seconds", "peak memory, MiB"), strict=True):
        for tool in dict.fromkeys(r["tool"] for r in records):
            line = [(r["megapixels"], r[key]) for r in records if r["tool"] == tool and not r["exit_code"]]
            if line:
                axis.loglog(*zip(*line, strict=True), marker="o", label=tool)
        axis.set_xlabel("megapixels")
        axis.set_ylabel(label)
        axis.grid(alpha=0.3)
    axes[0].legend()
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, dpi=110)


def machine() -> str:
    """What it was measured on."""
    gdal = subprocess.run(["gdalwarp", "--version"], capture_output=True, text=True, check=False).stdout.split(",")[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, rasterio "
            f"{rasterio.__version__} with GDAL {rasterio.__gdal_version__}; gdalwarp of {gdal or 'no GDAL'}")


def main() -> None:
    """Measure, print, and write the page unless only a part was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, BANDS)))
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool; images over 100 Mpx get one")
    parser.add_argument("--only", default="", help="part of a tool's name; the page is left as it is")
    args = parser.parse_args()
    records = []
    for size in map(int, args.sizes.split(",")):
        records += measure(size, args.runs if size <= 10_000 else 1, args.only)
    lines = [f"Measured on {machine()}.", "", *rivals.table(rows_of_table(records))]
    print("\n".join(lines))
    if not args.only:
        FIGURES.write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
        draw(records)
        picture = f"![Time and peak memory against image size](images/{PLOT.name})"
        rivals.replace_between_markers(PAGE, "speed", [*lines, "", picture])
        rivals.replace_between_markers(PAGE, "stages", rivals.table(rows_of_stages(records)))
        for entry in records:
            if str(entry["size"]).startswith(f"{OUTLOOK}x") and entry.get("megabytes"):
                rivals.replace_between_markers(PAGE, "outlook", outlook(entry))


if __name__ == "__main__":
    main()
