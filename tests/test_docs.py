"""The documentation is true: its commands and snippets run as written, and what it names exists.

Blocks of commands and of Python run in the order of their page, in a folder that holds rasters of known truth under
the names that the pages use. Comments in the pages steer that: ``not run: why`` for what cannot run here,
``exit: N`` for a command that is meant to end otherwise, ``file: name`` for a block that is a file, ``stderr`` for a
block that shows, but for its numbers, what the command before it says.
"""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, textured, write

import coregix
from coregix_core.batch.outcome import PairResult
from coregix_core.cli import program as cli
from coregix_core.io.point_file import FIELDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted(DOCS.glob("*.md")))]
NOT_RUN = {"README.md": 1, "docs/command-line.md": 1, "docs/qgis.md": 2, "docs/big-scenes.md": 2,
           "docs/index.md": 1, "docs/tutorial.md": 1, "docs/python.md": 1}
"""How many blocks of each page cannot run here: they install from the network, need QGIS, workers or a cluster."""

SHELL = ("bash", "console")
"""Kinds of blocks that are commands."""

GRID = grid(240, 240, 10.0)
CENTRE = GRID.middle
GROUND = Ground(3, shortest=45.0, longest=1500.0)
TRUTH = displaced(7.0, 19.0, centre=CENTRE)
"""source.tif shows things 7 m too far east and 19 m too far north."""

FENCE = re.compile(r"(?:^<!-- (?P<note>[^>]*?) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is, its text, the comment before it, and its line in the page."""

    kind: str
    text: str
    note: str
    line: int

    @property
    def runs(self):
        return self.kind in (*SHELL, "python") and not self.note.startswith("not run: ")

    @property
    def commands(self):
        return [c for c in self.text.replace("\\\n", " ").splitlines() if c and not c.startswith("#")]


def text_of(page):
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page):
    text = text_of(page)
    return [Block(found["kind"], found["text"], found["note"] or "", text[: found.start()].count("\n") + 1)
            for found in FENCE.finditer(text)]


