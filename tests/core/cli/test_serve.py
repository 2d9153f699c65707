"""A process that answers many command lines: events and ends on one stream, in order; it outlives what fails."""

import io
import json
import subprocess
import sys

import pytest

from coregix_core.cli.serve import serve


def answers(monkeypatch, capsys, lines, run):
    """(exit code, what came out) of a server that is asked ``lines``."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    code = serve(run)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def spoken(words):
    """A command that says its words, and prints them as its result."""
    sys.stderr.write(json.dumps({"event": "log", "message": words[0]}) + "\n")
    print(json.dumps({"words": list(words)}))
    return 3


def test_each_command_has_its_events_and_then_its_end(monkeypatch, capsys):
    code, said = answers(monkeypatch, capsys, ['["a", "1"]', "", '["b"]'], spoken)
    assert code == 0
    assert said == [
        {"event": "log", "message": "a"}, {"event": "done", "exit_code": 3, "result": {"words": ["a", "1"]}},
        {"event": "log", "message": "b"}, {"event": "done", "exit_code": 3, "result": {"words": ["b"]}}]


@pytest.mark.parametrize("line", ["snap", '{"words": []}', "[1, 2]"])
def test_what_is_no_list_of_words_is_refused_and_the_next_is_answered(monkeypatch, capsys, line):
    _, said = answers(monkeypatch, capsys, [line, '["b"]'], spoken)
    assert [s["event"] for s in said] == ["error", "done", "log", "done"]
    assert said[1] == {"event": "done", "exit_code": 2, "result": None}


def test_a_signal_ends_the_process_and_not_the_command_alone(monkeypatch, capsys):
    code, said = answers(monkeypatch, capsys, ['["a"]', '["b"]'], lambda _: 143)
    assert code == 143
    assert [s["exit_code"] for s in said] == [143]


def test_a_real_process_answers_in_json_whatever_goes_wrong(tmp_path):
    missing = str(tmp_path / "missing.tif")
    place = [word for option in ("--true-x", "--true-y", "--shown-x", "--shown-y") for word in (option, "1")]
    questions = [["snap", missing, missing, *place], ["nothing"], ["snap", "--nothing"]]
    done = subprocess.run([sys.executable, "-m", "coregix_core", "serve"], check=True, capture_output=True, text=True,
                          input="".join(json.dumps(q) + "\n" for q in questions))
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(s["event"], s["exit_code"]) for s in said] == [("error", 2), ("done", 2)] * 3
    assert "missing.tif" in said[0]["message"]
    assert done.stderr == ""
