"""The command line as real processes: what goes where, and how it ends. What it says is in test_command_words."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coregix_core import __version__

ALIGN = ("align", "--moving-image", "m.tif", "--fixed-image", "f.tif", "--output-image", "o.tif")

STAND_IN = """
import os, sys, time, types
from coregix_core import errors, progress

class Result:
    output_image_path = "o.tif"
    def to_dict(self):
        return {"output_image_path": self.output_image_path, "temp_dir": None, "rmse": float("nan"), "more": (1, 2)}
    def summary(self):
        return "aligned: moved 7.0 m west"

def align_image_pair(progress=None, **values):
    BODY
    return Result()

sys.modules["coregix_core.api.pipeline"] = types.SimpleNamespace(align_image_pair=align_image_pair)
from coregix_core.cli.program import main
sys.exit(main(sys.argv[1:]))
"""
"""A process in which the pipeline does what BODY says: the command line alone is looked at."""


def coregix(*arguments, env=None, **options):
    return subprocess.run([sys.executable, "-m", "coregix_core", *arguments], capture_output=True, text=True,
                          env={**os.environ, **(env or {})}, check=False, **options)


def stand_in(body):
    return [sys.executable, "-c", STAND_IN.replace("BODY", body)]


def aligned_by(body, *arguments, env=None):
    return subprocess.run([*stand_in(body), *ALIGN, *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, **(env or {})})


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def on_a_terminal(body, *arguments, env=None, both=False):
    """What a terminal shows of stderr, or of stdout and stderr."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([*stand_in(body), *ALIGN, *arguments], stdout=theirs if both else subprocess.DEVNULL,
                          stderr=theirs,
                          env={**os.environ, "TERM": "xterm", **(env or {})}) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so where the other side has closed
                break
            if not part:
                break
            shown += part
        process.wait(30)
    os.close(ours)
    return shown.decode()


STEP = "from coregix_core.progress import ProgressEvent as E; progress(E('solve', 0.5, 0.25, 'level 1'))"