def section(page, title):
    """The text of a section, up to the next title of its level."""
    return re.split(r"^## ", text_of(page).split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def bands(*values):
    return np.stack([np.clip(np.rint(v), 1, 65535) for v in values]).astype("uint16")


def multispectral(displacement=None, ground=GROUND):
    base = textured(GRID, displacement, ground)
    return bands(base, 0.8 * base + 300, 1.1 * base, base**1.2 / 5)


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """All files that the pages take for granted."""
    folder = tmp_path_factory.mktemp("world")
    write(folder / "reference.tif", multispectral(), GRID, nodata=0)
    write(folder / "source.tif", multispectral(TRUTH), GRID, nodata=0)
    part = np.s_[:, 60:170, 60:170]  # less of it is as unrelated, and sooner looked through
    write(folder / "unrelated.tif", multispectral(ground=Ground(8, shortest=45.0, longest=1500.0))[part],
          GRID.window(60, 60, 110, 110), nodata=0)
    write(folder / "mask.tif", (textured(GRID, TRUTH, GROUND) > 3200).astype("uint8"), GRID, nodata=255)
    write(folder / "clouds.tif", blobs(GRID.shape, 0.1).astype("uint8"), GRID)
    (folder / "scenes").mkdir()
    for name, east in (("april", -23.0), ("june", 31.0)):
        write(folder / "scenes" / f"{name}.tif", multispectral(displaced(east, 12.0, centre=CENTRE)), GRID, nodata=0)
    write_radar_and_optical(folder)
    write_points(folder / "source.points")
    write_vectors(folder / "digitised.gpkg")
    with contextlib.chdir(folder):
        coregix.align_image_pair("source.tif", "reference.tif", "aligned.tif", save_transform="T.json")
    return folder


def write_radar_and_optical(folder):
    """The same fields: dark where the other is bright, and under speckle."""
    rng = np.random.default_rng(4)
    write(folder / "optical.tif", multispectral(), GRID, nodata=0)
    shown = textured(GRID, displaced(-15.0, 8.0, centre=CENTRE), GROUND)
    echo = np.clip(6000 - shown, 100, None) * rng.gamma(30, 1 / 30, shown.shape)
    write(folder / "radar.tif", bands(echo), GRID, nodata=0)


def write_points(path):
    """What QGIS's Georeferencer saves: true places and where the source shows them."""
    steps = np.linspace(-1000, 1000, 3)
    x, y = (a.ravel() for a in np.meshgrid(CENTRE[0] + steps, CENTRE[1] + steps))
    rows = zip(x, y, *TRUTH(x, y), strict=True)
    lines = [",".join(f"{v:.3f}" for v in row) + ",1,0,0,0" for row in rows]
    path.write_text("\n".join(["mapX,mapY,sourceX,sourceY,enable,dX,dY,residual", *lines]) + "\n", encoding="utf-8")


def write_vectors(path):
    import pyogrio
    import shapely

    x, y = CENTRE
    shapes = shapely.to_wkb([shapely.box(x - 300, y - 300, x, y), shapely.box(x, y, x + 300, y + 300)])
    pyogrio.raw.write(path, np.asarray(shapes, object), [np.array(["a", "b"], object)], ["name"], driver="GPKG",
                      crs="EPSG:32633", geometry_type="Polygon")


@pytest.fixture
def folder(world, tmp_path, tmp_path_factory, monkeypatch):
    """A copy of the world, which is the current folder; what a command keeps to be looked at is thrown away too."""
    shutil.copytree(world, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    kept = str(tmp_path_factory.mktemp("kept"))
    monkeypatch.setenv("TMPDIR", kept)
    monkeypatch.setattr(tempfile, "tempdir", kept)
    return tmp_path


def run_command(command):
    """Exit code and stderr of a command: a plain one of coregix in this process, all else by a shell."""
    words = shlex.split(command)
    entries = {"coregix": cli.main, "vhr-align-image-pair": cli.align_main}
    if words[0] in entries and words[1] != "batch" and not set(words) & {">", "|", "&&"}:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = entries[words[0]](words[1:])
        return code, err.getvalue()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], capture_output=True, text=True, check=False,
                          env={**os.environ, "PATH": path})
    return done.returncode, done.stderr


@contextlib.contextmanager
def once(name, folder):
    """What the file of a name holds in the folder that all processes of a test run share: {}, if this one is first.

    What the block puts there is there for the others, who wait meanwhile.
    """
    with (folder / name).open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        held = json.loads(file.read() or "{}")
        known = bool(held)
        yield held
        if not known:
            file.write(json.dumps(held))


@pytest.fixture
def one_processor():
    """As on a machine that has but one: no workers are started, whose imports take longer than what they do here."""
    before = os.sched_getaffinity(0)
    # Each process of the test run takes another one.
    os.sched_setaffinity(0, {sorted(before)[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % len(before)]})
    yield
    os.sched_setaffinity(0, before)


def without_numbers(text):
    return re.sub(r"\d+(\.\d+)?", "N", text).strip()


