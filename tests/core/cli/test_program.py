"""The command line without a process: words become checked values, results and errors become exit codes."""

import json
import re
import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import grid, write

from coregix_core import cli as package
from coregix_core.cli import program as cli
from coregix_core.cli.parsing import help_of, parsed, parser
from coregix_core.cli.program import Stop, Stopped, main, overview
from coregix_core.cli.streams import StdoutLost
from coregix_core.errors import InputError, OutputError, UnreliableAlignmentError
from coregix_core.options import ALIGN, BATCH, COMMANDS, COMPLETION, DOCTOR, STACK

PAIR = ["--moving-image", "m.tif", "--fixed-image", "f.tif", "--output-image", "o.tif"]


def ended(monkeypatch, capsys, result=None, error=None, words=()):
    """(exit code, stdout, stderr) of a doctor that has a result or raises an error."""
    def examine():
        if error is not None:
            raise error
        return result

    monkeypatch.setattr(cli, "import_module", lambda *_: SimpleNamespace(examine=examine))
    return (main(["doctor", *words]), *capsys.readouterr())


class TestParsing:
    @pytest.mark.parametrize(("words", "name", "value"), [
        (["--threads", "3"], "threads", 3), (["--threads=3"], "threads", 3),
        (["--moving-nodata", "-9999"], "moving_nodata", -9999.0), (["--moving-nodata=-1e5"], "moving_nodata", -1e5),
        (["--no-use-edge-proxies"], "use_edge_proxies", False), (["--keep-temp-dir"], "keep_temp_dir", True),
        (["--solve-resolutions", "8,4"], "solve_resolutions", (8.0, 4.0)),
        (["--resampling", "lanczos"], "resampling", "lanczos"),
        (["--report=-r.html"], "report", "-r.html")])
    def test_words_become_values(self, words, name, value):
        assert parsed(ALIGN, [*PAIR, *words])[name] == value

    def test_what_is_not_given_has_its_default(self):
        found = parsed(ALIGN, PAIR)
        assert found == {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": "o.tif",
                         **ALIGN.defaults}

    @pytest.mark.parametrize("words", [
        ["-m", "m.tif", "-f", "f.tif", "-o", "o.tif"], ["m.tif", "f.tif", "-o", "o.tif"], ["m.tif", "f.tif", "o.tif"],
        ["--fixed-image", "f.tif", "m.tif", "--threads", "2", "o.tif"]])
    def test_required_paths_need_no_long_option(self, words):
        found = parsed(ALIGN, words)
        assert [found[p] for p in ("moving_image_path", "fixed_image_path", "output_image_path")] == [
            "m.tif", "f.tif", "o.tif"]

    def test_a_path_too_many_is_refused(self):
        with pytest.raises(InputError, match=r"no use for the argument more\.tif"):
            parsed(ALIGN, ["m.tif", "f.tif", "o.tif", "more.tif"])

    @pytest.mark.parametrize("words", [
        ["a.tif", "b.tif", "--output-folder", "out"], ["--output-folder", "out", "--threads", "2", "a.tif", "b.tif"]])
    def test_images_that_a_shell_made_of_a_pattern_need_no_option(self, words):
        found = parsed(STACK, words)
        assert (found["images"], found["output_folder"]) == (["a.tif", "b.tif"], "out")

    def test_the_help_says_so_where_paths_are_required(self):
        assert "may stand without their options" in parser(ALIGN).format_help()
        assert "may stand without" not in parser(BATCH).format_help()
        # Any number of images, so that a folder behind them would be one more.
        assert "What --images takes may stand without it." in " ".join(parser(STACK).format_help().split())

    def test_many_rasters_follow_one_option(self):
        found = parsed(BATCH, ["--fixed-image", "f.tif", "--moving-images", "a.tif", "b.tif", "--workers", "2"])
        assert (found["moving_images"], found["workers"]) == (["a.tif", "b.tif"], 2)

    @pytest.mark.parametrize(("command", "words", "message"), [
        (COMPLETION, [], "^Missing: SHELL|^Missing: .*; see 'coregix completion --help'"),
        (COMPLETION, ["bash", "zsh"], "There is no use for the argument zsh"),
        (ALIGN, [*PAIR, "--thread", "3"], r"There is no option --thread \(did you mean --threads\?\)"),
        (ALIGN, [*PAIR, "--max-shift", "-x"], "--max-shift: expected one argument"),
        (ALIGN, [*PAIR, "--threads", "-5"], "--threads must be at least 0, not -5"),
        (ALIGN, [*PAIR, "--no-threads"], "There is no option --no-threads"),
        (ALIGN, [*PAIR, "--solve-resolutions", ""], "--solve-resolutions is given without a value"),
        (ALIGN, [*PAIR, "--max-shift="], "--max-shift is given without a value"),
        (ALIGN, PAIR[:4], "--output-image is missing")])
    def test_slips_are_sentences(self, command, words, message):
        with pytest.raises(InputError) as refused:
            parsed(command, words)
        assert re.search(message, refused.value.worded(command.flag))


