"""What can go wrong under a run, with real processes: nothing is lost, nothing is left behind, and it is said.

Runs that are stopped or killed, full disks, truncated inputs, too little memory and rival runs are in
test_end_to_end.py.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
import rasterio
from runs import align, command, names, on_a_small_disk, paused, refusal, run
from scenes import displaced, grid, textured, write

from coregix_core.api.pipeline import align_image_pair
from coregix_core.errors import InputError

GRID = grid(200, 180)
OLDER = b"an older output"


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenes")
    for name, displacement in (("reference", None), ("source", displaced(7.0, -5.0))):
        write(folder / f"{name}.tif", textured(GRID, displacement).astype("uint16"), GRID, nodata=0)
    return folder


@pytest.fixture
def folder(scenes, tmp_path, monkeypatch):
    """The current folder: the scenes, an older output in out/, and temp/ for temporary files."""
    for path in scenes.iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    for name in ("out", "temp"):
        (tmp_path / name).mkdir()
    (tmp_path / "out" / "out.tif").write_bytes(OLDER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    # What this process was told of it before.
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def inputs(folder):
    """The inputs' bytes, which are the same after the test."""
    before = {name: (folder / name).read_bytes() for name in ("source.tif", "reference.tif")}
    yield before
    assert {name: (folder / name).read_bytes() for name in before} == before


@pytest.fixture
def untouched(folder, inputs):
    """The inputs, the older output and the temporary folder, which are as they were after the test."""
    yield inputs
    assert names(folder / "out") == ["out.tif"]
    assert (folder / "out" / "out.tif").read_bytes() == OLDER
    assert names(folder / "temp") == []
    assert names(folder) == ["out", "reference.tif", "source.tif", "temp"]


def into_out(*more):
    return align(*more, output="out/out.tif")


@contextmanager
def read_only(folder):
    """A folder that nothing can be written to, though one may own it or be root."""
    if os.geteuid():
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    done = subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("a read-only folder needs a user other than root, or mounting")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


class TestOutputs:
    @pytest.mark.usefixtures("untouched")
    def test_a_folder_that_is_read_only_is_refused(self, folder):
        with read_only(folder / "out"):
            assert "out cannot be written to" in refusal(into_out(), 2)

    @pytest.mark.usefixtures("untouched")
    def test_a_folder_that_becomes_read_only_during_the_run(self, folder):
        with ExitStack() as later, paused(into_out(), "solve") as process:
            later.enter_context(read_only(folder / "out"))
        assert (process.returncode, process.said["type"]) == (2, "InputError")
        assert "out cannot be written to" in process.said["message"]

    @pytest.mark.usefixtures("inputs")
    def test_a_folder_that_is_removed_during_the_run(self, folder):
        with paused(into_out(), "solve") as process:
            shutil.rmtree(folder / "out")
        assert (process.returncode, process.said["type"]) == (2, "InputError")
        assert "folder out does not exist" in process.said["message"]
        assert names(folder) == ["reference.tif", "source.tif", "temp"]
        assert names(folder / "temp") == []

    @pytest.mark.usefixtures("untouched")
    @pytest.mark.parametrize("option", ["--save-transform", "--tie-points", "--report", "--sidecar"])
    @pytest.mark.parametrize(("name", "said"), [
        ("nowhere/a.geojson", "does not exist"), ("temp", "folder or device"),
        ("source.tif", "is the input"), ("reference.tif", "is the input")])
    def test_a_companion_that_cannot_be_written_is_refused_before_the_work(self, option, name, said):
        link = Path("link.geojson")  # tie points go by the ending of their name
        link.symlink_to(name)
        stages = []
        with pytest.raises(InputError, match=said):
            align_image_pair("source.tif", "reference.tif", "out/out.tif", progress=stages.append,
                             **{option[2:].replace("-", "_"): link})
        assert stages == []
        link.unlink()

    @pytest.mark.usefixtures("untouched")
    @pytest.mark.parametrize("name", ["link.geojson", "absolute"])
    def test_two_outputs_in_one_file_are_refused_by_whatever_name(self, folder, name):
        Path("link.geojson").symlink_to("out/out.tif")
        path = folder / "out" / "out.tif" if name == "absolute" else name
        assert "are one file" in refusal(into_out("--save-transform", path), 2)
        Path("link.geojson").unlink()

    @pytest.mark.usefixtures("inputs")
    @pytest.mark.parametrize("option", ["--save-transform", "--tie-points", "--sidecar"])
    def test_a_companion_on_a_full_disk_is_said_and_the_older_one_stays(self, folder, option):
        (folder / "disk").mkdir()
        (folder / "disk" / "a.geojson").write_bytes(OLDER)
        (folder / "disk" / "full").write_bytes(bytes(60 << 10))
        line = refusal(on_a_small_disk("disk", "64k", into_out(option, "disk/a.geojson")), 1)
        assert "disk/a.geojson could not be written: the disk is full" in line
        assert names("disk") == ["a.geojson", "full"]
        assert (folder / "disk" / "a.geojson").read_bytes() == OLDER
        with rasterio.open("out/out.tif") as whole:
            assert whole.read(1).any()
        assert names("out") == ["out.tif"]
        assert names("temp") == []

    @pytest.mark.usefixtures("inputs")
    def test_a_run_that_is_killed_while_it_trims_leaves_nothing_untrimmed(self, folder):
        killed = preceded_by("import os, coregix_core.warping.edge_trimming; "
                             "coregix_core.warping.edge_trimming.trim = lambda *_, **__: os.kill(os.getpid(), 9)",
                             into_out("--trim-edge-invalid"))
        assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
        assert names(folder / "temp") != []
        assert (folder / "out" / "out.tif").read_bytes() == OLDER
        run(into_out("--trim-edge-invalid"))
        assert names(folder / "out") == ["out.tif"]
        assert names(folder / "temp") == []


