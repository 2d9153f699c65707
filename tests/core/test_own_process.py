"""A process of the program's own takes a page from the kernel once, and ends without a last look for cycles."""

import subprocess
import sys

import pytest

BYTES, TIMES = 4 << 20, 10

PROGRAM = f"""
import resource
from coregix_core.own_process import set_up
{{call}}
def use():
    blocks = [b"x" * {BYTES} for _ in range(8)]
use()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range({TIMES}):
    use()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(call):
    # As Dask starts its workers.
    environment = {"MALLOC_TRIM_THRESHOLD_": "65536"}
    words = [sys.executable, "-c", PROGRAM.format(call=call)]
    return int(subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_freed_memory_is_used_again_without_asking_the_kernel():
    pages = 8 * TIMES * BYTES // 4096
    assert faults("") > pages / 2
    assert faults("set_up()") < pages / 100


def test_other_systems_are_left_alone(monkeypatch):
    from coregix_core import own_process

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(own_process.ctypes, "CDLL", lambda _: pytest.fail("asked for a library"))
    own_process._keep_freed_memory()


@pytest.mark.parametrize(("call", "looks"), [("main()", False), ("main(sys.argv[1:])", True)])
def test_only_a_process_that_ends_with_the_command_leaves_out_the_last_look_for_cycles(call, looks):
    """What calls the command with words of its own may go on."""
    program = f"import gc, sys; from coregix_core.cli import main; {call}; print('left out', gc.get_freeze_count() > 0)"
    words = [sys.executable, "-c", program, "completion", "bash"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"left out {not looks}"
