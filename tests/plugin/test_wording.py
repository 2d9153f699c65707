"""The core's sentences as dialogs say them: in the language of QGIS, and in English what has no translation."""

import pytest
from qgis_plugin.coregix_core.errors import InputError, UnreliableAlignmentError
from qgis_plugin.coregix_core.options import ALIGN
from qgis_plugin.coregix_core.sentences import Option, Sentence, document

from qgis_plugin import wording
from qgis_plugin.process import CompletedRun
from qgis_plugin.verdict import Finding

GERMAN = {
    "The {role} raster {path} is closed.": "Das {role}-Raster {path} ist geschlossen.", "source": "Quell",
    "No reliable alignment was found: {reason}.": "Keine verlässliche Ausrichtung: {reason}.",
    "the disk is full": "die Platte ist voll", "Largest shift": "Größte Verschiebung",
    "{count} points": "{anzahl} Punkte"}


@pytest.fixture(autouse=True)
def german(monkeypatch):
    monkeypatch.setattr(wording, "tr", lambda text: GERMAN.get(text, text))


def test_an_error_is_said_in_the_language_and_the_words_of_the_dialog():
    error = InputError(Sentence("The {role} raster {path} is closed.", role=Sentence("moving"), path="moving"),
                       " See ", Option("max_shift"))
    assert wording.words_of(error, ALIGN) == "Das Quell-Raster moving ist geschlossen. See 'Largest shift'"


def test_an_error_of_the_engine_comes_as_patterns_and_facts():
    error = UnreliableAlignmentError(Sentence("No reliable alignment was found: {reason}.",
                                              reason=Sentence("the disk is full")))
    event = {"message": str(error), "parts": [document(part) for part in error.parts]}
    assert CompletedRun(3, None, event).worded(ALIGN) == "Keine verlässliche Ausrichtung: die Platte ist voll."
    # A message without gaps is sent as a text alone.
    assert CompletedRun(1, None, {"message": "the disk is full"}).worded(ALIGN) == "die Platte ist voll"


def test_a_verdict_gives_its_reason_in_the_language():
    told = {"verdict": "failed", "reason": "the disk is full", "reason_parts": document(Sentence("the disk is full"))}
    assert Finding.of(told).reason == "die Platte ist voll"
    assert Finding.of({"verdict": "failed", "reason": "of an older engine"}).reason == "of an older engine"


@pytest.mark.parametrize("text", ["of a newer engine", Sentence("{count} of a newer engine", count=3),
                                  Sentence("{count} points", count=3)])
def test_what_has_no_translation_that_fits_is_said_in_english(text):
    assert wording.in_words([document(text)]) == str(text)
    assert wording.heard({"message": str(text)}) == str(text)