class TestInputs:
    def test_one_that_changes_during_the_run_gives_no_output(self, folder, untouched):
        with paused(into_out(), "solve") as process:
            (folder / "source.tif").write_bytes(untouched["source.tif"][:-1000])
        assert (process.returncode, process.said["type"]) == (2, "InputError")
        assert "source.tif was changed while" in process.said["message"]
        (folder / "source.tif").write_bytes(untouched["source.tif"])

    def test_one_that_is_removed_during_the_run_gives_no_output(self, folder, inputs):
        with paused(into_out(), "solve") as process:
            (folder / "source.tif").unlink()
        assert (process.returncode, process.said["type"]) == (2, "InputError")
        assert "source.tif" in process.said["message"]
        assert (folder / "out" / "out.tif").read_bytes() == OLDER
        (folder / "source.tif").write_bytes(inputs["source.tif"])

    @pytest.mark.parametrize("name", ["source.tif", "reference.tif"])
    def test_one_that_is_corrupt_in_the_middle_gives_no_output(self, folder, untouched, name):
        write(folder / name, textured(GRID).astype("uint16"), GRID, nodata=0, compress="deflate", blockysize=16)
        whole = bytearray((folder / name).read_bytes())
        with rasterio.open(folder / name) as dataset:
            place = int(dataset.get_tag_item("BLOCK_OFFSET_0_5", "TIFF", bidx=1))
        whole[place : place + 400] = b"\xff" * 400
        (folder / name).write_bytes(whole)
        line = refusal(into_out(), 2)
        assert f"{name} cannot be read to the end" in line
        (folder / name).write_bytes(untouched[name])


class TestTemporaryFiles:
    @pytest.mark.usefixtures("untouched")
    def test_a_folder_that_is_read_only_is_named(self, folder):
        (folder / "temp" / "other").mkdir()
        with read_only(folder / "temp" / "other"):
            line = refusal(into_out("--temp-dir", "temp/other"), 1)
        (folder / "temp" / "other").rmdir()
        assert "No temporary folder can be made in temp/other" in line
        assert "--temp-dir" in line

    @pytest.mark.usefixtures("untouched")
    @pytest.mark.parametrize("size", ["32k", "96k"])
    def test_one_that_is_full_is_said(self, folder, size):
        """What is to be trimmed is warped there first."""
        (folder / "temp" / "disk").mkdir()
        arguments = into_out("--temp-dir", "temp/disk", "--trim-edge-invalid")
        assert "the disk is full" in refusal(on_a_small_disk("temp/disk", size, arguments), 1)
        (folder / "temp" / "disk").rmdir()

    @pytest.mark.usefixtures("inputs")
    @pytest.mark.parametrize("place", ["/no/such/folder", "/proc"], ids=["missing", "unwritable"])
    def test_a_system_folder_that_cannot_be_used_is_gone_round(self, folder, place):
        run(into_out(), env={**os.environ, "TMPDIR": place})
        assert names(folder / "out") == ["out.tif"]

    @pytest.mark.usefixtures("untouched")
    def test_no_system_folder_at_all_is_said_with_the_way_round(self):
        assert "Choose another with --temp-dir" in refusal(without_system_folder(into_out()), 1)

    def test_with_a_folder_given_the_systems_is_not_needed(self, folder):
        run(without_system_folder(into_out("--temp-dir", "temp")))
        assert names(folder / "temp") == []

    def test_what_a_killed_run_leaves_there_the_next_one_removes(self, folder):
        with paused(into_out(), "solve") as process:
            assert len(names(folder / "temp")) == 1
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert len(names(folder / "temp")) == 1
        (folder / "temp" / "coregix-mine").mkdir()
        run(into_out())
        assert names(folder / "temp") == ["coregix-mine"]

    def test_runs_at_the_same_time_leave_each_others_alone(self, folder):
        with paused(into_out(), "solve") as process:
            run(align())
            assert len(names(folder / "temp")) == 1
        assert process.returncode == 0
        assert names(folder / "temp") == []

    @pytest.mark.usefixtures("folder")
    def test_a_folder_that_is_kept_stays(self):
        kept = run(into_out("--keep-temp-dir", "--metric", "orientation"))["temp_dir"]
        run(into_out())
        assert "elastix.log" in names(kept)


