"""Where a registration begins and what it is told of: places that were found, points that are known, hints."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced, grid

from coregix_core import placing
from coregix_core.api.execution import output_grid
from coregix_core.api.measuring import saved_transform
from coregix_core.errors import InputError
from coregix_core.findings import Assessment, KnownPoints, Placement, Residuals, TiePoints
from coregix_core.geometry import Grid
from coregix_core.geometry.transform import identity
from coregix_core.options import AlignOptions, RegisterOptions
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.registration import beginnings, stages
from coregix_core.registration.stages import Outcome, pair_of

GRID = grid(80, 60)
RAW = Grid(None, Affine.identity(), 80, 60)
CENTRE = tuple(float(v) for v in GRID.to_world(40, 30))
NONE = np.zeros(0)
POINTS = TiePoints(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE.astype(bool), NONE.astype(str))
LEFT = Residuals(0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 30, 0.9)
FOUND = Assessment("aligned", "seen", LEFT, LEFT, 0.05, 0.1, POINTS)
PLACED = Placement(*CENTRE, 2.0, 0.0, "features", 40, -9.0)


@pytest.mark.parametrize(("area", "expected"), [((0, 0, 9, 9), "overlap"), (None, "pair")])
def test_what_points_give_is_measured_over_the_overlap_if_there_is_one(monkeypatch, area, expected):
    measured = []
    for name, found in (("require_valid", None), ("overlap", area), ("pieces_at", 1)):
        monkeypatch.setattr(stages, name, lambda *_, found=found: found)
    monkeypatch.setattr(stages, "gather", lambda *given: measured.append(given[0].name))
    monkeypatch.setattr(stages, "assess", lambda *given: given[0].name)
    pair = SimpleNamespace(name="pair", within=lambda _: SimpleNamespace(name="overlap"))
    outcome = stages._as_given(pair, identity(CENTRE), Request(metric="orientation"), Progress())
    assert [outcome.pair.name, outcome.assessment, *measured] == [expected] * 3


def outcome_of(pair, transform=None, **given):
    return Outcome(pair, "orientation", transform or identity(CENTRE), given.pop("found", FOUND), already_aligned=False,
                   **given)


class TestWhereItBegins:
    """A moving raster that was found lies where it was found; points say where the solve begins."""

    class Known:
        def start(self, frame, model):
            return "start", frame, model

        def given(self, frame, model):
            return "given", frame, model

        def residual(self, frame, transform):
            return KnownPoints(3, 1.0, len(frame) * transform)

    PAIR = SimpleNamespace(frame=SimpleNamespace(centre=CENTRE))

    def start(self, known, placement, only=False):
        options = RegisterOptions(transform="rigid", known_points="p.points", known_points_only=only)
        return beginnings.start_of(self.PAIR, known, placement, options)

    def test_only_what_a_search_found_with_nobody_to_confirm_it_could_be_elsewhere(self):
        assert beginnings.is_searched(None, PLACED)
        assert not beginnings.is_searched(self.Known(), PLACED)
        assert not beginnings.is_searched(None, replace(PLACED, chance=None))
        assert not beginnings.is_searched(None, None)

    def test_nothing_says_where(self):
        assert self.start(None, None) is None

    def test_points_do_unless_it_was_placed_and_they_alone_are_to_count(self):
        by_points = ("start", self.PAIR.frame, "rigid")
        assert self.start(self.Known(), None) == by_points
        assert self.start(self.Known(), None, only=True) == by_points
        assert self.start(self.Known(), PLACED) == by_points
        assert self.start(self.Known(), PLACED, only=True) == identity(CENTRE)

    def test_a_place_that_was_found_is_where_it_lies(self):
        assert self.start(None, PLACED) == identity(CENTRE)

    @pytest.mark.parametrize(("model", "known", "given"), [
        ("homography", True, "given"), ("affine", True, "begun"), ("homography", False, "begun")])
    def test_points_alone_give_the_start_or_the_homography_that_is_asked_for(self, model, known, given):
        points = self.Known() if known else None
        assert beginnings.given_by(points, ("begun",), self.PAIR, RegisterOptions(transform=model))[0] == given

    def test_how_far_they_lie_from_the_outcome_is_said_if_there_are_any(self):
        pair = SimpleNamespace(frame="xy")
        outcome = outcome_of(pair, transform=3)
        assert stages._with_residual(outcome, None, pair) is outcome
        assert stages._with_residual(outcome, self.Known(), pair).known_points == KnownPoints(3, 1.0, 6)

    def test_of_a_georeference_that_is_none_no_residual_before_is_told(self, rasters):
        outcome = outcome_of(pair_of(*rasters, RegisterOptions(), clip=True))
        assert stages._where_placed(outcome, None, GRID) is outcome
        placed = stages._where_placed(outcome, PLACED, GRID)
        assert placed.assessment.residual_before is None
        assert placed.assessment.residual_after == outcome.assessment.residual_after
        assert (placed.placement, placed.file_grid) == (PLACED, GRID)


NEAR = Request()


class TestHints:
    """A refusal says so if the source shows the same ground in another place."""

    def hinted(self, monkeypatch, rasters, found_there, verdict="failed", request=NEAR):
        asked = []
        monkeypatch.setattr(placing, "elsewhere", lambda *given: asked.append(given[2:]) or found_there)
        options = RegisterOptions(moving_band_index=2, fixed_band_index=1)
        outcome = outcome_of(pair_of(*rasters, options, clip=True), found=replace(FOUND, verdict=verdict))
        return outcome, stages._with_hint(outcome, request, Progress()), asked

    def test_it_is_looked_for_and_said(self, monkeypatch, rasters):
        _, told, asked = self.hinted(monkeypatch, rasters, found_there=True)
        assert told.assessment.reason.startswith("seen; but looked for anywhere, the source would be found")
        assert asked == [(2, 1)]

    def test_if_it_is_not_found_nothing_is_said(self, monkeypatch, rasters):
        outcome, told, asked = self.hinted(monkeypatch, rasters, found_there=False)
        assert told is outcome
        assert asked

    @pytest.mark.parametrize(("verdict", "request_of"), [
        ("aligned", NEAR), ("uncertain", NEAR), ("failed", replace(NEAR, start="given")),
        ("failed", replace(NEAR, tie_points_only=True))])
    def test_nor_is_it_looked_for_without_need(self, monkeypatch, rasters, verdict, request_of):
        outcome, told, asked = self.hinted(monkeypatch, rasters, True, verdict, request_of)
        assert told is outcome
        assert not asked


class TestPlacing:
    """What is known of a source's place decides who finds it, and how far is left to look."""

    def placed(self, monkeypatch, rasters, **given):
        where, asked = Grid(GRID.crs, Affine(2.0, 0, 500_000, 0, -3.0, 5_800_000), 80, 60), []
        monkeypatch.setattr(placing, "place", lambda *how: asked.append(how[2:]) or (where, PLACED))
        monkeypatch.setattr(stages, "place_by_points", lambda *how: asked.append(how[0]) or (where, PLACED))
        return (*stages._placed(RegisterOptions(**given), *rasters, Progress()), asked)

    def test_a_georeference_that_is_trusted_is_left_alone(self, monkeypatch, rasters):
        placement, options, asked = self.placed(monkeypatch, rasters)
        assert (placement, options, asked) == (None, RegisterOptions(), [])

    def test_what_was_found_needs_a_twentieth_of_its_longer_side_to_be_looked_at(self, monkeypatch, rasters):
        placement, options, asked = self.placed(monkeypatch, rasters, start="anywhere", moving_band_index=1)
        assert (placement.automatic, asked) == (False, [(1, 0, None)])
        assert options.max_shift == pytest.approx(0.05 * 180.0)
        assert rasters[0].grid.transform.e == -3.0

    def test_a_box_is_handed_on(self, monkeypatch, rasters):
        placement, _, asked = self.placed(monkeypatch, rasters, near_place=CENTRE)
        assert asked == [(0, 0, (0, 0, 80, 60))]
        assert not placement.automatic

    def test_a_raster_without_a_georeference_is_looked_for_by_itself(self, monkeypatch, rasters, caplog):
        rasters[0].grid = Grid(None, Affine.identity(), 80, 60)
        placement, _, _ = self.placed(monkeypatch, rasters)
        assert placement.automatic
        assert "has no georeference: it is looked for anywhere" in caplog.text

    def test_points_place_it_without_a_search(self, monkeypatch, rasters):
        _, options, asked = self.placed(monkeypatch, rasters, start="anywhere", known_points="p.points")
        assert asked == ["p.points"]
        assert options.max_shift is None

    @pytest.mark.parametrize("box", [{"near_place": CENTRE}, {"around": (0.0, 0.0, 1.0, 1.0)}])
    def test_points_and_a_box_say_two_things(self, monkeypatch, rasters, box):
        with pytest.raises(InputError, match="say two things"):
            self.placed(monkeypatch, rasters, known_points="p.points", **box)

    def test_points_make_room_for_what_they_show_unless_a_largest_shift_is_given(self, monkeypatch, rasters):
        known = SimpleNamespace(reach=lambda *_: 123.0)
        monkeypatch.setattr(stages, "read_known", lambda *_: known)
        for given, reach in ((None, 123.0), (7.0, 7.0)):
            options = RegisterOptions(known_points="p.points", max_shift=given)
            assert stages._with_known(options, *rasters[:1], GRID, rasters[1])[1].max_shift == reach
        assert stages._with_known(RegisterOptions(), *rasters[:1], GRID, rasters[1]) == (None, RegisterOptions())


