"""The zip for plugins.qgis.org is as the site wants it, and what is not is found."""

import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import package_plugin  # noqa: E402


@pytest.fixture(scope="module")
def plugin_zip(tmp_path_factory):
    path = tmp_path_factory.mktemp("dist") / "plugin.zip"
    package_plugin.build(path)
    return path


def test_the_zip_is_as_the_site_wants_it(plugin_zip):
    # The site's scanners take longer than all other tests of the plugin: `make lint` runs them on it.
    assert package_plugin.faults(plugin_zip, scan=False) == []


def test_the_zip_holds_the_plugin_its_core_and_a_model(plugin_zip):
    names = set(zipfile.ZipFile(plugin_zip).namelist())
    top = package_plugin.NAME
    assert {f"{top}/{name}" for name in (
        "__init__.py", "metadata.txt", "LICENSE", "icon.svg", "engine.lock", "boot.py", "coregix_core/cli/program.py",
        "coregix_core/options/parameters.py")} <= names
    assert any(name.endswith(".model3") for name in names)
    assert plugin_zip.stat().st_size < 2_000_000


def test_every_file_of_the_core_is_in_the_zip(plugin_zip):
    names = zipfile.ZipFile(plugin_zip).namelist()
    packed = {name.split("/coregix_core/", 1)[1] for name in names if "/coregix_core/" in name}
    there = {path.relative_to(ROOT / "coregix_core").as_posix() for path in (ROOT / "coregix_core").rglob("*")
             if path.is_file() and "__pycache__" not in path.parts}
    assert there - packed == {"py.typed"}


def test_the_same_tree_gives_the_same_bytes(tmp_path):
    for name in ("one.zip", "two.zip"):
        package_plugin.build(tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize(("name", "text", "fault"), [
    ("other/file.py", "", "2 top folders"),
    ("{top}/__pycache__/a.pyc", "", "has no place"),
    ("{top}/core.so", "", "has no place"),
    ("{top}/run.sh", "", "has no place"),
    ("{top}/walrus.py", "match x:\n    case 1: pass\n", "is not Python 3.9"),
])
def test_what_the_site_refuses_is_found(plugin_zip, tmp_path, name, text, fault):
    changed = with_files(plugin_zip, tmp_path, {name.format(top=package_plugin.NAME): text})
    assert any(fault in found for found in package_plugin.faults(changed, scan=False))


def test_what_the_site_s_scanners_refuse_is_found(tmp_path):
    pytest.importorskip("detect_secrets", reason="the extra 'package' has the site's scanners")
    pytest.importorskip("flake8_qgis", reason="the extra 'package' has the site's scanners")
    bare = tmp_path / "bare.zip"
    with zipfile.ZipFile(bare, "w") as archive:
        archive.write(ROOT / "metadata.txt", f"{package_plugin.NAME}/metadata.txt")
    changed = with_files(bare, tmp_path, {
        f"{package_plugin.NAME}/shell.py": "import os\nos.system(input())\n",
        f"{package_plugin.NAME}/enum.py": "from qgis.PyQt.QtCore import Qt\nx = Qt.Horizontal\n",
        f"{package_plugin.NAME}/secret.py": "password = 'hunter2-Tr0ub4dor'\n"})
    found = " ".join(package_plugin.faults(changed))
    assert all(code in found for code in ("B605", "QGS4", "B105", "detect-secrets"))


def with_files(plugin_zip, folder, files):
    changed = folder / "changed.zip"
    changed.write_bytes(plugin_zip.read_bytes())
    with zipfile.ZipFile(changed, "a") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return changed


def dead_links(pages, name):
    """Links of a page that lead neither to a place in the pages nor, openly, out of them."""
    for target in re.findall(r'href="([^"]+)"', pages[name]):
        there, _, anchor = target.partition("#")
        page = pages.get(there or name, "")
        if not target.startswith("https://") and (not page or (anchor and f'id="{anchor}"' not in page)):
            yield name, target


def test_the_help_needs_no_network(plugin_zip):
    archive = zipfile.ZipFile(plugin_zip)
    top = f"{package_plugin.NAME}/pages/"
    pages = {name.removeprefix(top): archive.read(name).decode() for name in archive.namelist() if name.startswith(top)}
    assert {"qgis.html", "choosing.html", "stacks.html", "when-it-says-no.html"} <= set(pages)
    assert [link for name in pages for link in dead_links(pages, name)] == []
    assert "<img" not in "".join(pages.values())


def test_linking_makes_a_plugin_folder_that_follows_the_tree(tmp_path):
    target = package_plugin.link(tmp_path)
    assert (target / "metadata.txt").read_text(encoding="utf-8") == (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert (target / "coregix_core" / "cli" / "program.py").exists()
    assert package_plugin.link(tmp_path) == target