class Reader:
    """Someone who does what a page says, block by block."""

    def __init__(self, shared):
        self.names = {"__name__": "__main__"}
        self.said = ""
        self.shared = shared

    def follow(self, block, where):
        if block.note.startswith("file: "):
            Path(block.note.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
        elif block.note == "stderr":
            assert without_numbers(self.said) == without_numbers(block.text), where
        elif block.runs and block.kind == "python":
            exec(compile(block.text, where, "exec"), self.names)  # noqa: S102 - our own pages
        elif block.runs:
            for command in block.commands:
                self.run(command, int(block.note.removeprefix("exit: ") or 0), where)

    def run(self, command, expected, where):
        if command.startswith("coregix batch "):
            # Two pages show the same one.
            with once(hashlib.sha256(command.encode()).hexdigest(), self.shared) as held:
                code, self.said = held.get("ended") or run_command(command)
                held["ended"] = code, self.said
        else:
            code, self.said = run_command(command)
        assert code == expected, f"{where}: {command}: {self.said}"


@pytest.mark.usefixtures("one_processor")
@pytest.mark.parametrize("page", [page for page in PAGES if any(block.runs for block in blocks(page))])
def test_commands_and_snippets_run_as_written(page, folder, tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    reader = Reader(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    for block in blocks(page):
        # Nobody but root may write to /path: it stands for any folder.
        here = replace(block, text=block.text.replace("/path/to/", f"{folder}/"))
        reader.follow(here, f"{page}, line {block.line}")


def test_no_two_pages_of_the_site_have_one_name():
    stems = [path.stem for path in DOCS.iterdir() if path.suffix in (".md", ".ipynb")]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize(("source", "link"), [("tutorial-python.ipynb", "tutorial.html#next"),
                                              ("tutorial.md", "tutorial.md#next")])
def test_a_notebook_links_to_built_pages_and_those_of_markdown_are_left_to_mkdocs(source, link):
    hook = runpy.run_path(str(ROOT / "tools" / "docs_offline.py"))["on_page_content"]
    page = SimpleNamespace(file=SimpleNamespace(src_uri=source))
    away = '<a href="https://example.org/tutorial.md">'
    assert hook(f'<a href="tutorial.md#next">{away}', page=page) == f'<a href="{link}">{away}'


def test_the_notebook_runs(folder):
    shutil.copy(DOCS / "tutorial-python.ipynb", folder)
    # A process of its own: the kernel's sockets are closed when it ends.
    subprocess.run([Path(sys.executable).with_name("jupyter-execute"), "tutorial-python.ipynb", "--inplace"],
                   check=True, capture_output=True, timeout=300)
    shown = (folder / "tutorial-python.ipynb").read_text(encoding="utf-8")
    assert "places agree" in shown
    assert "image/png" in shown


@pytest.mark.parametrize("page", PAGES)
def test_what_cannot_run_is_marked_and_rare(page):
    assert sum(block.note.startswith("not run: ") for block in blocks(page)) == NOT_RUN.get(page, 0)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_of_a_known_kind(page):
    assert {block.kind for block in blocks(page)} <= {*SHELL, "python", "text", "json", "csv"}
    assert text_of(page).count("\n```") == 2 * len(blocks(page)), "a fence is not closed, or is indented"
    for block in blocks(page):
        if block.kind == "json":
            json.loads(block.text)


def test_the_commands_do_what_the_pages_say(world):
    """The shift that the pages speak of is the true one."""
    x, y = np.array([CENTRE[0]]), np.array([CENTRE[1]])
    found = np.concatenate(coregix.load_transform(world / "T.json").transform(x, y))
    assert np.hypot(*(found - np.concatenate(TRUTH(x, y)))) < 0.5


def first_column(text):
    return {name for row in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}


class TestFileFormats:
    @pytest.mark.usefixtures("folder")
    def test_the_result_has_the_fields_that_the_page_names(self):
        result = coregix.align_image_pair("source.tif", "reference.tif", "again.tif").to_dict()
        text = section("docs/file-formats.md", "Result")
        assert first_column(text) == set(result)
        inner = ("residual_before", "local_gain", "transform")
        assert all(f"`{key}`" in text for name in inner for key in result[name])

    def test_the_transform_file_has_the_fields_that_the_page_names(self, world):
        saved = json.loads((world / "T.json").read_text(encoding="utf-8"))
        text = section("docs/file-formats.md", "Transform file")
        # Of a source that had a georeference which was trusted, it is left out.
        assert first_column(text) == {*saved, "placed"}
        assert all(f"`{key}`" in text for name in ("transform", "moving") for key in saved[name] if key != "model")

    def test_tie_points_have_the_attributes_that_the_page_names(self):
        assert first_column(section("docs/file-formats.md", "Tie points")) == set(FIELDS)

    def test_the_batch_summary_has_the_columns_that_the_page_names(self):
        text = section("docs/file-formats.md", "Batch summary")
        assert all(f"`{name}`" in text for name in PairResult.__dataclass_fields__)
