"""What becomes of one pair of a batch, and what the next run knows of it."""

import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core import Displacement, api
from coregix_core.batch import outcome
from coregix_core.batch.outcome import key_of, noted, outcome_of
from coregix_core.errors import Cancelled, EngineError, RasterError, UnreliableAlignmentError
from coregix_core.options import AlignOptions

RESIDUALS = SimpleNamespace(
    residual_before=SimpleNamespace(rmse_px=2.5), residual_after=SimpleNamespace(rmse_px=0.08, ce90_px=0.11, count=36),
    uncertainty_ce90_px=0.02, reason="36 of 36 tie points agree")
MOVED = {"transform": SimpleNamespace(model="rigid"), "displacement": Displacement(7.0, -19.0, 0.3, 4.0, 4.0, 0.0),
         "pixel_size": 2.0, "unit": "metre", "report_path": None}


@pytest.fixture
def pair(tmp_path):
    """A pair of files."""
    for name in ("m.tif", "f.tif"):
        (tmp_path / name).write_text(name)
    return AlignOptions(*(str(tmp_path / name) for name in ("m.tif", "f.tif", "o.tif")))


@pytest.fixture
def pipeline(monkeypatch):
    """Let a function stand in for align_image_pair."""
    def stand_in(function):
        monkeypatch.setattr(api, "align_image_pair", function)
    return stand_in


def writes_output(output_image_path, **_):
    Path(output_image_path).write_text("pixels")
    return SimpleNamespace(verdict="aligned", output_image_path=output_image_path, assessment=RESIDUALS,
                           summary=lambda: "aligned: moved 7 m", **MOVED)


def raises(error):
    def function(**_):
        raise error
    return function


class TestOutcome:
    def test_an_aligned_pair_tells_its_residuals(self, pair, pipeline, tmp_path):
        pipeline(writes_output)
        found = outcome_of(pair, tmp_path / "note.json", print)
        assert (found.verdict, found.output_image_path, found.message) == (
            "aligned", pair.output_image_path, "aligned: moved 7 m")
        assert (found.rmse_before_px, found.rmse_after_px, found.resumed) == (2.5, 0.08, False)
        assert (found.east, found.north, found.rotation_deg, found.scale_x_ppm) == (7, -19, 0.3, 4)
        assert found.model == "rigid"
        assert (found.ce90_after_px, found.uncertainty_ce90_px, found.tie_points) == (0.11, 0.02, 36)
        assert found.reason == "36 of 36 tie points agree"
        assert found.seconds >= 0

    def test_a_refused_pair_tells_what_was_measured(self, pair, pipeline, tmp_path):
        measured = SimpleNamespace(assessment=SimpleNamespace(**{**vars(RESIDUALS), "residual_after": None}), **MOVED)
        pipeline(raises(UnreliableAlignmentError("no texture", result=measured)))
        found = outcome_of(pair, tmp_path / "note.json", print)
        assert (found.verdict, found.message, found.output_image_path) == ("failed", "no texture", None)
        assert (found.rmse_before_px, found.rmse_after_px, found.tie_points) == (2.5, None, None)

    @pytest.mark.parametrize(("error", "message"), [
        (UnreliableAlignmentError("no texture"), "no texture"), (RasterError("no raster"), "no raster"),
        (ZeroDivisionError("oops"), "internal error, ZeroDivisionError: oops")])
    def test_whatever_goes_wrong_is_an_outcome(self, pair, pipeline, tmp_path, error, message):
        pipeline(raises(error))
        assert outcome_of(pair, tmp_path / "note.json", print).message == message

    def test_a_stop_is_none(self, pair, pipeline, tmp_path):
        pipeline(raises(Cancelled("stopped")))
        with pytest.raises(Cancelled):
            outcome_of(pair, tmp_path / "note.json", print)
        assert not (tmp_path / "note.json").exists()


class TestNotes:
    @pytest.fixture
    def done(self, pair, pipeline, tmp_path):
        """A note of a pair that was aligned."""
        pipeline(writes_output)
        outcome_of(pair, tmp_path / "note.json", print)
        return tmp_path / "note.json"

    def test_a_finished_pair_is_known(self, pair, done):
        assert noted(pair, done).resumed
        assert noted(pair, done).rmse_after_px == 0.08

    def test_it_is_done_again_where_its_output_is_gone_or_changed(self, pair, done):
        os.utime(pair.output_image_path, (1, 1))
        assert noted(pair, done) is None
        Path(pair.output_image_path).unlink()
        assert noted(pair, done) is None

    def test_a_refusal_is_known_and_an_error_is_tried_again(self, pair, pipeline, tmp_path):
        pipeline(raises(UnreliableAlignmentError("no texture")))
        outcome_of(pair, tmp_path / "note.json", print)
        assert noted(pair, tmp_path / "note.json").verdict == "failed"
        pipeline(raises(EngineError("crashed")))
        outcome_of(pair, tmp_path / "note.json", print)
        assert noted(pair, tmp_path / "note.json") is None

    @pytest.mark.parametrize("text", [
        "", "{", "[]", "null", '{"result": {}}', '{"result": {"verdict": 3}, "output": 1}'])
    def test_a_broken_note_counts_for_nothing(self, pair, tmp_path, text):
        (tmp_path / "note.json").write_text(text)
        assert noted(pair, tmp_path / "note.json") is None

    def test_the_key_is_that_of_inputs_and_settings(self, pair, tmp_path):
        key = key_of(pair)
        assert key_of(replace(pair)) == key
        assert key_of(replace(pair, threads=4, memory_budget=4096, progress=print, overwrite=False)) == key
        assert key_of(replace(pair, transform="affine")) != key
        (tmp_path / "m.tif").write_text("changed")
        assert key_of(pair) != key

    @pytest.mark.parametrize("options", [
        {"exclude": "clouds.tif=1"}, {"include": "clouds.tif"}, {"moving_exclude": "clouds.tif&2"},
        {"known_points": "clouds.points"}])
    def test_what_is_read_beside_the_images_counts_by_its_content(self, pair, tmp_path, options):
        for name in ("clouds.tif", "clouds.points"):
            (tmp_path / name).write_text("of may")
        (option, text), = options.items()
        path = str(tmp_path / text)
        given = replace(pair, **{option: path if option == "known_points" else (path,)})
        key = key_of(given)
        assert key_of(replace(given)) == key
        for name in ("clouds.tif", "clouds.points"):
            (tmp_path / name).write_text("of june, changed")
        assert key_of(given) != key

    def test_masks_in_memory_count_by_what_they_hold(self, pair):
        keys = {key_of(replace(pair, exclude=(np.arange(6).reshape(2, 3) > n,))) for n in (1, 2, 2)}
        assert len(keys) == 2

    def test_another_version_does_its_own(self, pair, monkeypatch):
        key = key_of(pair)
        monkeypatch.setattr(outcome, "__version__", "0.0.1")
        assert key_of(pair) != key
