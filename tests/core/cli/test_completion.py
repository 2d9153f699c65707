"""Completion: scripts that their shells can read, made from the parameters alone."""

import shutil
import subprocess

import pytest

from coregix_core.cli.completion import ALIAS, completion_script
from coregix_core.options import ALIGN, COMMANDS, PATHS, SWITCH
from coregix_core.options.parameter import SHELLS


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
    assert all(name in script for name in (*COMMANDS, ALIAS))
    assert not script.endswith("\n"), "print adds the last one"


@pytest.mark.parametrize("shell", SHELLS)
def test_choices_are_offered_where_there_are_some(shell):
    script = completion_script(shell).replace("\"", " ").replace("'", " ")
    for choices in (ALIGN.parameter("resampling").choices, SHELLS):
        assert " ".join(choices) in " ".join(script.split())


@pytest.mark.parametrize("shell", SHELLS)
def test_switches_can_be_turned_off_and_paths_complete_to_files(shell):
    script = completion_script(shell)
    assert all(p.negative_flag.removeprefix("--") in script for p in ALIGN.parameters if p.kind == SWITCH)
    assert "no-moving-image" not in script
    assert {"bash": "_shtab_compgen_files", "zsh": "_files", "fish": "__fish_complete_path"}[shell] in script
    assert [p for p in ALIGN.parameters if p.kind in PATHS]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("typed", "found"), [
    ("coregix al", "align"), ("coregix trim", "trim-edges"), ("coregix align --log-to", "--log-to-console"),
    ("vhr-align-image-pair --log-to", "--log-to-console"), ("coregix align --no-log", "--no-log-to-console"),
    ("coregix align --resampling lan", "lanczos"), ("coregix completion z", "zsh")])
def test_fish_completes(typed, found):
    asked = f"{completion_script('fish')}\ncomplete -C '{typed}'"
    done = subprocess.run(["fish", "--no-config"], input=asked, capture_output=True, text=True, check=False)
    assert ([line.split("\t")[0] for line in done.stdout.splitlines()], done.stderr) == ([found], "")
