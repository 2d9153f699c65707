"""The kept engine process: one for many questions, a new one after a cancel or a crash, nothing left when it ends."""

import json
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis_plugin.coregix_core.errors import Cancelled

from qgis_plugin.engine import Engine
from qgis_plugin.server import Server

ANSWERS = """
import json, os, sys, time
for line in sys.stdin:
    words = json.loads(line)
    if words[0] == "die":
        os._exit(9)
    if words[0] == "wait":
        open(words[1], "w").close()
        time.sleep(60)
    print(json.dumps({"event": "progress", "stage": "solve", "fraction": 0.5, "overall": 0.5, "message": ""}))
    if words[0] == "refuse":
        print(json.dumps({"event": "error", "type": "InputError", "message": "no", "exit_code": 2}))
    result = None if words[0] == "refuse" else {"words": words, "pid": os.getpid(), "folder": os.getcwd()}
    print(json.dumps({"event": "done", "exit_code": 2 if result is None else 0, "result": result}), flush=True)
"""


@dataclass(frozen=True)
class Fake:
    """An engine that is a small script."""

    code: str = ANSWERS

    def command(self, *arguments):
        return [sys.executable, "-c", self.code, *arguments]


@pytest.fixture
def server(tmp_path):
    folders = iter(range(99))

    def make_folder():
        folder = tmp_path / f"work{next(folders)}"
        folder.mkdir()
        return str(folder)

    made = Server(make_folder, lambda *_: os.environ)
    yield made
    made.close()
    assert not list(tmp_path.glob("work*"))


def asked(server, *words, engine=None, cancelled=lambda: False, heard=None, outputs=()):
    return server.ask(engine or Fake(), words, (heard if heard is not None else []).append, cancelled, outputs)


def test_many_questions_have_one_process(server):
    heard = []
    answers = [asked(server, "a", str(n), heard=heard) for n in range(3)]
    assert [a.result["words"] for a in answers] == [["a", "0"], ["a", "1"], ["a", "2"]]
    assert {a.result["pid"] for a in answers} == {server.process_id}
    assert [e["overall"] for e in heard] == [0.5] * 3
    assert all(a.message == "" for a in answers)


def test_a_refusal_leaves_the_process_for_the_next(server):
    refused = asked(server, "refuse")
    pid = server.process_id
    assert (refused.message, refused.exit_code, refused.result) == ("no", 2, None)
    assert asked(server, "a").result["pid"] == pid


def test_a_crash_is_a_sentence_and_the_next_question_gets_a_new_process(server):
    assert "exit code 9" in asked(server, "die").message
    assert server.process_id is None
    assert asked(server, "a").result["words"] == ["a"]


def test_what_does_not_start_says_its_last_words(server):
    broken = asked(server, "a", engine=Fake("raise SystemExit('no numpy here')"))
    assert broken.message == "The engine failed with exit code 1. Its last words: no numpy here"


def test_a_cancel_takes_two_seconds_and_ends_the_process(server, tmp_path):
    begun, output = tmp_path / "begun", tmp_path / "output.tif"
    asked(server, "a")
    half = tmp_path / f".coregix-output.tif-{server.process_id}-x.tif"
    half.touch()
    cancelled = threading.Event()
    since = []

    def wait_for_begin():
        while not begun.exists():
            time.sleep(0.01)
        since.append(time.monotonic())
        cancelled.set()

    threading.Thread(target=wait_for_begin).start()
    with pytest.raises(Cancelled):
        asked(server, "wait", str(begun), cancelled=cancelled.is_set, outputs=[str(output)])
    assert time.monotonic() - since[0] < 2
    assert server.process_id is None
    assert not half.exists()


def test_another_engine_gets_a_process_of_its_own(server):
    first = asked(server, "a").result["pid"]
    assert asked(server, "a", engine=Fake(ANSWERS + "\n")).result["pid"] != first


def test_the_real_core_answers_small_questions_at_once(server):
    """A refusal is the cheapest real answer: no part of its time is the start of a process."""
    engine = Engine(sys.executable)
    words = ["export", "--transform-file", "missing.json", "--moving-image", "missing.tif", "--to", "vrt",
             "--output-file", "out.vrt"]
    first = asked(server, *words, engine=engine)
    assert "missing" in first.message
    since = time.process_time()
    assert asked(server, *words, engine=engine).message == first.message
    assert time.process_time() - since < 0.3
    assert Path(f"/proc/{server.process_id}").exists() or os.name == "nt"
    assert json.dumps(first.error)
