"""The documentation is true: its commands and snippets run as written, and what it names exists.

Blocks of commands and of Python run in the order of their page, in a folder that holds rasters of known truth under
the names that the pages use. Comments in the pages steer that: ``not run: why`` for what cannot run here,
``exit: N`` for a command that is meant to end otherwise, ``file: name`` for a block that is a file, ``stderr`` for a
block that shows, but for its numbers, what the command before it says.
"""

import ast
import contextlib
import fcntl
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, textured, write

import coregix
from coregix_core.batch.outcome import PairResult
from coregix_core.cli import program as cli
from coregix_core.io.point_file import FIELDS
from coregix_core.options import parameter

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
def folder(world, tmp_path, monkeypatch):
    """A copy of the world, which is the current folder."""
    shutil.copytree(world, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
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


def anchors(page):
    titles = re.findall(r"^#+ (.*)$", re.sub(FENCE, "", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), link
        assert not anchor or anchor in anchors(str(path.resolve().relative_to(ROOT))), link


def test_every_page_is_in_the_navigation():
    listed = re.findall(r": ([\w.-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in DOCS.glob("*.md"))


def test_the_help_of_the_plugin_links_to_a_page_that_exists():
    address = re.search(r'DOCUMENTATION = "(\S+)"', (ROOT / "qgis_plugin/help.py").read_text(encoding="utf-8"))[1]
    assert address.endswith("/docs/qgis.md")
    assert {"align", "assess", "apply", "trim-edges", "engine"} <= anchors("docs/qgis.md")


def test_the_command_line_reference_is_up_to_date():
    """Made anew by tools/make_cli_reference.py."""
    namespace = {"__name__": "make_cli_reference", "__file__": str(ROOT / "tools/make_cli_reference.py")}
    exec(compile(text_of("tools/make_cli_reference.py"), "make_cli_reference", "exec"), namespace)  # noqa: S102
    assert text_of("docs/cli.md") == namespace["page"]()


def test_the_python_reference_has_every_public_name():
    shown = set(re.findall(r"^::: coregix_core\.[\w.]+\.(\w+)$", text_of("docs/api.md"), re.MULTILINE))
    errors = {node.name for node in ast.parse(text_of("coregix_core/errors.py")).body if isinstance(node, ast.ClassDef)}
    assert set(coregix.__all__) - {"__version__"} <= shown | errors


@pytest.mark.parametrize("name", re.findall(r"^::: ([\w.]+)$", text_of("docs/api.md"), re.MULTILINE))
def test_what_the_python_reference_names_is_where_it_says(name):
    module, _, member = name.rpartition(".")
    assert getattr(import_module(module), member).__doc__


def written_out(node):
    """The beginning of a text, f-string or ``Sentence``, up to what is filled in."""
    if isinstance(node, ast.Call):
        node = node.args[0]
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    return first.value.partition("{")[0]


def reasons_of_the_verdict():
    tree = ast.parse(text_of("coregix_core/registration/assessment.py"))
    (function,) = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "refusal_of"]
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and getattr(node.value, "value", "") is not None:
            yield " ".join(written_out(node.value).split()[:3])


def reasons_of_the_solve():
    for module in ("registration/solver", "registration/coarse_solve", "api/execution", "registration/local"):
        for node in ast.walk(ast.parse(text_of(f"coregix_core/{module}.py"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("UnreliableAlignmentError", "nothing_found"):
                yield written_out(node.args[0]).removeprefix("No reliable alignment was found: ").rstrip(".")


def test_every_reason_for_a_refusal_is_explained():
    page = " ".join(text_of("docs/when-it-says-no.md").split())
    # One that begins with what is filled in is another one, passed on.
    found = [reason for reason in (*reasons_of_the_verdict(), *reasons_of_the_solve()) if reason]
    assert len(found) >= 5
    assert [reason for reason in found if reason not in page] == []


def messages_of_the_core():
    """All texts of the core, with … for what is filled in."""
    for path in (ROOT / "coregix_core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("title", ["Input that cannot be used (exit code 2)", "Failures (exit code 1)"])
def test_messages_that_are_explained_exist(title):
    told = "\n".join(messages_of_the_core()).lower()
    rows = re.findall(r"^\| ([^|]*) \|", section("docs/when-it-says-no.md", title), re.MULTILINE)[2:]
    assert len(rows) > 5
    assert [row for row in rows if row.lower() not in told] == []


CITATION = re.compile(r"([A-ZÀ-Ž][\w-]+)((?:, [A-ZÀ-Ž]\w+)* and [A-ZÀ-Ž]\w+| et al\.)? \(?((?:19|20)\d\d)\b")
FOR_READERS_OF_CODE = {"Okabe", "GeoJSON", "JPEG", "JPEG2000"}
"""Colours and formats: not how an alignment works."""


def test_the_papers_that_the_code_stands_on_are_listed():
    papers = section("docs/how-it-works.md", "Papers")
    cited = {(found[1], found[3]) for path in (ROOT / "coregix_core").rglob("*.py")
             for found in CITATION.finditer(" ".join(path.read_text(encoding="utf-8").split()))}
    assert len(cited) > 10
    missing = [f"{name} {year}" for name, year in sorted(cited) if name not in FOR_READERS_OF_CODE
               and not re.search(rf"^- {name},[^*]*\({year}\)", papers, re.MULTILINE)]
    assert missing == []


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
        assert first_column(text) == set(saved)
        assert all(f"`{key}`" in text for name in ("transform", "moving") for key in saved[name] if key != "model")

    def test_tie_points_have_the_attributes_that_the_page_names(self):
        assert first_column(section("docs/file-formats.md", "Tie points")) == set(FIELDS)

    def test_the_batch_summary_has_the_columns_that_the_page_names(self):
        text = section("docs/file-formats.md", "Batch summary")
        assert all(f"`{name}`" in text for name in PairResult.__dataclass_fields__)


def test_choices_are_all_explained():
    for page, choices in (("docs/choosing.md", parameter.TRANSFORMS), ("docs/choosing.md", parameter.METRICS),
                          ("docs/saved-transforms.md", parameter.EXPORTS)):
        assert set(choices) <= first_column(text_of(page))


def names_of_tests(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{n.name}" for n in node.body if isinstance(n, ast.FunctionDef))
            yield node.name
        elif isinstance(node, ast.FunctionDef):
            yield node.name


@pytest.mark.parametrize("page", PAGES)
def test_tests_that_a_page_names_exist(page):
    for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::([\w:]+))?`", text_of(page)):
        assert (ROOT / path).exists(), path
        assert not name or name in set(names_of_tests(path)), f"{path}::{name}"


def test_every_promise_of_reliability_has_its_test():
    rows = [row for row in text_of("docs/reliability.md").splitlines() if row.startswith("| ") and "---" not in row]
    promises = [row for row in rows if not row.startswith("| promise")]
    assert len(promises) >= 20
    assert [row for row in promises if "`tests/" not in row] == []
