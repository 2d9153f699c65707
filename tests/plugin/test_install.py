"""The engine's installation: pinned, resumable, checked, whole or not at all; from an index or from a folder."""

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from qgis_plugin.coregix_core.errors import Cancelled, InputError, OutputError

from qgis_plugin import engine, install, wheels
from qgis_plugin.engine import EngineMissing
from qgis_plugin.wheels import Repository

TAG = f"cp{sys.version_info.major}{sys.version_info.minor}"


def wheel_bytes(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


WHEELS = {
    "alpha-1.0-py3-none-any.whl": wheel_bytes({
        "alpha/__init__.py": "", "alpha/tests/test_alpha.py": "a" * 99, "alpha/include/alpha.h": "", "alpha/a.pyi": "",
        "alpha/__init__.pyi": "",
        "alpha-1.0.data/scripts/alpha": "#!", "alpha-1.0.data/platlib/alpha/extra.py": "x"}),
    "beta-2.0-py2.py3-none-any.whl": wheel_bytes({"beta.py": "b" * 3000}),
}


@pytest.fixture(autouse=True)
def small_engine(tmp_path, monkeypatch):
    """A lock file of two small packages, and a check that takes them for an engine."""
    lock = tmp_path / "engine.lock"
    lock.write_text("# a comment\n" + "".join(
        f"{name.split('-')[0]}=={name.split('-')[1]} \\\n    --hash=sha256:{'0' * 64} \\\n"
        f"    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n" for name, content in WHEELS.items()),
        encoding="utf-8")
    monkeypatch.setattr(wheels, "LOCK", lock)
    monkeypatch.setattr(engine, "LOCK", lock)
    monkeypatch.setattr(wheels, "PIECE", 1000)
    monkeypatch.setattr(install, "unsupported", lambda: "")
    monkeypatch.setattr(engine.Engine, "check", lambda _: None)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "profile" / "coregix"


class Index:
    """A package index that counts what it is asked for."""

    def __init__(self, wheels=WHEELS, ranges=True, sizes=True):
        self.wheels, self.ranges, self.sizes, self.asked = wheels, ranges, sizes, []

    def __call__(self, address, headers):
        self.asked.append((address, headers.get("Range")))
        if address.endswith("/"):
            name = address.split("/")[-2]
            entries = [{"filename": file, "url": f"../../files/{file}", "size": len(content) if self.sizes else None,
                        "hashes": {"sha256": hashlib.sha256(WHEELS[file]).hexdigest()}}
                       for file, content in self.wheels.items() if file.startswith(name)]
            return 200, json.dumps({"files": [{"filename": "x.tar.gz", "url": "x", "hashes": {}}, *entries]}).encode()
        content = self.wheels[address.rsplit("/", 1)[1]]
        if not self.ranges or "Range" not in headers:
            return 200, content
        first, last = map(int, headers["Range"].removeprefix("bytes=").split("-"))
        return 206, content[first:last + 1]


def install_from(home, fetch=None, folder=None, cancelled=lambda: False):
    shown = []
    install.install(home, Repository(fetch or Index(), "https://index.invalid/simple", folder),
                    lambda fraction, text: shown.append((fraction, text)), cancelled)
    return shown


@pytest.mark.parametrize(("ranges", "sizes"), [(True, True), (False, True), (True, False), (False, False)])
def test_an_index_gives_an_engine_that_is_found(home, ranges, sizes):
    shown = install_from(home, Index(ranges=ranges, sizes=sizes))
    packages = engine.packages_folder(home)
    assert {p.relative_to(packages).as_posix() for p in packages.rglob("*") if p.is_file()} == {
        "alpha/__init__.py", "alpha/__init__.pyi", "alpha/extra.py", "beta.py", engine.STAMP}
    assert [p.name for p in home.iterdir()] == ["packages"]
    assert engine.find({}, "", home).packages == packages
    fractions = [fraction for fraction, _ in shown]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_cancelled_download_goes_on_where_it_was(home):
    first, second = Index(), Index()
    with pytest.raises(Cancelled, match="goes on from there"):
        install_from(home, first, cancelled=lambda: len(first.asked) > 4)
    assert not engine.packages_folder(home).exists()
    install_from(home, second)
    pieces = [asked for asked in [*first.asked, *second.asked] if asked[1]]
    assert len(pieces) == len(set(pieces))


def test_a_broken_network_keeps_what_came(home):
    index, failing = Index(), Index()

    def fetch(address, headers):
        if len(failing.asked) > 4:
            raise OSError("407 proxy authentication required")
        return failing(address, headers)

    with pytest.raises(OutputError, match=r"407.*proxy in Settings"):
        install_from(home, fetch)
    install_from(home, index)
    assert len(index.asked) < 6


def test_a_wheel_that_was_changed_on_the_way_is_thrown_away(home):
    changed = {**WHEELS, "beta-2.0-py2.py3-none-any.whl": b"#" * len(WHEELS["beta-2.0-py2.py3-none-any.whl"])}
    with pytest.raises(OutputError, match="not what the lock file says"):
        install_from(home, Index(changed))
    assert not engine.packages_folder(home).exists()
    install_from(home)


@pytest.mark.parametrize(("answer", "message"), [
    (b"<!DOCTYPE html>", "no package index that speaks JSON"), (b"{}", "no package index that speaks JSON"),
    (b'{"files": []}', "has no wheel of alpha 1.0 for this system")])
def test_what_is_no_index_or_lacks_a_wheel_is_named(home, answer, message):
    with pytest.raises(OutputError, match=rf"https://index\.invalid/simple/alpha/ .*{message}|{message}"):
        install_from(home, lambda *_: (200, answer))


@pytest.mark.parametrize("content", [b"", b"x" * 10_000])
def test_a_server_that_sends_nothing_or_too_much_is_not_believed(home, content):
    index = Index()

    def fetch(address, headers):
        return index(address, headers) if address.endswith("/") else (206, content)

    with pytest.raises(OutputError, match=rf"sent {len(content)} bytes where \d+ were asked for"):
        install_from(home, fetch)


def test_pieces_of_another_release_are_thrown_away(home):
    downloads = home / install.DOWNLOADS
    downloads.mkdir(parents=True)
    (downloads / "alpha-1.0-py3-none-any.whl.part").write_bytes(b"x" * 10_000)
    install_from(home)
    assert (engine.packages_folder(home) / "alpha" / "__init__.py").exists()


def test_a_file_that_is_held_for_a_moment_is_waited_for(monkeypatch):
    tries = []

    def held():
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError("in use")

    monkeypatch.setattr(wheels.time, "sleep", lambda _: None)
    wheels.retry(held)
    assert len(tries) == 3
    with pytest.raises(PermissionError):
        wheels.retry(lambda: (_ for _ in ()).throw(PermissionError("for ever")))


def test_a_folder_of_wheels_needs_no_network(home, tmp_path):
    def no_network(address, _):
        raise AssertionError(address)

    for name, content in WHEELS.items():
        (tmp_path / name).write_bytes(content)
    install_from(home, no_network, tmp_path)
    assert engine.find({}, "", home)
    assert (tmp_path / "beta-2.0-py2.py3-none-any.whl").exists()


def test_a_folder_that_lacks_wheels_is_told_how_to_fill_it(home, tmp_path):
    (tmp_path / "alpha-1.0-py3-none-any.whl").write_bytes(b"another content")
    with pytest.raises(InputError, match=r"lacks wheels of alpha 1\.0, beta 2\.0.*pip download"):
        install_from(home, folder=tmp_path)


def test_the_old_engine_stays_until_the_new_one_has_started(home, monkeypatch):
    install_from(home)
    before = sorted(engine.packages_folder(home).rglob("*"))

    def broken(_):
        raise EngineMissing("does not start")

    monkeypatch.setattr(engine.Engine, "check", broken)
    with pytest.raises(EngineMissing):
        install_from(home)
    assert sorted(engine.packages_folder(home).rglob("*")) == before


def test_hosts_without_packages_are_told_before_any_download(home, monkeypatch):
    monkeypatch.setattr(install, "unsupported", lambda: "This is an Intel Mac.")
    index = Index()
    with pytest.raises(EngineMissing, match=r"Intel Mac\. The way round: name a Python of your own"):
        install_from(home, index)
    assert index.asked == []
    assert not home.exists()


def test_too_little_room_is_said_before_any_download(home, monkeypatch):
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5_000_000}))
    index = Index()
    with pytest.raises(InputError, match="5 MB are free"):
        install_from(home, index)
    assert index.asked == []