class TestOutput:
    OPTIONS = AlignOptions("m.tif", "f.tif", "o.tif")

    def test_a_raster_that_lies_where_its_file_says_keeps_its_grid(self, rasters):
        outcome = outcome_of(pair_of(*rasters, RegisterOptions(), clip=True), displaced(6.0, centre=CENTRE))
        assert output_grid(outcome, self.OPTIONS) == GRID
        assert outcome.as_shown() == (outcome.transform, GRID)

    def test_one_that_was_placed_is_put_north_up_over_where_it_lies(self, rasters):
        pair = pair_of(*rasters, RegisterOptions(), clip=True)
        truth = displaced(6.0, -4.0, rotation_deg=30.0, centre=CENTRE)
        where = output_grid(outcome_of(pair, truth, placement=PLACED, file_grid=RAW), self.OPTIONS)
        x, y = truth.inverse(*GRID.outline())
        assert where.bounds[0] == pytest.approx(x.min())
        assert where.bounds[3] == pytest.approx(y.max())
        assert (where.transform.b, where.pixel_size) == (0.0, pytest.approx(2.0, rel=0.01))

    @pytest.mark.parametrize("turn", [-67.0, 12.3, 30.0, 131.7])
    def test_its_grid_is_that_of_its_saved_transform_to_the_last_bit(self, rasters, turn):
        pair = pair_of(*rasters, RegisterOptions(), clip=True)
        truth = displaced(6.0, -4.0, rotation_deg=turn, scale=0.993, centre=CENTRE)
        outcome = outcome_of(pair, truth, placement=PLACED, file_grid=RAW)
        assert output_grid(outcome, self.OPTIONS) == saved_transform(outcome).output_grid(RAW)

    def test_its_file_shows_the_same_pixels_elsewhere(self, rasters):
        pair, truth = pair_of(*rasters, RegisterOptions(), clip=True), displaced(6.0, -4.0, centre=CENTRE)
        transform, shown = outcome_of(pair, truth, placement=PLACED, file_grid=RAW).as_shown()
        x, y = np.array([500_030.0, 500_090.0]), np.array([5_799_950.0, 5_799_910.0])
        assert np.allclose(transform(x, y), GRID.to_pixel(*truth(x, y)), atol=1e-6)
        assert (shown.crs, shown.transform) == (GRID.crs, RAW.transform)
