"""Completion: scripts that their shells can read, made from the parameters alone."""

import shutil
import subprocess

import pytest

from coregix_core.cli.completion import completion_script, options
from coregix_core.options import ALIGN, COMMANDS, COMPLETION, SWITCH
from coregix_core.options.parameters import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_itself_finds_no_fault(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n"], input=completion_script(shell), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_is_there_and_the_script_says_how_it_is_loaded(shell):
    script = completion_script(shell)
    assert f"coregix completion {shell}" in script.split("Load it with:")[1].splitlines()[0]
    assert all(name in script for name in COMMANDS)
    assert not script.endswith("\n"), "print adds the last one"


@pytest.mark.parametrize("shell", SHELLS)
def test_choices_are_offered_where_there_are_some(shell):
    assert " ".join(ALIGN.parameter("resampling").choices) in completion_script(shell)
    assert " ".join(SHELLS) in completion_script(shell)


def test_switches_can_be_turned_off_and_positionals_have_no_option():
    found = options(ALIGN)
    assert found[0] == "--help"
    assert {p.negative_flag for p in ALIGN.parameters if p.kind == SWITCH} <= set(found)
    assert "--no-moving-image" not in found
    assert options(COMPLETION) == ["--help"]


def test_bash_says_what_a_shared_option_takes_once():
    cases = [line for line in completion_script("bash").splitlines() if line.strip().startswith("--resampling)")]
    assert len(cases) == 1


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("typed", "found"), [
    ("coregix al", ["align\tAlign one raster to another."]),
    ("coregix trim", [f"trim-edges\t{COMMANDS['trim-edges'].summary}"]),
    ("coregix align --log-to", ["--log-to-console\tPrint the solver's log"]),
    ("vhr-align-image-pair --log-to", ["--log-to-console\tPrint the solver's log"]),
    ("coregix align --no-log", ["--no-log-to-console\tPrint the solver's log"]),
    ("coregix align --resampling lan", ["lanczos\tResampling"]),
    ("coregix completion z", ["zsh\tShell"]),
])
def test_fish_completes(typed, found):
    asked = f"{completion_script('fish')}\ncomplete -C '{typed}'"
    done = subprocess.run(["fish", "--no-config"], input=asked, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.stderr) == (found, "")