class TestEnds:
    def test_a_result_is_one_json_object(self, monkeypatch, capsys):
        result = SimpleNamespace(to_dict=lambda: {"rmse": float("nan"), "path": "ü"}, summary=lambda: "fine: all")
        code, out, said = ended(monkeypatch, capsys, result)
        assert (code, json.loads(out), said) == (0, {"rmse": None, "path": "ü"}, "fine: all\n")

    def test_a_result_may_have_an_exit_code_of_its_own(self, monkeypatch, capsys):
        result = SimpleNamespace(to_dict=dict, exit_code=3)
        assert ended(monkeypatch, capsys, result)[0] == 3

    @pytest.mark.parametrize(("error", "code", "said"), [
        (InputError("No such file."), 2, "coregix doctor: error: No such file."),
        (OutputError("The disk is full."), 1, "coregix doctor: error: The disk is full."),
        (MemoryError(), 1, "The memory ran out; nothing was written. Lower --memory-budget"),
        (OSError("libx.so: failed to map segment from shared object"), 1, "The memory ran out"),
        (RuntimeError("a slip"), 1, "internal error (RuntimeError: a slip); nothing was written. COREGIX_DEBUG=1"),
        (KeyError(), 1, "internal error (KeyError); nothing")])
    def test_an_error_is_a_sentence_and_a_code(self, monkeypatch, capsys, error, code, said):
        found, out, told = ended(monkeypatch, capsys, error=error)
        assert (found, out) == (code, "")
        assert said in told
        assert len(told.splitlines()) == 1

    def test_a_refused_alignment_prints_its_measurements(self, monkeypatch, capsys):
        result = SimpleNamespace(to_dict=lambda: {"verdict": "failed"})
        code, out, said = ended(monkeypatch, capsys, error=UnreliableAlignmentError("No.", result=result))
        assert (code, json.loads(out)) == (3, {"verdict": "failed"})
        assert said == "coregix doctor: error: No.\n"
        assert ended(monkeypatch, capsys, error=UnreliableAlignmentError("No."))[1] == ""

    def test_a_full_stdout_is_a_sentence_that_says_what_was_written(self, monkeypatch, capsys):
        def full(_out, _text):
            raise StdoutLost("No space left on device")

        monkeypatch.setattr(cli, "sent", full)
        code, out, said = ended(monkeypatch, capsys, SimpleNamespace(to_dict=dict))
        assert (code, out) == (1, "")
        assert said == ("coregix doctor: error: stdout cannot be written (No space left on device), and the result was "
                        "not printed; what the run writes to files is there, and whole.\n")
        assert ended(monkeypatch, capsys, error=InputError("No such file."), words=["--json"])[2].endswith(
            "error: No such file.\n"), "what went wrong before is what counts"
        assert main(["--version"]) == 1
        assert capsys.readouterr().err == "coregix: error: stdout cannot be written (No space left on device).\n"

    def test_under_json_an_error_is_an_object_too(self, monkeypatch, capsys):
        error = InputError("No such file.", parameter="moving_image_path", value="a", file="a")
        code, out, said = ended(monkeypatch, capsys, error=error, words=["--json"])
        assert json.loads(out) == {"error": {
            "type": "InputError", "message": "No such file.", "exit_code": 2, "parameter": "moving_image_path",
            "value": "a", "file": "a"}}
        assert (code, said) == (2, "coregix doctor: error: No such file.\n")
        assert main(["align", "--json", "--thread", "3"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["message"].startswith("There is no option --thread")

    def test_under_json_a_command_that_there_is_not_is_an_object_too(self, capsys):
        assert main(["frobnicate", "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["message"].startswith("There is no command 'frobnicate'")

    @pytest.mark.parametrize(("words", "parameter", "file"), [
        (["nothing.tif", "b.tif", "-o", "c.tif"], "moving_image_path", "nothing.tif"),
        (["a.tif", "b.tif", "-o", "c.tif", "--known-points", "p.csv"], "known_points", "p.csv"),
        (["a.tif", "a.tif", "-o", "c.xyz"], "output_image_path", "c.xyz"),
    ])
    def test_under_json_an_error_names_the_parameter_and_the_file(self, words, parameter, file, tmp_path, capsys,
                                                                  monkeypatch):
        monkeypatch.chdir(tmp_path)
        write("a.tif", np.eye(9, dtype="float32"), grid(9, 9))
        assert main(["align", *words, "--json"]) == 2
        told = json.loads(capsys.readouterr().out)["error"]
        assert (told["parameter"], told["value"], told["file"]) == (parameter, file, file)

    def test_once_the_result_is_out_a_process_ends_with_its_own_code_whoever_interrupts_it(self, monkeypatch):
        monkeypatch.setattr("sys.argv", ["coregix", "completion", "bash"])
        before = signal.getsignal(signal.SIGINT)
        try:
            assert main() == 0
            # Python's shutdown takes handlers away, but leaves what is ignored as it is.
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        finally:
            signal.signal(signal.SIGINT, before)
        assert main(["completion", "bash"]) == 0
        assert signal.getsignal(signal.SIGINT) is before, "a program that goes on has its own handler again"

    @pytest.mark.parametrize(("name", "left"), [
        ("align", "nothing was written"), ("batch", "the pairs that are finished stay, and the same command goes on"),
        ("stack", "links that are measured and images that are written stay, and the same command goes on")])
    def test_a_run_that_is_stopped_says_what_it_leaves(self, capsys, name, left):
        stop = Stop()
        stop.signal = signal.SIGINT
        assert cli._stopped(cli._console(name, [], events=False), stop) == 130
        assert f"coregix {name}: error: Stopped; {left}" in capsys.readouterr().err

    def test_debug_shows_the_traceback(self, monkeypatch, capsys):
        monkeypatch.setenv("COREGIX_DEBUG", "1")
        assert "Traceback" in ended(monkeypatch, capsys, error=RuntimeError("a slip"))[2]

    def test_in_another_thread_signals_are_left_alone(self, capsys):
        codes = []
        thread = threading.Thread(target=lambda: codes.append(main(["completion", "bash"])))
        thread.start()
        thread.join()
        assert codes == [0]
        assert "-F _shtab_coregix coregix" in capsys.readouterr().out


class TestFirstWord:
    @pytest.mark.parametrize("words", [["--version"], ["-V"], ["--version", "--json"]])
    def test_the_version(self, capsys, words):
        assert main(words) == 0
        assert capsys.readouterr().out.startswith("coregix 1.")

    @pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], ["help", "-h"], ["help", "help"], ["-h", "-V"]])
    def test_the_overview_on_stdout(self, capsys, words):
        assert main(words) == 0
        assert capsys.readouterr().out == overview() + "\n"

    def test_the_help_of_a_command_may_be_asked_for_in_either_order(self, capsys):
        assert main(["help", "doctor"]) == main(["--help", "doctor"]) == main(["doctor", "--help"]) == 0
        assert len(set(capsys.readouterr().out.split("usage: ")[1:])) == 1
        assert main(["help", "algin"]) == 2
        assert "did you mean align?" in capsys.readouterr().err

    def test_nothing_at_all_gets_the_overview_as_a_mistake(self, capsys):
        assert main([]) == 2
        assert capsys.readouterr() == ("", overview() + "\n")

    @pytest.mark.parametrize(("word", "said"), [
        ("algin", "no command 'algin' (did you mean align?)"), ("--versoin", "no option '--versoin' (did you mean"),
        ("xyzzy", "no command 'xyzzy'; see 'coregix --help'")])
    def test_a_slip_gets_the_right_word(self, capsys, word, said):
        assert main([word]) == 2
        assert said in capsys.readouterr().err


def test_the_overview_has_each_command_once():
    assert sorted(name for names in cli.SECTIONS.values() for name in names) == sorted(COMMANDS)
    assert set(cli.RUNS) == set(COMMANDS)


def test_a_first_signal_is_remembered_and_stops():
    import signal

    stop, before = Stop(), signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(Stopped):
            stop(signal.SIGTERM, None)
        # The second one ends the process, whatever it does.
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)
    assert stop.signal == signal.SIGTERM
    assert not issubclass(Stopped, Exception), "no handler on the way may take it for a failure"


def test_an_interrupt_before_there_is_a_handler_stops_without_a_traceback(monkeypatch, capsys):
    def interrupted(*_words, **_how):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    monkeypatch.setattr(cli, "align_main", interrupted)
    for entry in (package.main, package.align_main):
        assert entry(["doctor"]) == 130
        assert capsys.readouterr() == ("", "coregix: error: Stopped; nothing was written.\n")
    code = "import sys; before = set(sys.modules); import coregix_core.cli; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"typing", "re", "argparse", "dataclasses"} & set(loaded), "before the handler there is next to nothing"


def test_help_tells_units_and_defaults():
    assert help_of(ALIGN.parameter("memory_budget")).endswith("(MiB; default: 1024)")
    assert help_of(ALIGN.parameter("use_edge_proxies")).endswith("(default: on)")
    assert help_of(ALIGN.parameter("moving_image")).endswith("(required)")
    assert help_of(ALIGN.parameter("report")) == ALIGN.parameter("report").help
    assert not DOCTOR.parameters
