"""Whether there is anything to align by: pixels that are valid, differ, and are seen in both rasters."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced, grid, picture

from coregix_core.errors import RasterError, Sentence
from coregix_core.geometry import Frame, identity
from coregix_core.pairing.valid_share import require_content, require_share, valid_share

WHERE = grid(40, 30)


class Raster:
    """An open raster of which only words are asked; ``read_band`` shows what it holds without its masks."""

    def __init__(self, image=None, masks=None, reason=""):
        self.role, self.path, self.grid, self.masks, self.reason = "fixed", "f.tif", WHERE, masks, reason
        self.image, self.read = image, []

    @property
    def named(self):
        return Sentence("{role} raster {path}", role=self.role, path=self.path)

    def why_invalid(self, _band):
        return self.reason

    def read_band(self, band, box, factor):
        self.read.append((band, box, factor))
        return self.image


def mask(name, keep):
    return SimpleNamespace(names=(name,), keep=lambda where: np.broadcast_to(keep, where.shape))


class TestContent:
    def test_pixels_that_differ_will_do(self):
        require_content(Raster(), 0, picture(WHERE, np.arange(1200.0).reshape(30, 40)))

    def test_one_value_is_nothing_to_align_by_whatever_stands_where_pixels_are_invalid(self):
        valid = np.arange(40)[None] > np.zeros((30, 1))
        with pytest.raises(RasterError, match="nothing but the value 7 in band 2"):
            require_content(Raster(), 2, picture(WHERE, np.full(WHERE.shape, 7.0), valid))

    def test_averages_of_one_value_are_one_value_though_rounded(self):
        values = np.full(WHERE.shape, 1234.0, np.float32)
        values[3, 4:9] += 2 * np.spacing(values[0, 0])
        with pytest.raises(RasterError, match="nothing but the value 1234 in band 0"):
            require_content(Raster(), 0, picture(WHERE, values))
        values[3, 4:9] += 3 * np.spacing(values[0, 0])
        require_content(Raster(), 0, picture(WHERE, values))

    @pytest.mark.parametrize(("reason", "words"), [("", r"may lie; choose"), ("all nodata", r"may lie \(all nodata\)")])
    def test_no_pixel_at_all_is_refused_with_the_reason_that_is_known(self, reason, words):
        nothing = picture(WHERE, np.zeros(WHERE.shape), np.zeros(WHERE.shape, bool))
        with pytest.raises(RasterError, match=rf"f\.tif has no valid pixels in band 1 .*{words}"):
            require_content(Raster(reason=reason), 1, nothing)

    def test_the_mask_after_which_nothing_is_left_is_named(self):
        nothing = picture(WHERE, np.zeros(WHERE.shape), np.zeros(WHERE.shape, bool))
        left = np.arange(40)[None] < 20
        none = np.zeros(WHERE.shape, bool)
        masks = SimpleNamespace(each=(mask("half.tif", left), mask("water.shp", none), mask("later", left)))
        raster = Raster(picture(WHERE, np.ones(WHERE.shape)), masks)
        with pytest.raises(RasterError, match=r"The mask water\.shp leaves nothing of the fixed raster"):
            require_content(raster, 3, nothing)
        assert raster.read == [(3, (0.0, 0.0, 40.0, 30.0), 1.0)]

    def test_masks_that_leave_nothing_together_are_named_with_what_each_leaves_alone(self):
        nothing = picture(WHERE, np.zeros(WHERE.shape), np.zeros(WHERE.shape, bool))
        left = np.arange(40)[None] < 10
        masks = SimpleNamespace(each=(mask("half.tif", left), mask("water.shp", ~left), mask("later", left)))
        with pytest.raises(RasterError, match=(r"The masks half\.tif \(25% left\), water\.shp \(75% left\) together "
                                               "leave nothing of the fixed raster.*check their places")):
            require_content(Raster(picture(WHERE, np.ones(WHERE.shape)), masks), 3, nothing)

    @pytest.mark.parametrize(("factor", "read"), [(2.5, 2.5), (0.5, 1.0)])
    def test_it_is_looked_for_where_and_as_coarsely_as_the_image_was(self, factor, read):
        part = WHERE.window(5, 6, 20, 10).scaled(factor)
        nothing = picture(part, np.zeros(part.shape), np.zeros(part.shape, bool))
        raster = Raster(nothing, SimpleNamespace(each=()))
        with pytest.raises(RasterError, match="no valid pixels"):
            require_content(raster, 0, nothing)
        ((_, box, asked),) = raster.read
        assert asked == pytest.approx(read)
        assert box == pytest.approx((5, 6, 25, 16))


def pair(mask_names=()):
    both = SimpleNamespace(grid=WHERE, path="f.tif")
    return SimpleNamespace(fixed=both, moving=SimpleNamespace(grid=WHERE, path="m.tif"), mask_names=mask_names,
                           frame=Frame(WHERE.middle, (2.0, 2.0)))


class TestShare:
    def test_it_is_that_of_the_ground_both_cover(self):
        left, upper = np.arange(40)[None] < np.full((30, 1), 20), np.arange(30)[:, None] < np.full(40, 15)
        first, second = (picture(WHERE, np.zeros(WHERE.shape), valid) for valid in (left, upper))
        assert valid_share(pair(), identity(), first, second) == pytest.approx(0.25)
        # By 20 of 40 columns aside: as many valid pixels are the half of half the ground.
        assert valid_share(pair(), displaced(40.0), first, second) == pytest.approx(0.5)

    def test_pixels_count_by_their_area(self):
        coarse = WHERE.scaled(2.0)
        image = picture(coarse, np.zeros(coarse.shape), np.arange(20)[None] < np.full((15, 1), 5))
        assert valid_share(pair(), identity(), image, image) == pytest.approx(0.25)

    def test_it_is_all_at_most_and_of_nothing_in_common_nothing_is_missing(self):
        wide = grid(44, 30)
        image = picture(wide, np.zeros(wide.shape))
        assert valid_share(pair(), identity(), image, image) == 1.0
        nothing = picture(WHERE, np.zeros(WHERE.shape), np.zeros(WHERE.shape, bool))
        assert valid_share(pair(), displaced(1e4), nothing, nothing) == 1.0

    def test_too_little_is_refused_with_both_shares(self):
        require_share(pair(), 0.25, 0.25)
        with pytest.raises(RasterError, match=r"Only 24\.00% .*less than 25\.00%") as caught:
            require_share(pair(), 0.24, 0.25)
        assert (caught.value.parameter, caught.value.value) == ("min_valid_fraction", 0.25)

    def test_if_masks_leave_nothing_they_are_named_even_if_nothing_is_asked_for(self):
        with pytest.raises(RasterError, match=r"With the masks a\.shp, b nothing is left"):
            require_share(pair(("a.shp", "b")), 0.0, 0.0)
        with pytest.raises(RasterError, match=r"With the mask a\.shp nothing is left"):
            require_share(pair(("a.shp",)), 0.0, 0.0)
        require_share(pair(("a.shp",)), 1e-6, 0.0)
        require_share(pair(), 0.0, 0.0)
