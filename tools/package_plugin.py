"""Builds the QGIS plugin's zip and checks it as plugins.qgis.org does, or links the plugin into a QGIS profile.

    package_plugin.py FOLDER             build FOLDER/coregix_toolbox.zip and check it
    package_plugin.py --check            the same with a zip that goes again
    package_plugin.py --link [PROFILE]   link the plugin into the user's profile (or the one given)

Both lay out one folder: the plugin, the core in it, and the metadata and licence of the top level.
"""

import ast
import configparser
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import help_pages

ROOT = Path(__file__).parents[1]
NAME = "coregix_toolbox"
"""Folder of the plugin. Not "coregix": that would hide the Python package of this name from QGIS's Python."""

LAYOUT = {
    "": ["metadata.txt", "LICENSE", "qgis_plugin/*.py", "qgis_plugin/engine.lock", "qgis_plugin/icon.svg"],
    "panel": ["qgis_plugin/panel/*.py"],
    "translations": ["qgis_plugin/translations/*.qm"],
    "models": ["qgis_plugin/models/*.model3"],
    "pictures": ["qgis_plugin/pictures/*.png"],
    "coregix_core": [f"coregix_core/**/*.{ending}" for ending in ("py", "pyi", "css", "html")],
}
"""Folder within the plugin -> what goes there."""

PAGES = "pages"
"""Folder within the plugin with the documentation that its help buttons open."""

LARGEST = 2_000_000
REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
ALLOWED = (".py", ".pyi", ".css", ".html", ".txt", ".svg", ".png", ".model3", ".qm", ".lock", "LICENSE")
BLOCKING = "B102,B105,B106,B107,B202,B301,B302,B303,B304,B305,B306,B307,B602,B605"
"""Bandit's findings that the site does not take."""


def files() -> Iterator[tuple[str, Path]]:
    """(path within the plugin's folder, file) of all that the plugin consists of."""
    for folder, patterns in LAYOUT.items():
        for pattern in patterns:
            for path in sorted(ROOT.glob(pattern)):
                # The core keeps its packages; all else is laid flat.
                name = path.relative_to(ROOT / folder).as_posix() if folder == "coregix_core" else path.name
                yield (f"{folder}/{name}" if folder else name), path


def link(plugins: Path) -> Path:
    """Make the plugin's folder in ``plugins``, of links into this tree, so that edits count at once."""
    target = plugins / NAME
    (target / PAGES).mkdir(parents=True, exist_ok=True)
    for name, page in help_pages.pages().items():
        (target / PAGES / name).write_bytes(page)
    for name, path in files():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        try:
            place.symlink_to(path)
        except OSError:  # Windows without developer mode
            place.write_bytes(path.read_bytes())
    return target


