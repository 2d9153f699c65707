"""Sentences with gaps: a text to all who read it, and a pattern with facts to whoever says it in another language."""

import ast
import copy
import json
import pickle
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from coregix_core.errors import InputError
from coregix_core.sentences import Option, Sentence, document, in_pixels, part_of, worded

SEEN = Sentence("{agree} of {places} agree", agree=np.int64(3), places=9)
WHOLE = Sentence("{seen}, residual {rmse:.2f} px ({limit}) in {file}", seen=SEEN, rmse=np.float32(0.126),
                 limit=Option("max_shift"), file="agree")


def test_it_is_a_text_with_its_gaps_filled():
    assert WHOLE == "3 of 9 agree, residual 0.13 px (max_shift) in agree"
    assert json.dumps({"reason": WHOLE}) == json.dumps({"reason": str(WHOLE)})


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0.000 px"), (0.00116, "0.001 px"), (0.0996, "0.100 px"), (0.1, "0.10 px"), (12.345, "12.35 px"),
    (-0.0001, "0.000 px"), (-0.5, "-0.50 px")])
def test_lengths_in_pixels_are_written_in_one_way(value, text):
    assert in_pixels(value) == text


def test_its_facts_are_numbers_and_texts_that_json_has():
    assert {name: type(fact) for name, fact in WHOLE.facts.items()} == {
        "seen": Sentence, "rmse": float, "limit": Option, "file": str}
    assert type(SEEN.facts["agree"]) is int


@pytest.mark.parametrize("made", [copy.deepcopy, lambda s: pickle.loads(pickle.dumps(s)),  # noqa: S301 - our own
                                  lambda s: part_of(json.loads(json.dumps(document(s))))])
def test_copies_of_it_can_be_said_anew(made):
    again = made(WHOLE)
    assert (again, again.pattern) == (WHOLE, WHOLE.pattern)
    assert again.facts["seen"].facts == SEEN.facts


def test_it_is_said_in_another_language_with_the_names_of_a_dialog():
    german = {SEEN.pattern: "von {places} stimmen {agree} überein", "agree": "not a pattern here",
              WHOLE.pattern: "{seen}; in {file} bleiben {rmse:.1f} px ({limit})"}
    assert worded(WHOLE, lambda _: "'Größte Verschiebung'", lambda text: german.get(text, text)) == (
        "von 9 stimmen 3 überein; in agree bleiben 0.1 px ('Größte Verschiebung')")


def test_an_error_tells_the_facts_of_its_sentences():
    error = InputError(Sentence("{limit} is {given}.", limit=Option("max_shift"), given=-1), " So it is.")
    assert str(error) == "max_shift is -1. So it is."
    assert error.worded(lambda name: f"--{name}") == "--max_shift is -1. So it is."
    assert error.facts == {"limit": Option("max_shift"), "given": -1}


def sentences():
    """(where, pattern, names of the facts) of each sentence that is written in the core."""
    root = Path(__file__).parents[2] / "coregix_core"
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sentence" \
                    and isinstance(node.args[0], ast.Constant):
                yield f"{file.name}:{node.lineno}", node.args[0].value, {word.arg for word in node.keywords}


def test_each_gap_in_the_core_has_its_fact():
    found = list(sentences())
    assert len(found) > 200
    # Most are never reached by a test, and a gap without its fact would end as a traceback.
    assert not [where for where, pattern, facts in found if facts != {None}
                and {name for _, name, _, _ in Formatter().parse(pattern) if name is not None} != facts]