@pytest.mark.parametrize("name", ["../evil.py", "/etc/evil", "a/../../evil", "C:evil", "a\\..\\evil"])
def test_wheels_cannot_write_elsewhere(name):
    with pytest.raises(InputError, match="leads out of it"):
        install._place(name)


def test_removing_leaves_nothing(home):
    install_from(home)
    install.remove(home)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(("file", "python", "system", "fits"), [
    ("numpy-2.4-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", (3, 11), "linux", True),
    ("numpy-2.4-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", (3, 12), "linux", False),
    ("numpy-2.4-cp311-cp311-musllinux_1_2_x86_64.whl", (3, 11), "linux", False),
    ("numpy-2.4-cp311-cp311-manylinux_2_28_aarch64.whl", (3, 11), "linux", False),
    ("numpy-2.4-cp313-cp313t-win_amd64.whl", (3, 13), "win32", False),
    ("numpy-2.4-cp313-cp313-win_amd64.whl", (3, 13), "win32", True),
    ("itk-3-cp311-abi3-macosx_15_0_arm64.whl", (3, 13), "darwin", True),
    ("itk-3-cp312-abi3-macosx_15_0_arm64.whl", (3, 11), "darwin", False),
    ("six-1-py2.py3-none-any.whl", (3, 12), "win32", True),
    ("six-1-1-py3-none-any.whl", (3, 12), "win32", True),
    ("six-1.tar.gz", (3, 12), "win32", False),
])
def test_wheels_are_chosen_by_their_names(file, python, system, fits):
    assert wheels.fits(file, python, system) is fits


