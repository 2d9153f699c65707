"""stdout has the result alone, stderr our own words, whatever native code and child processes print."""

import io
import os
import subprocess
import sys
import textwrap

import pytest

from coregix_core.cli.streams import own_streams

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