def profile() -> Path:
    """The default profile of the user's QGIS: of QGIS 3, unless there is one of QGIS 4 alone."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    base = {"win32": Path(os.environ.get("APPDATA", ""), "QGIS"),
            "darwin": Path.home() / "Library/Application Support/QGIS"}.get(sys.platform, Path(data, "QGIS"))
    generation = "QGIS4" if (base / "QGIS4").is_dir() and not (base / "QGIS3").is_dir() else "QGIS3"
    return base / generation / "profiles" / "default"


def build(zip_path: Path) -> None:
    """Write the zip; the same files give the same bytes."""
    zip_path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(zip_path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        pages = [(f"{PAGES}/{name}", page) for name, page in help_pages.pages().items()]
        for name, content in [*((name, path.read_bytes()) for name, path in files()), *pages]:
            entry = zipfile.ZipInfo(f"{NAME}/{name}", (2020, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)


def faults(zip_path: Path, *, scan: bool = True) -> list[str]:
    """What plugins.qgis.org would refuse in a zip, as sentences; the scanners take seconds."""
    with zipfile.ZipFile(zip_path) as archive:
        names = archive.namelist()
        found = [*_layout_faults(names, zip_path.stat().st_size), *_metadata_faults(archive, names)]
        with tempfile.TemporaryDirectory() as folder:
            archive.extractall(folder)
            return [*found, *_syntax_faults(Path(folder)), *(_scan_faults(Path(folder)) if scan else ())]


def _layout_faults(names: list[str], size: int) -> Iterator[str]:
    tops = {name.split("/")[0] for name in names}
    if len(tops) != 1:
        yield f"the zip has {len(tops)} top folders, not one"
    for top in tops:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", top) or "plugin" in top.lower():
            yield f"the folder's name {top} is no identifier, or repeats 'plugin'"
        for wanted in ("__init__.py", "metadata.txt", "LICENSE"):
            if f"{top}/{wanted}" not in names:
                yield f"{wanted} is missing"
    for name in names:
        if not name.endswith(ALLOWED) or any(part.startswith((".", "__pycache__")) for part in name.split("/")):
            yield f"{name} has no place in a plugin"
    if size > LARGEST:
        yield f"the zip has {size} bytes, more than {LARGEST}"


def _metadata_faults(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    parser.read_string(archive.read(f"{NAME}/metadata.txt").decode("utf-8"))
    general = dict(parser["general"])
    for key in REQUIRED:
        if not general.get(key, "").strip():
            yield f"metadata.txt lacks {key}"
    for key in ("tracker", "repository", "homepage"):
        if not general.get(key, "").startswith("https://"):
            yield f"metadata.txt: {key} is no link"
    if general.get("hasProcessingProvider") != "yes":
        yield "metadata.txt does not say hasProcessingProvider=yes, so qgis_process will not load the plugin"
    if f"{NAME}/{general.get('icon')}" not in names:
        yield f"the icon {general.get('icon')} is missing"
    for key in ("qgisMinimumVersion", "qgisMaximumVersion"):
        if not re.fullmatch(r"\d+\.\d+", general.get(key, "")):
            yield f"metadata.txt: {key} is no version"


def _syntax_faults(folder: Path) -> Iterator[str]:
    """Files of the plugin itself, not of the core's engine, that Python 3.9 cannot read."""
    for path in sorted([*(folder / NAME).glob("*.py"), *(folder / NAME / "panel").glob("*.py")]):
        try:
            ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
        except SyntaxError as error:
            yield f"{path.name} is not Python 3.9: {error}"


def _scan_faults(folder: Path) -> Iterator[str]:
    """What flake8-qgis (Qt 6), Bandit and detect-secrets find."""
    scans = {
        "flake8-qgis": ["flake8", "--isolated", "--select", "QGS4", "--extend-exclude", "coregix_core", "."],
        "bandit": ["bandit", "--quiet", "--recursive", "--tests", BLOCKING, "--format", "custom",
                   "--msg-template", "{relpath}:{line}: {test_id} {msg}", "."],
    }
    for name, words in scans.items():
        done = subprocess.run([sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines() or ([done.stderr.strip()[-300:]] if done.returncode else []):
            yield f"{name}: {line}"
    done = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--all-files", "--disable-plugin", "HexHighEntropyString",
         "."],
        cwd=folder, capture_output=True, text=True, check=False)
    if '"results": {}' not in done.stdout:
        yield f"detect-secrets: {done.stdout.partition('results')[2] or done.stderr.strip()[-300:]}"


def main(arguments: list[str]) -> int:
    """Build and check, or link."""
    if arguments[:1] == ["--link"]:
        target = link(Path(arguments[1] if len(arguments) > 1 else profile()) / "python" / "plugins")
        print(f"linked {target}; switch Coregix on under Plugins > Manage and Install Plugins > Installed")
        return 0
    if arguments == ["--check"]:
        with tempfile.TemporaryDirectory() as folder:
            return main([folder])
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    zip_path = Path(arguments[0]) / f"{NAME}.zip"
    build(zip_path)
    found = faults(zip_path)
    for fault in found:
        print(f"{zip_path}: {fault}", file=sys.stderr)
    verdict = "refused" if found else "as plugins.qgis.org wants it"
    print(f"{zip_path}: {zip_path.stat().st_size / 1000:.0f} kB, {verdict}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