def test_the_real_lock_file_pins_all_that_the_core_needs():
    pins = wheels.pins((Path(install.__file__).parent / "engine.lock").read_text(encoding="utf-8"))
    names = {pin.name for pin in pins}
    assert {"numpy", "scipy", "rasterio", "simpleitk-simpleelastix", "matplotlib"} <= names
    assert all(pin.hashes for pin in pins)
    assert len(names) == len(pins)


REPORT_WHEEL = ("gamma-3.0-py3-none-any.whl", wheel_bytes({"gamma.py": "g"}))


@pytest.fixture
def with_report(monkeypatch):
    """A lock file with a group of one further package, and an index that has it."""
    name, content = REPORT_WHEEL
    lock = wheels.LOCK
    lock.write_text(lock.read_text(encoding="utf-8") + f"# group: report\ngamma==3.0 \\\n"
                    f"    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n", encoding="utf-8")
    monkeypatch.setitem(WHEELS, name, content)
    return Index()


def test_what_only_reports_need_is_fetched_with_the_first_one(home, with_report):
    install_from(home, with_report)
    assert not any("gamma" in asked for asked, _ in with_report.asked)
    assert engine.find({}, "", home).extras == ()
    install.install_group("report", home, Repository(with_report, "https://index.invalid/simple"), lambda *_: None,
                          lambda: False)
    found = engine.find({}, "", home)
    assert [(folder / "gamma.py").is_file() for folder in found.extras] == [True]
    assert str(found.extras[0]) in " ".join(found.command("doctor"))
    install.remove(home)
    assert list(home.iterdir()) == []


def test_a_folder_gives_what_it_holds_of_the_groups(home, with_report, tmp_path):
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name, content in WHEELS.items():
        (folder / name).write_bytes(content)
    install_from(home, with_report, folder)
    assert len(engine.find({}, "", home).extras) == 1


@pytest.mark.parametrize(("words", "groups"), [
    (["align", "--moving-image", "a.tif"], []), (["align", "--report", "r.html"], ["report"]),
    (["apply", "--input-data", "roads.gpkg|layername=a"], ["vectors"]), (["apply", "--input-data", "a.tif"], []),
    (["measure", "--exclude", "clouds.geojson", "--report", "r.html"], ["report", "vectors"])])
def test_a_command_line_says_what_it_needs(words, groups):
    assert wheels.needed(words) == groups


def test_the_lock_file_has_each_group():
    lock = (Path(install.__file__).parent / "engine.lock").read_text(encoding="utf-8")
    names = {pin.name: pin.group for pin in wheels.pins(lock)}
    assert set(names.values()) == {"", *engine.GROUPS}
    assert {group: names[package] for group, package in engine.GROUPS.items()} == {g: g for g in engine.GROUPS}
