"""Files as they are written: under their own name only when they are whole, and nothing left behind."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from coregix_core.errors import CoregixError, InputError, OutputError
from coregix_core.io import atomic
from coregix_core.io.atomic import (
    replacing,
    require_room,
    require_writable,
    why_not_written,
    working_folder,
    write_text,
)


def writing_elsewhere(folder, text, seconds):
    """A process that is writing a.tif in a folder; it takes a while to end."""
    code = f"""if True:
        import time
        from coregix_core.io.atomic import replacing
        with replacing("a.tif") as temp:
            temp.write_text({text!r})
            print("ready", flush=True)
            time.sleep({seconds})
    """
    process = subprocess.Popen([sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_name_that_is_not_utf_8_is_refused(tmp_path):
    with pytest.raises(InputError, match="is not UTF-8; choose another name"):
        require_writable(tmp_path / "caf\udce9.tif")


class TestReplacing:
    def test_the_old_file_stays_until_the_new_one_is_whole(self, tmp_path, litter):
        (tmp_path / "a.txt").write_text("old")
        with replacing(tmp_path / "a.txt") as temp:
            temp.write_text("new")
            assert temp.parent == tmp_path
            assert temp.name.startswith(".")
            assert (tmp_path / "a.txt").read_text() == "old"
        assert (tmp_path / "a.txt").read_text() == "new"
        assert litter("a.txt") == []

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, CoregixError])
    def test_a_failure_leaves_the_old_file_and_nothing_else(self, tmp_path, litter, error):
        (tmp_path / "a.txt").write_text("old")

        def fail_half_way():
            with replacing(tmp_path / "a.txt") as temp:
                temp.write_text("half")
                (tmp_path / (temp.name + ".aux.xml")).write_text("GDAL's")
                raise error("stop")

        with pytest.raises(error):
            fail_half_way()
        assert (tmp_path / "a.txt").read_text() == "old"
        assert litter("a.txt") == []

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "there").mkdir()
        (tmp_path / "l.txt").symlink_to(tmp_path / "there" / "a.txt")
        write_text(tmp_path / "l.txt", "x")
        assert (tmp_path / "l.txt").is_symlink()
        assert (tmp_path / "there" / "a.txt").read_text() == "x"

    @pytest.mark.parametrize("name", ["é" * 125 + ".tiff", "a b'\"\n.tif", "x" * 251 + ".tif"])
    def test_any_name_that_the_file_system_takes(self, tmp_path, litter, name):
        write_text(tmp_path / name, "x")
        assert litter() == [name]

    @pytest.mark.parametrize(("name", "message"), [
        ("no/a.tif", "does not exist"), ("file/a.tif", "not a folder"), ("folder", "folder or device"),
        ("x" * 252 + ".tif", "(?i)longer|too long"), ("a\0b.tif", "null"), ("s3://bucket/a.tif", "not a local file"),
        ("/dev/null", "device")])
    def test_a_place_that_cannot_take_a_file_is_refused_at_once(self, tmp_path, monkeypatch, name, message):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").write_text("")
        with pytest.raises(InputError, match=message) as caught, replacing(name):
            pytest.fail("the work began all the same")
        assert "\n" not in str(caught.value)

    def test_an_unwritable_folder_is_refused_at_once(self):
        with pytest.raises(InputError, match="cannot be written to"), replacing("/proc/a.tif"):
            pytest.fail("the work began all the same")

    def test_a_folder_that_goes_away_meanwhile(self, tmp_path):
        (tmp_path / "f").mkdir()
        with pytest.raises(OutputError, match="gone"), replacing(tmp_path / "f" / "a.txt"):
            shutil.rmtree(tmp_path / "f")

    def test_what_a_killed_run_leaves_the_next_one_removes(self, tmp_path, litter):
        process = writing_elsewhere(tmp_path, "half", seconds=60)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert len(litter()) == 1
        write_text(tmp_path / "b.tif", "another target's")
        assert len(litter("b.tif")) == 1
        write_text(tmp_path / "a.tif", "whole")
        assert litter("a.tif", "b.tif") == []

    def test_a_run_that_is_alive_keeps_its_file(self, tmp_path, litter):
        process = writing_elsewhere(tmp_path, "theirs", seconds=1)
        write_text(tmp_path / "a.tif", "ours")
        assert (tmp_path / "a.tif").read_text() == "ours"
        process.communicate()
        assert process.returncode == 0
        assert (tmp_path / "a.tif").read_text() == "theirs"
        assert litter("a.tif") == []

    def test_a_run_of_another_user_keeps_its_file(self, tmp_path, litter, monkeypatch):
        """Which the system does not let this one ask: that it says so shows that there is such a process."""
        process = writing_elsewhere(tmp_path, "half", seconds=60)
        process.send_signal(signal.SIGKILL)
        process.communicate()

        def refused(*_):
            raise PermissionError

        with monkeypatch.context() as patch:
            patch.setattr(os, "kill", refused)
            write_text(tmp_path / "a.tif", "ours")
        assert len(litter("a.tif")) == 1

    def test_the_bytes_are_on_the_disk_before_the_name_is(self, tmp_path, monkeypatch):
        """A machine that loses its power must not leave the new name on half a file."""
        synced, target, fsync = [], tmp_path / "a.txt", os.fsync
        target.write_text("old")

        def watched(descriptor):
            file = os.fstat(descriptor)
            synced.append((file.st_ino, file.st_size, target.read_text()))
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", watched)
        write_text(target, "all of the new")
        assert (target.stat().st_ino, len("all of the new"), "old") in synced

    def test_threads_with_one_target_do_not_meet(self, tmp_path, litter):
        texts = [str(n) * 100_000 for n in range(8)]
        threads = [threading.Thread(target=write_text, args=(tmp_path / "a.txt", text)) for text in texts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (tmp_path / "a.txt").read_text() in texts
        assert litter("a.txt") == []

    def test_text_is_utf_8_with_plain_line_ends(self, tmp_path):
        write_text(tmp_path / "a.txt", "é\nb\n")
        assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\nb\n"


class TestPlaces:
    def test_a_place_that_can_be_written_is_left_as_it_is(self, tmp_path, litter):
        (tmp_path / "a.txt").write_text("old")
        require_writable(tmp_path / "a.txt")
        require_writable(tmp_path / "new.txt")
        assert (tmp_path / "a.txt").read_text() == "old"
        assert litter() == ["a.txt"]

    def test_a_place_that_cannot_is_refused(self, tmp_path):
        with pytest.raises(InputError, match="does not exist"):
            require_writable(tmp_path / "no" / "a.txt")

    def test_the_reason_is_one_line_however_much_the_library_says(self, tmp_path):
        told = why_not_written(tmp_path / "a.tif", OSError("first.\nsecond"))
        assert told == (f"The output {tmp_path / 'a.tif'} could not be written: first. "
                        "What was there before is left as it was.")


class TestWorkingFolder:
    def test_it_is_gone_when_the_run_is_over(self, tmp_path, litter):
        with working_folder(tmp_path) as work:
            (work / "inner").mkdir()
            assert work.parent == tmp_path
        assert litter() == []

    def test_it_stays_where_that_is_asked_for(self, tmp_path, litter):
        with working_folder(tmp_path, keep=True) as work:
            pass
        assert litter() == [work.name]

    def test_a_run_that_failed_has_nothing_to_keep(self, tmp_path, litter):
        with pytest.raises(CoregixError), working_folder(tmp_path, keep=True):
            raise CoregixError("stop")
        assert litter() == []

    def test_runs_at_once_have_one_each(self, tmp_path):
        with working_folder(tmp_path) as one, working_folder(tmp_path) as other:
            assert one != other
            assert one.is_dir()
            assert other.is_dir()

    def test_those_of_dead_runs_go_and_what_was_kept_stays(self, tmp_path, litter):
        with working_folder(tmp_path) as work:
            stem = work.name.split("-")[1]
        dead = subprocess.Popen([sys.executable, "-c", ""])
        dead.wait()
        for name in (f"coregix-{stem}-{dead.pid}-x", f"coregix-{stem}-1-x", f"coregix-kept-{dead.pid}", "mine"):
            (tmp_path / name).mkdir()
        with working_folder(tmp_path):
            pass
        assert litter() == [f"coregix-{stem}-1-x", f"coregix-kept-{dead.pid}", "mine"]

    def test_a_parent_that_is_not_there(self, tmp_path):
        with pytest.raises(InputError, match="temp_dir"), working_folder(tmp_path / "no"):
            pytest.fail("the work began all the same")

    def test_a_parent_that_takes_nothing(self):
        with pytest.raises(OutputError, match=r"No temporary folder can be made in /proc .*temp_dir"), \
                working_folder("/proc"):
            pytest.fail("the work began all the same")


@pytest.mark.parametrize(("system", "asked"), [("nt", "windows"), ("posix", "signal")])
def test_each_system_is_asked_its_own_way_whether_a_process_lives(monkeypatch, system, asked):
    """To Windows a signal of 0 is an order to end the process."""
    ways = []
    monkeypatch.setattr(atomic, "_alive_on_windows", lambda _: ways.append("windows") or True)
    monkeypatch.setattr(atomic, "os", SimpleNamespace(
        name=system, getpid=os.getpid, kill=lambda *_: ways.append("signal")))
    assert atomic._alive(os.getpid() + 1)
    assert ways == [asked]


class TestReasons:
    @pytest.mark.parametrize(("free", "full"), [(1000, True), ((1 << 20) - 1, True), (1 << 20, False)])
    def test_a_full_disk_is_looked_up_as_gdal_may_not_tell(self, tmp_path, monkeypatch, free, full):
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
        assert ("the disk is full" in why_not_written(tmp_path / "a.tif", OSError("write failed"))) is full

    def test_a_folder_that_is_gone_is_told(self, tmp_path):
        assert f"the folder {tmp_path / 'no'} is gone" in why_not_written(tmp_path / "no" / "a.tif", OSError("x"))

    def test_systems_that_tell_no_longest_name_have_the_usual_one(self, tmp_path, monkeypatch):
        monkeypatch.delattr(os, "pathconf")
        write_text(tmp_path / ("n" * 255), "x")
        with pytest.raises(InputError, match=r"too long|longer than the file system allows"):
            require_writable(tmp_path / ("n" * 256))

    def test_an_error_that_has_its_sentence_keeps_it(self, tmp_path):
        with pytest.raises(OutputError, match=r"^said before$"), replacing(tmp_path / "a.tif"):
            raise OutputError("said before")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
@pytest.mark.parametrize(("room", "enough"), [(1 << 16, True), ((1 << 16) - 1, False)])
def test_a_disk_has_room_if_it_takes_64_kibibytes_more(tmp_path, room, enough):
    """Which is written in part beyond the limit, as on a disk that is nearly full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with nullcontext() if enough else pytest.raises(OSError, match="No space left"):
            require_room(tmp_path / "a.tif")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
