"""Each text of the plugin is there in each language, with its placeholders; what is compiled is what is written."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import update_translations as translations  # noqa: E402


@pytest.fixture(scope="module")
def texts():
    return translations.texts()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_nothing_that_is_shown_is_left_in_english(language, texts):
    known = translations.translated(language)
    assert [text for text in texts if not known.get(text)] == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_placeholders_are_those_of_the_text(language):
    for text, translation in translations.translated(language).items():
        if translation:
            # With what they say of numbers: a text is filled in as its translation is.
            assert sorted(re.findall(r"{[^{}]*}", translation)) == sorted(re.findall(r"{[^{}]*}", text)), text


def test_the_texts_are_those_of_the_modules(texts):
    assert {"Measure", "Align image pair", "Source raster", "CRS units", "Writing the alignment"} <= set(texts)
    # What the core says of a pair, and what it refuses.
    assert {"{agree} of {measured} tie points agree, residual {residual}", "the disk is full"} <= set(texts)
    assert len(texts) > 500


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language, tmp_path):
    if shutil.which("lrelease") is None:
        pytest.skip("Qt's lrelease is not here")
    source = translations.FOLDER / f"coregix_{language}.ts"
    made = tmp_path / "made.qm"
    subprocess.run(["lrelease", "-silent", str(source), "-qm", str(made)], check=True)
    assert made.read_bytes() == source.with_suffix(".qm").read_bytes()
