"""Which edges hold a link most tightly, what shading displaces, and how its points are measured anew."""

from dataclasses import replace

import numpy as np
import pytest
from link_steps import FRAME, OPTIONS, PLACES, points, solved

from coregix_core.fitting import fit
from coregix_core.geometry import identity
from coregix_core.pairing import POINTS
from coregix_core.registration import link_edges as edges


class TestWhatHoldsItTightly:
    """Other edges are taken if their points, by one model for all, are as tight as those of before or nearly so."""

    def test_fits_are_compared_at_nine_places_over_the_area(self):
        assert sorted(map(tuple, edges.NINE_PLACES)) == [(x, y) for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0)]

    def test_doubt_is_that_of_a_similarity_over_the_points_area(self):
        tight, loose = solved(points(0.1)), solved(points(0.2))
        assert edges._doubt(*loose) == pytest.approx(2 * edges._doubt(*tight), rel=0.01)
        found, seen = tight
        one = fit("similarity", seen.fixed, seen.moving, seen.information, found.fit.weights > 0.5, np.zeros(2))
        low, high = seen.fixed.min(0), seen.fixed.max(0)
        places = [(low[0] + u * (high[0] - low[0]), low[1] + v * (high[1] - low[1]))
                  for u in (0, 0.5, 1) for v in (0, 0.5, 1)]
        assert edges._doubt(found, seen) == pytest.approx(np.sqrt((one.error_at(np.array(places)) ** 2).mean()))

    def clearer(self, monkeypatch, spread, proxy="orientation", transform="auto"):
        self.asked = []
        anew = None if spread is None else solved(points(spread), "balanced")
        monkeypatch.setattr(edges, "_anew", lambda _s, proxy, _o: self.asked.append(proxy) or anew)
        monkeypatch.setattr(edges, "_longer", lambda solution, *_: ("longer", solution.proxy))
        monkeypatch.setattr(edges, "_unshaded", lambda solution, seen, *_: (
            replace(solution, metric="unshaded"), seen))
        found = edges.clearer(*solved(points(0.1), proxy), replace(OPTIONS, transform=transform))
        return found if isinstance(found[0], str) else (found[0].metric, found[0].proxy)

    @pytest.mark.parametrize(("spread", "proxy"), [(0.12, "balanced"), (0.13, "orientation"), (None, "orientation")])
    def test_edges_that_nothing_bright_rules_may_be_a_quarter_looser(self, monkeypatch, spread, proxy):
        assert self.clearer(monkeypatch, spread)[1] == proxy
        assert self.asked == ["balanced"]

    def test_what_a_field_is_to_explain_is_no_doubt(self, monkeypatch):
        assert self.clearer(monkeypatch, None, transform="local")[1] == "orientation"

    def test_other_edges_than_directions_have_no_such_second(self, monkeypatch):
        self.clearer(monkeypatch, 0.01, proxy="balanced")
        assert not self.asked

    @pytest.mark.parametrize(("unsure", "next_"), [(1.0, "unshaded"), (0.0, "longer")])
    def test_what_is_unsure_gets_a_longer_look_and_what_is_sure_is_freed_of_shading(self, monkeypatch, unsure, next_):
        monkeypatch.setattr(edges, "UNSURE", unsure)
        assert self.clearer(monkeypatch, None)[0] == next_

    def test_where_ground_lies_aside_all_further_looks_are_from_there(self, monkeypatch):
        asked, anew = [], solved(points(0.1), "anew")
        monkeypatch.setattr(edges, "aside", lambda *_: "a field")
        monkeypatch.setattr(edges, "_anew", lambda _s, proxy, _o, *, under=None: asked.append((proxy, under)) or anew)
        monkeypatch.setattr(edges, "UNSURE", 1.0)
        monkeypatch.setattr(edges, "_unshaded", lambda solution, seen, _o, under: (
            replace(solution, metric=under), seen))
        found = edges.clearer(*solved(points(0.1), "balanced"), OPTIONS)[0]
        assert (found.proxy, found.metric) == ("anew", "a field")
        assert asked == [("balanced", "a field")]

    def longer(self, monkeypatch, spreads):
        self.asked = []

        def anew(_solution, _proxy, _options, *, sigma, total=POINTS, **_):
            self.asked.append((sigma, total))
            spread = spreads.pop(0)
            return None if spread is None else solved(points(spread), f"sigma {sigma}")

        monkeypatch.setattr(edges, "_anew", anew)
        return edges._longer(*solved(points(0.1), "usual"), OPTIONS)[0].proxy

    @pytest.mark.parametrize(("spreads", "best", "last"), [
        ([0.05, 0.2, 0.05], "sigma 0.7", 0.7), ([0.09, 0.05, 0.05], "sigma 2.0", 2.0),
        ([0.2, 0.2, 0.1], "sigma 1.0", 1.0), ([0.05, None, None], "sigma 0.7", 0.7),
        ([None, None, None], "usual", 1.0)])
    def test_a_longer_look_is_by_edges_of_the_tightest_scale_and_four_times_the_points(self, monkeypatch, spreads, best,
                                                                                      last):
        assert self.longer(monkeypatch, list(spreads)) == best
        assert self.asked == [(0.7, POINTS), (2.0, POINTS), (last, 4 * POINTS)]

    def test_the_longest_look_aims_at_four_times_as_many_points(self):
        assert edges.MANY == 4 * POINTS