def preceded_by(code, arguments):
    """The same command in a process that runs some code before."""
    code += "; import sys; from coregix_core.cli.program import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", code, *arguments[arguments.index("-m") + 2:]]


def without_system_folder(arguments):
    """The same command on a machine without any usual place for temporary files."""
    return preceded_by("import tempfile; tempfile._candidate_tempdir_list = lambda: ['/no/such/folder']", arguments)


class TestElastix:
    @pytest.mark.usefixtures("untouched")
    @pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
    def test_a_crash_in_its_process_is_an_error_of_the_run(self, number):
        with paused(into_out("--metric", "orientation"), "solve") as process:
            (engine,) = psutil.Process(process.pid).children()
            engine.send_signal(number)
        assert (process.returncode, process.said["type"]) == (1, "EngineError")
        assert f"ended with code {-number}" in process.said["message"]

    @pytest.mark.usefixtures("untouched")
    def test_one_that_hangs_is_stopped_in_time(self, monkeypatch):
        monkeypatch.setenv("COREGIX_ELASTIX_TIMEOUT", "1.5")
        with paused(into_out("--metric", "orientation"), "solve") as process:
            (engine,) = psutil.Process(process.pid).children()
            engine.suspend()
        assert (process.returncode, process.said["type"]) == (1, "EngineError")
        assert "did not answer within 2 s and was stopped" in process.said["message"]
        assert not engine.is_running()

    @pytest.mark.usefixtures("untouched")
    def test_one_that_hangs_is_gone_after_a_stop(self):
        with paused(into_out("--metric", "orientation"), "solve") as process:
            (engine,) = psutil.Process(process.pid).children()
            engine.suspend()
            process.terminate()
        assert process.returncode == 128 + signal.SIGTERM
        assert not engine.is_running()

    @pytest.mark.usefixtures("untouched")
    def test_a_limit_that_is_no_time_is_refused(self, monkeypatch):
        monkeypatch.setenv("COREGIX_ELASTIX_TIMEOUT", "soon")
        assert "COREGIX_ELASTIX_TIMEOUT is 'soon'" in refusal(into_out(), 2)


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize(("name", "arguments"), [
    ("apply", ["--input-data", "source.tif", "--transform-file", "T.json", "--output-data", "T.json"]),
    ("export", ["--moving-image", "source.tif", "--transform-file", "T.json", "--output-file", "T.json"])])
def test_a_transform_file_is_an_input_too(folder, name, arguments):
    run(align("--save-transform", "T.json"))
    before = (folder / "T.json").read_bytes()
    assert "is the input" in refusal(command(name, *arguments), 2)
    assert (folder / "T.json").read_bytes() == before


@pytest.mark.usefixtures("inputs")
def test_the_other_commands_leave_an_older_output_whole(folder):
    run(align("--save-transform", "T.json"))
    whole = (folder / "source.tif").read_bytes()
    (folder / "source.tif").write_bytes(whole[:30_000])
    apply = ["apply", "--input-data", "source.tif", "--transform-file", "T.json", "--output-data", "out/out.tif"]
    trim = ["trim-edges", "--input-image", "source.tif", "--output-image", "out/out.tif"]
    for arguments in (apply, trim):
        assert "source.tif cannot be read to the end" in refusal(command(*arguments), 2)
        assert (folder / "out" / "out.tif").read_bytes() == OLDER
    (folder / "source.tif").write_bytes(whole)
