"""stdout has the result alone, stderr our own words, whatever native code and child processes print."""

import io
import os
import subprocess
import sys
import textwrap

import pytest

from coregix_core.cli.streams import StdoutLost, own_streams, sent

CHATTY = "os.write(1, b'native 1\\n'); os.write(2, b'native 2\\n'); os.system('echo child'); print('Python')"


def run(code):
    """A process that runs some code with ``own_streams`` at hand."""
    code = "import os, sys\nfrom coregix_core.cli.streams import mute_stdout, own_streams\n" + textwrap.dedent(code)
    plain = {**os.environ, "PYTHONUNBUFFERED": ""}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=plain)


def test_only_the_result_and_our_words_come_through():
    done = run(f"""
        with own_streams(debug=False) as out:
            {CHATTY}
            sys.stderr.write("our words\\n")
            out.write("the result\\n")
    """)
    assert (done.stdout, done.stderr) == ("the result\n", "our words\n")


def test_debug_sends_what_libraries_print_to_stderr():
    done = run(f"""
        with own_streams(debug=True) as out:
            {CHATTY}
            out.write("the result\\n")
    """)
    assert done.stdout == "the result\n"
    assert done.stderr.splitlines() == ["native 1", "native 2", "child", "Python"]


def test_all_is_as_before_after_an_error_too():
    done = run("""
        try:
            with own_streams(debug=False) as out:
                raise ValueError
        except ValueError:
            pass
        print("out"); os.write(2, b"err\\n"); assert sys.stderr is sys.__stderr__
    """)
    assert (done.stdout, done.stderr, done.returncode) == ("out\n", "err\n", 0)


def test_a_name_that_is_no_text_can_be_told():
    done = run(r"""
        with own_streams(debug=False):
            sys.stderr.write("caf\udce9.tif\n")
    """)
    assert done.stderr == "caf\\udce9.tif\n"


def test_streams_of_a_notebook_are_left_alone(monkeypatch):
    notebook = io.StringIO()
    monkeypatch.setattr(sys, "stdout", notebook)
    with own_streams(debug=False) as out:
        assert out is notebook


@pytest.mark.parametrize(("mute", "complaint"), [("mute_stdout()", ""), ("", "BrokenPipeError")])
def test_a_reader_that_left_is_no_reason_to_complain(mute, complaint):
    done = run(f"""
        read, write = os.pipe()
        os.dup2(write, 1); os.close(write); os.close(read)
        try:
            print("nobody reads this", flush=True)
        except BrokenPipeError:
            {mute or "pass"}
    """)
    assert complaint in done.stderr
    assert bool(done.stderr) == bool(complaint)


def test_streams_that_were_closed_are_stood_in_for_at_their_own_descriptors(tmp_path):
    """What libraries print may not end in the file that is opened next."""
    code = ("from coregix_core.cli.streams import stand_in_for_closed; import os, sys; stand_in_for_closed()\n"
            f"with open({str(tmp_path / 'raster')!r}, 'w') as file:\n    os.write(1, b'native')\n"
            "print('the result'); os._exit(int([s.fileno() for s in (sys.stdin, sys.stdout)] != [0, 1]))")
    done = subprocess.run(["sh", "-c", '"$0" -c "$1" <&- >&-', sys.executable, code], capture_output=True, text=True,
                          check=False)
    assert (done.returncode, done.stderr, (tmp_path / "raster").read_text()) == (0, "", "")


class Full(io.StringIO):
    def flush(self):
        raise OSError(28, "No space left on device")


def test_a_full_stdout_is_told_from_one_that_nobody_reads():
    with pytest.raises(StdoutLost, match="No space left on device"):
        sent(Full(), "the result")

    class Unread(Full):
        def flush(self):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        sent(Unread(), "the result")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")  # noqa: PTH110
def test_what_a_full_stdout_holds_back_is_said_once():
    done = run("""
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
        with own_streams(debug=False) as out:
            out.write("the result")
        print("went on", file=sys.stderr)
    """)
    assert (done.stderr, done.returncode) == ("went on\n", 0)