class TestShading:
    def unshaded(self, monkeypatch, east, finer=0.003, under=None):
        """Points that finer edges, which scatter by ``finer`` pixels, see ``east`` pixels aside."""
        self.asked = []

        def anew(_solution, proxy, _options, *, sigma, under=None):
            self.asked.append((proxy, sigma, under))
            if east is None:
                return None
            found, seen = solved(points(finer, (east, 0.0), seed=1), "finer")
            return replace(found, transform=edges.to_transform(found.fit, FRAME)), seen

        monkeypatch.setattr(edges, "_anew", anew)
        usual = solved(points(0.002))
        found, seen = edges._unshaded(*usual, OPTIONS, under)
        return found, seen, usual

    def test_what_finer_edges_see_aside_is_followed_as_far_again(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, 0.2)
        # Edges of half the scale lie half of the way to no smoothing at all.
        assert found.fit.shift[0] - usual.fit.shift[0] == pytest.approx(0.4, abs=0.003)
        assert (seen.moving - before.moving).mean(0) == pytest.approx(found.fit.shift - usual.fit.shift)
        x, _ = found.transform(*FRAME.centre)
        assert x == pytest.approx(FRAME.centre[0] + 2 * found.fit.shift[0], abs=1e-6)
        assert self.asked == [("orientation", 0.5, None), ("finer", 0.5, None)]

    def test_as_far_as_it_is_no_chance(self, monkeypatch):
        found, _, (usual, _) = self.unshaded(monkeypatch, 0.012)
        step = found.fit.shift[0] - usual.fit.shift[0]
        chance = np.hypot(0.006, 0.5 * edges._doubt(*solved(points(0.002))))
        assert step == pytest.approx(2 * 0.012 * (1 - (chance / 0.012) ** 2), rel=0.05)
        found, _, (usual, _) = self.unshaded(monkeypatch, 0.004)
        assert found.fit.shift == pytest.approx(usual.fit.shift)
        assert len(self.asked) == 1, "from so near, another look would say the same"

    @pytest.mark.parametrize(("finer", "proxy"), [(0.003, "orientation"), (0.0015, "finer")])
    def test_finer_edges_that_hold_the_pair_more_tightly_are_gone_on_from(self, monkeypatch, finer, proxy):
        found, seen, (usual, _) = self.unshaded(monkeypatch, 0.2, finer)
        assert found.proxy == proxy
        rest = seen.moving - seen.fixed
        assert rest.mean(0) == pytest.approx([0.4, 0.0], abs=0.003)
        assert found.fit.shift[0] - usual.fit.shift[0] == pytest.approx(0.4, abs=0.003)
        assert rest.std(0) == pytest.approx(0.002 if proxy == "orientation" else finer, rel=0.1)

    def test_what_they_hold_more_tightly_is_taken_be_it_chance_or_not(self, monkeypatch):
        found, seen, _ = self.unshaded(monkeypatch, 0.004, 0.001)
        assert found.fit.shift[0] == pytest.approx(0.004, abs=0.0003)
        assert (seen.moving - seen.fixed).mean(0)[0] == pytest.approx(0.004, abs=0.0003)

    @pytest.mark.parametrize(("still", "last"), [("a finer field", "a finer field"), (None, None)])
    def test_ground_aside_is_looked_for_where_finer_edges_see_it(self, monkeypatch, still, last):
        monkeypatch.setattr(edges, "aside", lambda solution, _seen: still if solution.proxy == "finer" else "a field")
        self.unshaded(monkeypatch, 0.2, under="a field")
        assert [under for _, _, under in self.asked] == [None, None, *([last] if last else [])]

    def test_a_step_that_no_smoothing_makes_is_no_shading(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, 0.6)
        assert found is usual
        assert seen is before

    def test_if_they_see_nothing_it_stays(self, monkeypatch):
        found, seen, (usual, before) = self.unshaded(monkeypatch, None)
        assert found is usual
        assert seen is before


class TestAnew:
    def test_points_are_measured_anew_from_where_the_solution_is(self, monkeypatch):
        asked = []
        monkeypatch.setattr(edges, "measure", lambda *given, **how: asked.append((given[2:], how)) or points())
        monkeypatch.setattr(edges, "agreed", lambda _p, _pair, model, last, among: (
            solved(points(0.0, (3.0, 0.0)))[0].fit, 0.6) if (model, last, among) == ("affine", True, None) else None)
        found, seen = edges._anew(solved(points())[0], "balanced", replace(OPTIONS, transform="local"), sigma=2.0)
        assert asked == [((identity(FRAME.centre), "balanced", True), {"sigma": 2.0, "total": POINTS})]
        assert (found.proxy, found.agreement) == ("balanced", 0.6)
        assert found.transform.shift == pytest.approx((6.0, 0.0))
        assert len(seen.fixed) == 200
        assert edges._anew(solved(points())[0], "balanced", OPTIONS) is None

    def test_a_block_that_moved_is_not_fitted_as_a_stretch_from_where_it_lies(self, monkeypatch):
        """A similarity or an affine comes within a pixel of nearly all of a step by 2.5 pixels."""
        gone = PLACES[:, 0] < np.median(PLACES[:, 0])
        seen = points(0.02)
        moved = replace(seen, moving=seen.moving + np.column_stack([2.5 * gone, np.zeros(200)]))
        rest = fit("translation", PLACES, moved.moving, moved.information, ~gone, np.zeros(2))
        start = replace(solved(points())[0], transform=identity(FRAME.centre), fit=rest)
        monkeypatch.setattr(edges, "measure", lambda *_, **_how: moved)
        found, _ = edges._anew(start, "balanced", OPTIONS, under="a field")
        assert np.abs(found.fit(PLACES[~gone]) - PLACES[~gone]).max() < 0.03
        np.testing.assert_array_equal(found.fit.weights > 0.05, ~gone)
