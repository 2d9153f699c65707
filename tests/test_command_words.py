"""What the command line explains, refuses and completes, in words: help, slips and mistakes, completion."""

import json
import subprocess
import sys

import pytest
from runs import COREGIX, ended

from coregix_core import __version__
from coregix_core.cli.parsing import parsed
from coregix_core.cli.program import overview
from coregix_core.options import COMMANDS

ALIGN = ("align", "--moving-image", "m.tif", "--fixed-image", "f.tif", "--output-image", "o.tif")


def coregix(*arguments):
    return ended([*COREGIX, *arguments])


class TestHelp:
    def test_the_overview_fits_a_screen(self):
        lines = overview().splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80

    def test_the_overview_names_every_command(self):
        done = coregix("--help")
        assert done.returncode == 0
        assert all(f"\n  {name}" in done.stdout for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_command_explains_its_options_by_groups(self, name):
        done = coregix(name, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        for parameter in COMMANDS[name].parameters:
            assert parameter.positional or parameter.flag in done.stdout
            assert f"\n{parameter.group}:\n" in done.stdout

    def test_the_version_is_the_packages(self):
        assert coregix("--version").stdout == f"coregix {__version__}\n"

    def test_help_loads_nothing_heavy(self):
        code = ("import sys; from coregix_core.cli.program import main; main(['align', '--help']); "
                "print(*sys.modules, file=sys.stderr)")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert not {"numpy", "rasterio", "logging", "SimpleITK"} & set(done.stderr.split())


class TestMistakes:
    @pytest.mark.parametrize(("arguments", "hint"), [
        (["algin"], "did you mean align?"),
        (["--vesion"], "did you mean --version?"),
        ([*ALIGN, "--movin-nodata", "1"], "did you mean --moving-nodata?"),
        ([*ALIGN, "--no-edge-proxies"], "did you mean --no-use-edge-proxies?"),
        ([*ALIGN, "--resampling", "cubik"], "did you mean cubic?"),
        ([*ALIGN, "--transform", "affin"], "did you mean affine?"),
    ])
    def test_a_slip_gets_the_right_word(self, arguments, hint):
        done = coregix(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert hint in done.stderr
        assert len(done.stderr.splitlines()) == 1

    @pytest.mark.parametrize(("arguments", "said"), [
        (["align", "--moving-image", "m.tif"], "--fixed-image and --output-image are missing"),
        ([*ALIGN, "--split-factor", "-1"], "--split-factor must be at least 0, not -1"),
        ([*ALIGN, "--split-factor", "1.5"], "--split-factor takes a whole number, not '1.5'"),
        ([*ALIGN, "--min-valid-fraction", "1.2"], "--min-valid-fraction must be at most 1"),
        ([*ALIGN, "--max-shift", "nan"], "--max-shift must be a finite number"),
        ([*ALIGN, "--solve-resolutions", "8,,4"], "--solve-resolutions takes numbers with commas"),
        ([*ALIGN, "--solve-resolutions", "4,8"], "must run from coarse to fine"),
        ([*ALIGN, "--solve-resolutions", "4", "--solve-resolution", "4"], "contradict each other"),
        ([*ALIGN, "--edge-trim-invalid-below", "9", "--edge-trim-invalid-above", "5"], "contradict each other"),
        ([*ALIGN, "--edge-trim-depth", "12"], "--edge-trim-depth has an effect only with --trim-edge-invalid"),
        ([*ALIGN, "--report", "o.tif"], "both would write"),
        ([*ALIGN, "--tie-points", "points.shp"], "must end in .gpkg or .geojson or .points"),
        ([*ALIGN, "--threads"], "expected one argument"),
        ([*ALIGN, "stray"], "no use for the argument stray"),
        (["batch", "pairs.csv", "--fixed-image", "f.tif"], "contradict each other"),
        (["completion", "tcsh"], "must be one of bash, zsh, fish"),
        (["align", *ALIGN[3:], "--moving-image", ""], "needs the name of a file"),
    ])
    def test_what_cannot_be_used_gets_one_sentence(self, arguments, said):
        done = coregix(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1

    def test_a_name_of_several_lines_is_told_in_one(self):
        done = coregix("trim-edges", "--input-image", "a\nb\x1b[31m.tif", "--output-image", "o.tif")
        assert done.returncode == 2
        assert r"a\nb\x1b[31m.tif does not exist" in done.stderr
        assert len(done.stderr.splitlines()) == 1

    def test_a_mistake_is_an_event_where_json_was_asked_for(self):
        for style in (["--progress", "json"], ["--progress=json"]):
            (event,) = map(json.loads, coregix(*ALIGN, "--threads", "x", *style).stderr.splitlines())
            assert (event["event"], event["type"], event["exit_code"]) == ("error", "InputError", 2)

    @pytest.mark.parametrize("value", ["-9999", "-1e5", "-3.4028234663852886e+38", "nan", "-inf"])
    def test_any_number_can_be_nodata(self, value):
        assert parsed(COMMANDS["align"], [*ALIGN[1:], "--moving-nodata", value])["moving_nodata"] == pytest.approx(
            float(value), nan_ok=True)


class TestCompletion:
    @pytest.mark.parametrize(("words", "found"), [
        (["coregix", "al"], ["align"]),
        (["coregix", "align", "--moving-n"], ["--moving-nodata"]),
        (["coregix", "align", "--no-use"], ["--no-use-edge-proxies"]),
        (["coregix", "align", "--resampling", "cu"], ["cubic"]),
        (["coregix", "completion", "z"], ["zsh"]),
        (["vhr-align-image-pair", "--split"], ["--split-factor"]),
    ])
    def test_bash_completes(self, words, found):
        listed = " ".join(f"'{word}'" for word in words)
        asked = (f"COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}\n"
                 # By the function that bash would call for this command.
                 f"$(complete -p {words[0]} | sed 's/.*-F \\([^ ]*\\).*/\\1/') {words[0]} '{words[-1]}' '{words[-2]}'\n"
                 "printf '%s\\n' \"${COMPREPLY[@]}\"")
        script = coregix("completion", "bash").stdout
        done = subprocess.run(["bash", "-c", script + asked], capture_output=True, text=True, check=True)
        assert done.stdout.split() == found

    @pytest.mark.parametrize("shell", ["zsh", "fish"])
    def test_the_other_shells_know_every_option(self, shell):
        script = coregix("completion", shell).stdout
        for command in COMMANDS.values():
            assert all(p.positional or p.flag.removeprefix("--") in script for p in command.parameters)
