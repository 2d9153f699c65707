"""The report's pictures: what they show, and how large they may get."""

import base64
import io

import numpy as np
import pytest
from PIL import Image as Picture
from scenes import grid

from coregix_core.findings import Profile, TiePoints
from coregix_core.imaging.image import Image
from coregix_core.report import figures
from coregix_core.report.figures import (
    Residuals2D,
    arrow_figure,
    histograms,
    length_maps,
    preview,
    reason_map,
    stretched,
)

WHERE = grid(200, 100)


def points(count=40, dx=6.0, dy=-8.0):
    rng = np.random.default_rng(0)
    x, y = WHERE.to_world(rng.uniform(0, 200, count), rng.uniform(0, 100, count))
    inlier = np.arange(count) % 4 > 0
    reason = np.where(inlier, "", "no texture")
    full = np.ones(count)
    return TiePoints(x, y, dx * full, dy * full, 0.01 * full, 0 * full, full, inlier, reason)


def image(values):
    return Image(values.astype(np.float32), np.ones(values.shape, bool), grid(*values.shape[::-1]))


def opened(uri):
    return Picture.open(io.BytesIO(base64.b64decode(uri.partition("base64,")[2])))


def test_a_preview_stretches_the_valid_pixels_alone():
    values = np.linspace(100, 200, 5000).reshape(50, 100)
    values[:10] = 1e6
    valid = np.ones(values.shape, bool)
    valid[:10] = False
    grey = stretched(Image(values.astype(np.float32), valid, grid(100, 50)))
    assert (grey[:10] == 235).all()
    assert (grey[10, 0], grey[-1, -1]) == (0, 255)
    assert grey[30, 0] == pytest.approx(127, abs=30)


@pytest.mark.parametrize("values", [np.zeros((20, 30)), np.full((1, 1), 7.0)])
def test_images_without_contrast_have_a_preview(values):
    assert opened(preview(image(values))).size == values.shape[::-1]


def test_noise_stays_within_its_budget():
    assert len(preview(image(np.random.default_rng(0).normal(size=(800, 800))))) < 300_000


def test_arrows_point_in_pixels_of_the_image():
    found = Residuals2D.of("Before", image(np.zeros((100, 200))), points(), (2.0, 2.0), after=False)
    assert np.allclose(found.arrows, (3.0, 4.0))  # 6 m east, 8 m south; rows run down
    assert np.allclose(found.length, 5.0)
    assert (found.at >= 0).all()


def test_the_larger_displacements_make_the_other_picture():
    shown = image(np.random.default_rng(0).normal(size=(100, 200)))
    panels = [Residuals2D.of("x", shown, points(), (2.0, 2.0), after=after) for after in (False, True)]
    assert arrow_figure(panels[:1]) != arrow_figure(panels[1:])
    assert histograms(panels[:1]) != histograms(panels[1:])
    assert opened(arrow_figure(panels)).width > 900


def test_residuals_too_small_to_mean_anything_are_no_arrows():
    before, after = (Residuals2D.of("x", image(np.zeros((100, 200))), points(), (unit, unit), after=False)
                     for unit in (2.0, 200.0))
    assert np.array_equal(before.drawn, before.inlier)
    assert not after.drawn.any(), "they are 10 units long at most, which are 0.05 pixels of 200"
    assert opened(arrow_figure([before, after])).width > 900


def test_places_without_a_tie_point_are_on_the_map():
    shown, found = image(np.zeros((100, 200))), points()
    assert opened(reason_map(shown, found, ["no texture"])).convert("RGB").getcolors(10**6)
    assert reason_map(shown, found, ["no texture"]) != reason_map(shown, found, [])


def test_a_panel_without_tie_points_is_a_picture_all_the_same():
    none = points()
    nothing = TiePoints(none.x, none.y, none.dx_before, none.dy_before, none.dx_after, none.dy_after, none.confidence,
                        np.zeros(len(none), bool), none.reason)
    where = image(np.random.default_rng(1).normal(size=(100, 200)))
    panels = [Residuals2D.of("Before", where, nothing, (2.0, 2.0), after=False)]
    for made in (arrow_figure(panels), length_maps(panels), histograms(panels)):
        assert min(opened(made).size) > 50


def test_lengths_are_in_pixels_of_the_coarser_raster():
    panel = Residuals2D.of("Before", image(np.zeros((100, 200))), points(dx=6.0, dy=-8.0), (2.0, 4.0), after=False)
    np.testing.assert_allclose(panel.length, np.hypot(3.0, 2.0))


def test_reasons_beyond_the_marks_start_again():
    there = points(12)
    reasons = [f"reason {i}" for i in range(7)]
    many = TiePoints(there.x, there.y, there.dx_before, there.dy_before, there.dx_after, there.dy_after,
                     there.confidence, np.zeros(12, bool), np.array([reasons[i % 7] for i in range(12)]))
    assert opened(reason_map(image(np.zeros((100, 200))), many, reasons)).size[0] > 200


def test_profiles_name_whole_coordinates_as_maps_do(monkeypatch):
    """Neither powers of ten nor an offset to be added: 5834200, where UTM has seven digits."""
    monkeypatch.setattr(figures, "encoded", lambda figure, **_: figure)
    at = np.linspace(5_834_120.0, 5_861_870.0, 12)
    figure = figures.profile_figure([("y", Profile(at, at * 0, at * 0, at * 0 + 1))], (10.0, 10.0))
    figure.draw_without_rendering()
    axis = figure.axes[0].xaxis
    assert axis.get_offset_text().get_text() == ""
    assert {len(label.get_text()) for label in axis.get_ticklabels()} == {7}
    assert len(axis.get_ticklabels()) <= 8
