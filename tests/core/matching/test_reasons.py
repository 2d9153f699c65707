"""What a tie point is read from its surface: a place, how sure it is, or the reason why there is none."""

from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.imaging.proxies import Proxy
from coregix_core.matching import tie_points
from coregix_core.matching.tie_points import EDGE, FLAT, INVALID, _match, _vertices, window_centres

SEARCH = 4
SIDE = 2 * SEARCH + 1


def hill(row, col, height=0.8, width=3.0):
    """A surface with one round top."""
    r, c = np.mgrid[:SIDE, :SIDE]
    return (height - ((r - row) ** 2 + (c - col) ** 2) * height / (2 * width**2)).astype(np.float32)


@pytest.fixture
def read(monkeypatch):
    """What is read from surfaces, of which so much of each window is seen at each shift."""
    def run(*surfaces, share=None, centre=(0.0, 0.0)):
        score = np.stack(surfaces)
        seen = np.ones(score.shape, np.float32) if share is None else np.broadcast_to(np.float32(share), score.shape)
        made = SimpleNamespace(score=score, share=seen, centroids=lambda at: np.tile(centre, (len(at), 1)))
        made.part = lambda _: SimpleNamespace(tops=lambda _, start: start)
        monkeypatch.setattr(tie_points, "correlate_windows", lambda *_: made)
        places = np.arange(len(surfaces)) * 10
        return _match(None, None, places + 100, places + 200, 16, SEARCH, 0.1)

    return run


class TestReading:
    def test_a_shift_counts_from_the_middle_of_the_search_as_column_and_row(self, read):
        found = read(hill(5.25, 2.75), hill(4.0, 4.0))
        assert found.shift == pytest.approx(np.array([[-1.25, 1.25], [0.0, 0.0]]), abs=1e-3)
        assert (found.row.tolist(), found.col.tolist()) == ([100, 110], [200, 210])
        assert found.reason.tolist() == ["", ""]
        assert found.found.all()

    def test_its_place_is_where_its_pixels_are_on_average(self, read):
        found = read(hill(4.0, 4.0), centre=(0.5, -2.0))
        assert (found.row[0], found.col[0]) == (100.5, 198.0)

    @pytest.mark.parametrize("height", [0.2, 0.5, 0.8, 0.999])
    def test_it_is_as_sure_as_its_peak_is_sharp_and_its_windows_are_alike(self, read, height):
        found = read(hill(4.0, 4.0, height))
        r2 = height**2
        assert np.allclose(found.information[0], np.eye(2) * height / 9 * r2 / max(1 - r2, 0.01), rtol=1e-4)
        assert found.score[0] == pytest.approx(height)

    @pytest.mark.parametrize(("row", "col", "reason"), [
        (0, 4, EDGE), (8, 4, EDGE), (4, 0, EDGE), (4, 8, EDGE), (1, 4, ""), (7, 4, ""), (4, 1, ""), (4, 7, "")])
    def test_a_top_at_the_edge_of_the_search_may_be_beyond_it(self, read, row, col, reason):
        found = read(hill(row, col))
        assert found.reason[0] == reason
        assert np.isnan(found.shift[0, 0]) == bool(reason)

    @pytest.mark.parametrize(("height", "reason"), [(0.11, ""), (0.09, FLAT)])
    def test_what_hardly_correlates_has_no_texture_wherever_its_top_is(self, read, height, reason):
        assert read(hill(4, 4, height)).reason[0] == reason
        assert read(hill(0, 4, 0.09)).reason[0] == FLAT

    def test_a_ridge_has_none_either(self, read):
        ridge = hill(4.0, 4.0)
        ridge[:] = ridge[:, 4:5]
        # As high all along, but for the rounding of its pixels.
        ridge[4, 4] += 2e-7
        assert read(ridge).reason[0] == FLAT

    def test_shifts_that_leave_less_than_half_a_window_are_not_looked_at(self, read):
        share = np.ones((SIDE, SIDE))
        share[:, :3] = 0.5
        two = np.maximum(hill(4, 1, 0.9, 1.0), hill(4, 5, 0.6, 1.0))
        assert read(two, share=share).shift[0] == pytest.approx((1.0, 0.0), abs=0.05)
        share[:, :3] = 0.51
        assert read(two, share=share).shift[0] == pytest.approx((-3.0, 0.0), abs=0.05)
        assert read(hill(4, 4), share=0.5).reason[0] == INVALID