class TestStreams:
    NOISE = "print('noise'); os.write(1, b'native noise'); os.write(2, b'native noise'); os.system('echo child noise')"

    def test_stdout_holds_one_json_object_and_stderr_our_own_words(self):
        done = aligned_by(self.NOISE)
        assert list(json.loads(done.stdout))[:2] == ["output_image_path", "temp_dir"]
        assert done.stderr == "aligned: moved 7.0 m west\n"

    @pytest.mark.parametrize(("arguments", "env"), [([], {"COREGIX_DEBUG": "1"}), (["--log-to-console"], {})])
    def test_what_libraries_print_is_there_for_the_asking(self, arguments, env):
        done = aligned_by(self.NOISE, *arguments, env=env)
        assert json.loads(done.stdout)
        assert done.stderr.count("native noise") == 2
        assert "child noise" in done.stderr

    def test_numbers_that_are_not_finite_are_null(self):
        assert json.loads(aligned_by("pass").stdout)["rmse"] is None

    def test_a_pipe_gets_the_summary_alone(self):
        assert aligned_by(STEP).stderr == "aligned: moved 7.0 m west\n"

    def test_json_progress_is_one_object_a_line(self):
        body = STEP + "; import logging; logging.getLogger('coregix_core').warning('look')"
        assert events(aligned_by(body, "--progress", "json").stderr) == [
            {"event": "progress", "stage": "solve", "fraction": 0.5, "overall": 0.25, "message": "level 1"},
            {"event": "log", "level": "warning", "message": "look"},
            {"event": "log", "level": "info", "message": "aligned: moved 7.0 m west"},
        ]

    def test_a_terminal_shows_the_summary_and_json_on_request(self):
        assert "{" not in on_a_terminal("", both=True)
        assert '"output_image_path"' in on_a_terminal("", "--json", both=True)

    def test_a_terminal_sees_a_bar_that_goes_away(self):
        shown = on_a_terminal(STEP)
        assert "[######..................]  25% solve  level 1" in shown
        assert "\r\x1b[32maligned\x1b[0m: moved" in shown

    @pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_colours_can_be_refused(self, env):
        assert "\x1b" not in on_a_terminal(STEP, env=env)

    def test_a_bar_can_be_refused(self):
        assert "solve" not in on_a_terminal(STEP, "--progress", "none")

    def test_a_reader_who_leaves_is_no_failure_with_a_traceback(self):
        with subprocess.Popen([*stand_in("pass"), *ALIGN], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            said = process.stderr.read().decode()
        assert process.returncode == 141
        assert "Traceback" not in said
        assert "BrokenPipe" not in said

    def test_a_closed_stderr_does_not_stop_the_run(self):
        command = [*stand_in(STEP), *ALIGN, "--progress", "json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stderr.close()
            assert json.loads(process.stdout.read())["output_image_path"] == "o.tif"


class TestEnds:
    @pytest.mark.parametrize(("error", "code"), [
        ("errors.RasterError('m.tif is no raster; give one.')", 2),
        ("errors.OutputError('The disk is full.')", 1),
        ("errors.EngineError('elastix crashed.')", 1),
        ("errors.MissingDependencyError('matplotlib is missing.')", 1),
        ("errors.UnreliableAlignmentError('No common texture.')", 3),
        ("MemoryError()", 1),
        ("ImportError('libx.so: failed to map segment from shared object')", 1),
    ])
    def test_each_error_has_its_exit_code_and_one_line(self, error, code):
        done = aligned_by(f"raise {error}")
        assert (done.returncode, done.stdout) == (code, "")
        assert done.stderr.startswith("coregix align: error: ")
        assert len(done.stderr.splitlines()) == 1

    def test_a_refused_alignment_still_prints_what_was_measured(self):
        done = aligned_by("r = Result(); r.output_image_path = None; "
                          "raise errors.UnreliableAlignmentError('No common texture.', result=r)")
        assert done.returncode == 3
        assert json.loads(done.stdout)["output_image_path"] is None
        assert "No common texture." in done.stderr

    def test_what_nobody_foresaw_gets_one_line_too(self):
        done = aligned_by("raise KeyError('x')")
        assert (done.returncode, done.stdout) == (1, "")
        assert "internal error (KeyError: 'x')" in done.stderr
        assert "COREGIX_DEBUG=1" in done.stderr
        assert len(done.stderr.splitlines()) == 1

    @pytest.mark.parametrize(("arguments", "env"), [([], {"COREGIX_DEBUG": "1"}), (["--log-to-console"], {})])
    def test_the_traceback_is_there_for_the_asking(self, arguments, env):
        assert "Traceback" in aligned_by("raise KeyError('x')", *arguments, env=env).stderr

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("wait", [
        "time.sleep(60)",
        "while progress(progress_event) is not False: pass",
        "import subprocess; subprocess.run(['sleep', '60'])",
    ])
    def test_a_signal_stops_the_run_and_cleans_up(self, number, code, wait, tmp_path):
        litter = tmp_path / "litter"
        body = f"""
    from coregix_core.progress import ProgressEvent
    progress_event = ProgressEvent('read', 0.0, 0.0)
    open({str(litter)!r}, 'w').close()
    try:
        print('ready', file=sys.stderr, flush=True)
        {wait}
    finally:
        os.unlink({str(litter)!r})
"""
        with subprocess.Popen([*stand_in(body), *ALIGN], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, start_new_session=True) as process:
            assert process.stderr.readline() == "ready\n"
            start = time.monotonic()
            os.killpg(process.pid, number)
            said, out = process.stderr.read(), process.stdout.read()
        assert process.returncode == code
        assert time.monotonic() - start < 5
        assert (out, litter.exists()) == ("", False)
        assert said == "coregix align: error: Stopped; nothing was written.\n"

    def test_a_run_stops_even_where_the_signal_was_swallowed(self):
        body = """
    from coregix_core.progress import ProgressEvent
    try:
        os.kill(os.getpid(), 15)
        time.sleep(1)
    except BaseException:
        pass
    if progress(ProgressEvent('read', 0.0, 0.0)) is False:
        raise errors.Cancelled('stopped')
"""
        assert aligned_by(body).returncode == 143


class TestEntryPoints:
    def test_the_old_command_is_align(self):
        code = "import sys; from coregix_core.cli.program import align_main; sys.exit(align_main(sys.argv[1:]))"
        done = subprocess.run([sys.executable, "-c", code, "--moving-image", "m.tif"], capture_output=True, text=True,
                              check=False)
        assert (done.returncode, done.stderr) == (
            2, "coregix align: error: --fixed-image and --output-image are missing; give each a value.\n")

    def test_doctor_reports_what_works(self):
        done = coregix("doctor")
        report = json.loads(done.stdout)
        assert report["version"] == __version__
        assert report["ok"] is (done.returncode == 0)
        assert report["elastix"] == {"ok": True, "message": None}
        assert report["drivers"]["GTiff"] is True
        assert "elastix" in done.stderr

    def test_doctor_finds_a_proj_that_is_led_astray(self, tmp_path: Path):
        # Without the extras and elastix, which take longer to load than PROJ does.
        code = ("import sys, types; from coregix_core.cli import doctor, program; doctor.EXTRAS = {}; "
                "stand_in = types.SimpleNamespace(check_available=lambda: ''); "
                "sys.modules['coregix_core.matching.elastix'] = stand_in; sys.exit(program.main(['doctor']))")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False,
                              env={**os.environ, "PROJ_DATA": str(tmp_path), "PROJ_LIB": str(tmp_path)})
        assert done.returncode == 1
        assert any("PROJ" in problem for problem in json.loads(done.stdout)["problems"])
