"""Files from others are data: nothing in them runs, and they lead nowhere that the user did not point to.

Transform, pair and point files are in the tests of their modules, HTML in core/report/test_page.py, the wheels of the
engine in plugin/test_install.py.
"""

import ast
import html
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from scenes import coordinates, grid, write

from coregix_core.errors import RasterError
from coregix_core.io.raster import open_raster

ROOT = Path(__file__).parents[1]
CODE = sorted(path for folder in ("coregix", "coregix_core", "qgis_plugin") for path in (ROOT / folder).rglob("*.py"))
GRID = grid(40, 30)

UNSAFE_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "yaml", "xmlrpc"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "subprocess.getoutput",
                "subprocess.getstatusoutput", "os.execl", "os.spawnl", "tempfile.mktemp"}
ARRAY_READERS = {"np.load", "numpy.load"}
"""They run what a file says, unless it is written that they do not."""


def name_of(node):
    """A dotted name, or '' where it is none."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def imported(node):
    """The modules that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def is_unsafe(keyword):
    """Whether an argument opens a door: a shell or pickled data, unless it is written that there is none."""
    return keyword.arg in {"allow_pickle", "shell"} and not is_false(keyword.value)


def is_false(value):
    return isinstance(value, ast.Constant) and value.value is False


def sins(tree):
    """What a module should not hold: (line, what)."""
    for node in ast.walk(tree):
        yield from ((node.lineno, name) for name in imported(node) if name.split(".")[0] in UNSAFE_MODULES)
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            shut = any(keyword.arg == "allow_pickle" and is_false(keyword.value) for keyword in node.keywords)
            if name in UNSAFE_CALLS or (name in ARRAY_READERS and not shut):
                yield node.lineno, name
            yield from ((node.lineno, keyword.arg) for keyword in node.keywords if is_unsafe(keyword))


@pytest.mark.parametrize("path", CODE, ids=[str(path.relative_to(ROOT)) for path in CODE])
def test_no_shell_no_pickle_no_eval(path):
    assert list(sins(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("code", [
    "import pickle", "from yaml import load", "eval('1')", "import os\nos.system('ls')", "run(x, shell=True)",
    "run(x, shell=asked)", "np.load(f, allow_pickle=True)"])
def test_such_code_would_be_seen(code):
    assert list(sins(ast.parse(code)))


@pytest.fixture
def vrt(tmp_path):
    """Writes a VRT that shows a source: its name in the text, maybe with more of the XML changed."""
    write(tmp_path / "a.tif", coordinates(GRID, "uint8")[0], GRID)
    rasterio.shutil.copy(tmp_path / "a.tif", tmp_path / "v.vrt", driver="VRT")
    text = (tmp_path / "v.vrt").read_text()

    def made(source, name="v.vrt", change=lambda text: text):
        (tmp_path / name).write_text(change(text.replace(">a.tif<", f">{source}<")))
        return tmp_path / name

    return made


def refused(path):
    with pytest.raises(RasterError) as caught, open_raster(path, role="moving") as raster:
        raster.read((0, 0, raster.grid.width, raster.grid.height))
    return str(caught.value)


REMOTE = "/vsicurl/http://127.0.0.1:9/a.tif"


@pytest.mark.parametrize("source", [
    REMOTE, "&#47;vsi&#99;url/http://127.0.0.1:9/a.tif", "&#x2f;vsis3/bucket/a.tif", "/vsizip//vsicurl/http://127.0.0.1:9/a",
    "/VSICURL/http://127.0.0.1:9/a.tif", "HTTP://127.0.0.1:9/a.tif", "WMS:http://127.0.0.1:9/",
    "&lt;GDAL_WMS&gt;&lt;/GDAL_WMS&gt;"])
def test_a_vrt_does_not_reach_into_the_network_however_it_is_spelt(vrt, source):
    assert "network" in refused(vrt(source))


def test_nor_by_way_of_another_vrt(vrt):
    vrt(REMOTE, "inner.vrt")
    vrt("inner.vrt", "middle.dat")
    assert "network" in refused(vrt("middle.dat"))


def test_nor_by_one_that_is_written_into_it(vrt):
    inner = html.escape(vrt(REMOTE, "inner.vrt").read_text())
    assert "network" in refused(vrt(inner))


def test_vrts_that_show_each_other_end_in_a_sentence(vrt):
    vrt("other.vrt")
    # Not left to GDAL: a process in which it has met such would miss that parts of other VRTs are not there.
    assert "shows itself" in refused(vrt("v.vrt", "other.vrt").with_name("v.vrt"))


def test_a_vrt_of_local_rasters_is_welcome_wherever_they_lie(vrt, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere" / "b.tif", coordinates(GRID, "uint8")[0], GRID)
    with open_raster(vrt("elsewhere/b.tif"), role="moving") as raster:
        np.testing.assert_array_equal(raster.read((0, 0, 40, 30))[0], coordinates(GRID, "uint8")[:1])


RAW = """<VRTDataset rasterXSize="4" rasterYSize="2"><SRS>EPSG:32633</SRS><GeoTransform>5e5,1,0,5e6,0,-1</GeoTransform>
<VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand"><SourceFilename relativeToVRT="{relative}">{name}
</SourceFilename></VRTRasterBand></VRTDataset>""".replace("\n</Source", "</Source")


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "in/../../secret", "link"])
def test_a_vrt_does_not_show_the_bytes_of_files_elsewhere(tmp_path, name):
    (tmp_path / "v").mkdir()
    (tmp_path / "secret").write_bytes(b"12345678")
    (tmp_path / "v" / "link").symlink_to("../secret")
    (tmp_path / "v" / "v.vrt").write_text(RAW.format(relative=int(name[0] != "/"), name=name))
    assert "outside its folder" in refused(tmp_path / "v" / "v.vrt")


def test_the_bytes_of_a_file_beside_it_are_welcome(tmp_path):
    (tmp_path / "data").write_bytes(bytes(range(8)))
    (tmp_path / "v.vrt").write_text(RAW.format(relative=1, name="data"))
    with open_raster(tmp_path / "v.vrt", role="moving") as raster:
        assert raster.read((0, 0, 4, 2))[0].ravel().tolist() == list(range(8))


def test_a_vrt_runs_no_code(vrt, tmp_path):
    def with_function(text):
        code = ("<PixelFunctionType>f</PixelFunctionType><PixelFunctionLanguage>Python</PixelFunctionLanguage>"
                f"<PixelFunctionCode><![CDATA[\nopen({str(tmp_path / 'ran')!r}, 'w')\ndef f(*a, **k): pass\n]]>"
                "</PixelFunctionCode>")
        return text.replace('band="1"', 'band="1" subClass="VRTDerivedRasterBand"').replace(
            "<SimpleSource", code + "<SimpleSource", 1)

    assert "v.vrt" in refused(vrt("a.tif", change=with_function))
    assert not (tmp_path / "ran").exists()


def test_a_bomb_of_entities_does_not_go_off(tmp_path):
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    (tmp_path / "v.vrt").write_text(
        f'<!DOCTYPE v [<!ENTITY e0 "x">{levels}]><VRTDataset rasterXSize="4" rasterYSize="2"><SRS>&e11;</SRS>'
        '<VRTRasterBand dataType="Byte" band="1"/></VRTDataset>')
    with open_raster(tmp_path / "v.vrt", role="moving") as raster:
        assert raster.read((0, 0, 4, 2))[0].max() == 0