class TestVertices:
    def at(self, surface):
        return _vertices(surface[None].astype(np.float32), np.array([4]), np.array([4]))

    @pytest.mark.parametrize(("col", "row", "peaked"), [
        (0.99, 0.0, True), (1.01, 0.0, False), (0.0, -0.99, True), (0.0, -1.01, False)])
    def test_a_top_beyond_the_neighbours_is_an_extrapolation(self, col, row, peaked):
        offset, _, found = self.at(hill(4 + row, 4 + col))
        assert found[0] == peaked
        assert offset[0] == pytest.approx((col, row), abs=1e-3)

    @pytest.mark.parametrize(("xx", "yy", "xy", "peaked"), [
        (0.2, 0.1, 0.0, True), (-0.2, 0.1, 0.0, False), (0.2, -0.1, 0.0, False), (-0.2, -0.1, 0.0, False),
        (0.2, 0.1, 0.141, True), (0.2, 0.1, 0.142, False), (0.2, 0.1, -0.142, False)])
    def test_a_peak_falls_to_all_sides(self, xx, yy, xy, peaked):
        r, c = np.mgrid[:SIDE, :SIDE] - 4.0
        _, curvature, found = self.at(0.5 - xx * c**2 / 2 - yy * r**2 / 2 - xy * r * c)
        assert found[0] == peaked
        if peaked:
            assert np.allclose(curvature[0], [[xx, xy], [xy, yy]], atol=1e-4)


class TestCentres:
    @pytest.mark.parametrize(("size", "step", "places"), [
        (40, 10.0, [10, 20, 30]), (44, 10.0, [10, 22, 34]), (20, 10.0, [10]), (24, 10.0, [12]), (19, 10.0, []),
        (40, 30.0, [10, 30]), (40, 41.0, [20]), (23, 0.5, [10, 11, 12, 13])])
    def test_they_are_spread_evenly_over_the_room_that_windows_leave(self, size, step, places):
        """Windows of 12 pixels that are searched for 4 pixels around take 10 to each side."""
        rows, cols = window_centres((size, 20), 12, 4, step)
        assert rows.tolist() == places
        assert set(cols) == ({10} if places else set())

    def test_moved_aside_they_lose_one_along_each_axis(self):
        rows, cols = window_centres((40, 60), 12, 4, 10.0, 0.25)
        assert sorted(set(rows.tolist())) == [12, 22]
        assert sorted(set(cols.tolist())) == [12, 22, 32, 42]
        assert window_centres((20, 20), 12, 4, 10.0, 0.5)[0].tolist() == [10], "the only one stays"


def test_windows_without_anything_invalid_are_measured_first(monkeypatch):
    valid = np.ones((60, 60), bool)
    valid[:12, :] = False
    asked = []
    whole = tie_points._match
    monkeypatch.setattr(tie_points, "_match", lambda *given: asked.append(given[2].tolist()) or whole(*given))
    monkeypatch.setattr(tie_points, "_BATCH", 2)
    proxy = Proxy(np.random.default_rng(0).normal(size=(60, 60)).astype(np.complex64) * valid, valid)
    found = tie_points.match(proxy, proxy, np.array([14, 40, 16, 44]), np.full(4, 30), 16, 4)
    assert asked == [[40, 44], [14, 16]]
    assert found.row == pytest.approx([14, 40, 16, 44], abs=6)
    assert np.argsort(found.row).tolist() == [0, 2, 1, 3]
