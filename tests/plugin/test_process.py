"""The child process: events in order, one result, messages for every way to fail, nothing left after a cancel."""

import os
import sys
import time
from pathlib import Path

import pytest
from qgis_plugin.coregix_core.errors import Cancelled
from qgis_plugin.coregix_core.options import ALIGN

from qgis_plugin.process import CompletedRun, pasteable, read_lines, run, sweep

EVENT = '{"event":"progress","stage":"solve","fraction":0.5,"overall":0.2,"message":"level 1"}'


def run_python(code, cancelled=lambda: False, heard=None):
    events = [] if heard is None else heard
    outcome = run([sys.executable, "-c", code], os.environ, events.append, cancelled)
    return outcome, events


def test_events_come_in_order_and_the_result_is_the_object_on_stdout():
    outcome, events = run_python(f"""
import sys
print('{EVENT}', file=sys.stderr)
print('plain words', file=sys.stderr)
print('{{"event":"log","level":"warning","message":"careful"}}', file=sys.stderr)
print('{{"verdict": "aligned"}}')
""")
    assert [(e["event"], e["message"]) for e in events] == [
        ("progress", "level 1"), ("log", "plain words"), ("log", "careful")]
    assert events[2]["level"] == "warning"
    assert outcome.result == {"verdict": "aligned"}
    assert outcome.message == ""


def test_the_core_s_own_message_is_the_message():
    outcome, events = run_python("""
import sys
print('{"event":"error","type":"RasterError","message":"no such file: a.tif","exit_code":2}', file=sys.stderr)
sys.exit(2)
""")
    assert outcome.message == "no such file: a.tif"
    assert outcome.exit_code == 2
    assert events == []


@pytest.mark.parametrize(("code", "message"), [
    ("raise SystemExit(7)", "failed with exit code 7"),
    ("import os; os.abort()", "ended by signal 6; memory may have run out"),
    ("print('no JSON')", "ended without a result"),
    ("1 / 0", "exit code 1. Its last words: ZeroDivisionError: division by zero"),
])
def test_other_failures_are_sentences_too(code, message):
    outcome, _ = run_python(code)
    assert message in outcome.message
    assert "Traceback" not in outcome.message


def test_much_output_on_both_streams_does_not_block():
    outcome, events = run_python("""
import sys
for i in range(20000):
    print('x' * 50, file=sys.stderr)
print('{"a": "' + 'y' * 500000 + '"}')
""")
    assert len(outcome.result["a"]) == 500000
    assert len(events) == 20000
    assert len(outcome.lines) < 100


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
@pytest.mark.parametrize("stubborn", [False, True])
def test_a_cancel_ends_the_child_and_its_children_within_two_seconds(tmp_path, stubborn):
    ids = tmp_path / "ids"
    ignore = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if stubborn else ""
    code = f"""
import os, signal, subprocess, sys, time
{ignore}
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({str(ids)!r} + '.new', 'w').write(f'{{os.getpid()}} {{child.pid}}')
os.rename({str(ids)!r} + '.new', {str(ids)!r})
time.sleep(60)
"""
    since = []

    def cancelled():
        if ids.exists() and not since:
            since.append(time.monotonic())
        return bool(since)

    with pytest.raises(Cancelled, match="nothing was written"):
        run_python(code, cancelled)
    pids = [int(pid) for pid in ids.read_text(encoding="utf-8").split()]
    while any(map(alive, pids)) and time.monotonic() - since[0] < 2.0:
        time.sleep(0.01)
    assert not any(map(alive, pids))
    assert time.monotonic() - since[0] < 2.0


def test_of_a_cancelled_run_no_output_is_left_and_what_was_there_before_is(tmp_path):
    image, ties = tmp_path / "aligned.tif", tmp_path / "ties.gpkg"
    ties.touch()
    code = f"open({str(image)!r}, 'w').close()\nimport time\ntime.sleep(60)"
    with pytest.raises(Cancelled):
        run([sys.executable, "-c", code], os.environ, lambda _: None, image.exists, None, [str(image), str(ties)])
    assert list(tmp_path.iterdir()) == [ties]


def test_last_words_that_are_read_after_the_end_are_heard(monkeypatch):
    def late(stream, put):
        time.sleep(0.5)
        read_lines(stream, put)

    monkeypatch.setattr("qgis_plugin.process.read_lines", late)
    code = """import sys; sys.stderr.write('{"event": "error", "message": "No such band."}\\n'); sys.exit(2)"""
    assert run([sys.executable, "-c", code], os.environ, print, lambda: False).message == "No such band."


def test_a_killed_core_s_temporary_files_are_swept_away(tmp_path):
    mine, other = tmp_path / ".coregix-0123456789abcdef-77-0.tif", tmp_path / ".coregix-0123456789abcdef-777-0.tif"
    for path in (mine, other, tmp_path / "aligned.tif"):
        path.touch()
    # Pixels are under way in a folder beside the file that they become.
    (folder := mine.with_name(f"{mine.name}.d")).mkdir()
    (folder / "aligned.tif").touch()
    sweep(77, [str(tmp_path / "aligned.tif"), str(tmp_path / "ties.gpkg")])
    assert {path.name for path in tmp_path.iterdir()} == {other.name, "aligned.tif"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX quoting")
def test_the_command_line_can_be_pasted():
    assert pasteable(["python", "-m", "x", "--crs", 'A["b c"]']) == """python -m x --crs 'A["b c"]'"""


def test_an_outcome_without_a_result_is_a_failure():
    assert CompletedRun(0).message != ""


def test_an_error_of_the_engine_is_in_the_words_of_the_dialog():
    error = {"message": "Allow a larger --max-shift.", "parts": ["Allow a larger ", {"name": "max_shift"}, "."]}
    assert CompletedRun(2, error=error).worded(ALIGN) == "Allow a larger 'Largest shift'."
    # As an older engine, a Python of the user's, reports it.
    older = CompletedRun(2, error={"message": "Allow a larger --max-shift."})
    assert older.worded(ALIGN) == "Allow a larger --max-shift."
