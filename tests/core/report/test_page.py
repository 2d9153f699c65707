"""The report: one file that opens anywhere, says the verdict first, and can be believed."""

import base64
import contextlib
import io
import re
import shlex
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image
from scenes import Ground, blobs, displaced, grid, textured, write
from scipy import ndimage

from coregix_core import (
    InputError,
    MissingDependencyError,
    UnreliableAlignmentError,
    align_image_pair,
    assess_image_pair,
    options,
)
from coregix_core.cli.parsing import parsed
from coregix_core.findings import (
    ResidualStatistics,
)
from coregix_core.report import figures, views

GRID = grid(300, 260)
CENTRE = (500_300.0, 5_799_740.0)
TRUTH = displaced(14.0, -6.0, centre=CENTRE)
HOSTILE = "<img src=x onerror=alert(1)> & \"two\" 'words' $(id).tif"
VOID = {"meta", "img", "input", "image", "use", "br"}


class Page(HTMLParser):
    """A page as it is read: its tags with their attributes, its text, its tables."""

    def __init__(self, path):
        super().__init__()
        self.source = path.read_text(encoding="utf-8")
        self.tags, self.open, self.text, self.rows = [], [], "", []
        self.feed(self.source)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag, f"{tag} closes what it did not open"

    def handle_data(self, data):
        if self.open[-1:] == ["style"]:
            return
        self.text += data
        if self.open[-1:] in (["td"], ["th"]):
            self.rows[-1][-1] += data

    def row(self, name):
        (found,) = [row for row in self.rows if row[0] == name]
        return found[1:]

    def image(self, section, alt):
        """The pixels of a picture of a section, as floats."""
        part = self.source.split(f"<section class='{section}'>")[1].split("</section>")[0]
        tag = next(t for t in re.findall(r"<im[^>]*>", part) if alt in t)
        data = re.search(r"data:image/jpeg;base64,([^']+)", tag)[1]
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(data)))).astype(float)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """An alignment of known truth between files of hostile names: (page, result)."""
    folder = tmp_path_factory.mktemp("report")
    ground, clouds = Ground(3), blobs(GRID.shape, 0.3, seed=2)
    fixed = write(folder / "fixed.tif", textured(GRID, ground=ground).astype("float32"), GRID)
    moving = write(folder / HOSTILE, textured(GRID, TRUTH, ground).astype("float32"), GRID, mask=~clouds)
    with pytest.MonkeyPatch.context() as patch:
        # So that the small image has a part that can be shown in detail.
        patch.setattr(views, "DETAIL", 100)
        result = align_image_pair(moving, fixed, folder / "-o.tif", report=folder / "r.html", solve_resolutions=(4, 2),
                                  use_edge_proxies=True, resampling="bilinear", max_shift=80.0)
    return Page(folder / "r.html"), result


def test_the_page_is_whole_and_well_formed(run):
    page, result = run
    assert page.open == []
    assert page.source.startswith("<!DOCTYPE html>")
    assert page.source.rstrip().endswith("</html>")
    assert result.report_path.endswith("r.html")
    assert len(page.source) < 3e6


def test_it_needs_no_script_and_nothing_from_elsewhere(run):
    page, _ = run
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "src", "srcset", "data", "action"):
            assert attributes.get(name, "#").startswith(("#", "data:image/")), f"{tag} {name}"
    assert not re.search(r"https?://|url\(|@import", page.source)


def test_hostile_names_are_shown_as_they_are(run):
    page, _ = run
    assert "<img src=x" not in page.source
    assert page.text.count(HOSTILE) >= 3


def test_the_verdict_comes_first(run):
    page, result = run
    places = [page.source.index(mark) for mark in ("<strong>Aligned<", "<h2>The whole area<", "<h2>Residuals<",
                                                   "<h2>Where tie points are missing<", "<h2>To do it again<")]
    assert result.verdict == "aligned"
    assert places == sorted(places)
    assert result.assessment.reason[1:] in page.text


def test_the_transform_is_told_in_metres_and_degrees(run):
    page, _ = run
    east, north = (float(page.row(f"moved {way}")[0].split(" m ")[0]) for way in ("east", "north"))
    assert east == pytest.approx(-14.0, abs=0.1)
    assert north == pytest.approx(6.0, abs=0.1)
    assert re.search(r"\((-6\.99|-7\.0[01]) px\)", page.row("moved east")[0])
    assert float(page.row("rotation, counter-clockwise")[0].rstrip("°")) == pytest.approx(0.0, abs=0.05)
    assert page.row("scale, along x")[0].endswith(" ppm")


def test_residuals_before_and_after_are_told(run):
    page, result = run
    found = result.assessment
    assert float(page.row("Before")[0].removesuffix(" px")) == pytest.approx(found.residual_before.rmse_px, rel=0.01)
    assert float(page.row("After")[2].removesuffix(" px")) == pytest.approx(found.residual_after.ce90_px, rel=0.1)
    assert int(page.row("After")[3]) == found.residual_after.count
    east = ResidualStatistics.of(found.tie_points, after=True).east
    assert float(page.row("After, east")[0]) == pytest.approx(east.mean / result.pixel_size, abs=6e-4)
    assert float(page.row("After, east")[1]) == pytest.approx(east.std / result.pixel_size, abs=6e-4)
    assert "Residuals along both axes" in page.text


@pytest.mark.parametrize("section", ["overview", "detail"])
def test_the_pictures_show_what_the_alignment_did(run, section):
    page, _ = run
    reference, before, after = (page.image(section, alt) for alt in (
        f"{section}-reference", "source, before", "source, after"))
    assert reference.shape == before.shape == after.shape
    # Invalid pixels are 235, and JPEG blurs their borders.
    clear = ndimage.binary_erosion((abs(before - 235) > 6) & (abs(after - 235) > 6), iterations=4)
    alike = [np.corrcoef(reference[clear], image[clear])[0, 1] for image in (before, after)]
    assert clear.mean() > 0.2
    assert alike[0] < 0.9
    assert alike[1] > 0.97


def test_missing_tie_points_are_counted_by_reason(run):
    page, result = run
    points = result.assessment.tie_points
    reasons = {str(r) for r in points.reason if r}
    assert "invalid pixels" in reasons
    counted = {reason: int(page.row(reason)[0]) for reason in reasons}
    assert sum(counted.values()) + int(points.inlier.sum()) == len(points)
    assert f"Of {len(points)} places" in page.text


def test_the_command_does_the_same_again(run):
    page, result = run
    words = shlex.split(re.search(r"defaults:(coregix align .*?\.html)", page.text)[1])
    assert words[:2] == ["coregix", "align"]
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in parsed(options.ALIGN, words[2:]).items()} == \
        result.settings


def test_versions_and_settings_are_told(run):
    page, result = run
    assert page.row("coregix") == [result.version]
    assert re.match(r"\d+\.\d+", page.row("GDAL")[0])
    assert page.row("--resampling") == ["bilinear"]
    assert page.row("--max-shift") == ["80.0"]
    assert page.row("--solve-resolutions") == ["4.0, 2.0"]
    assert page.row("--trim-edge-invalid") == ["off"]


def test_paper_and_readers_who_want_no_motion_get_a_checkerboard(run):
    style = run[0].source.split("<style>")[1].split("</style>")[0]
    for rule in ("@media print", "prefers-reduced-motion: reduce"):
        part = style.split(rule)[1].split("\n}")[0]
        assert "animation: none" in part
        assert "conic-gradient" in part


def test_every_picture_is_told_in_words(run):
    page, _ = run
    assert all(a.get("alt") for tag, a in page.tags if tag == "img")
    labels = {a["for"] for tag, a in page.tags if tag == "label"}
    assert labels == {a["id"] for tag, a in page.tags if tag == "input"}


def test_an_assessment_shows_the_pair_as_it_is(tmp_path):
    ground = Ground(3)
    fixed = write(tmp_path / "fixed.tif", textured(GRID, ground=ground).astype("float32"), GRID)
    result = assess_image_pair(fixed, fixed, report=tmp_path / "r.html")
    page = Page(tmp_path / "r.html")
    assert result.report_path == str(tmp_path / "r.html")
    assert "Assessment report" in page.text
    assert "What was done to the source" not in page.text
    assert [a["alt"] for tag, a in page.tags if tag == "img" and a["alt"].startswith("source")] == [
        "source, as they are"], "of an image that small, a detail would show the same again"
    assert "A detail" not in page.text
    assert "Residual displacements as arrows: which way" in page.text
    assert page.row("As they are")[3] == str(result.assessment.residual_before.count)
    words = shlex.split(re.search(r"defaults:(coregix assess .*?\.html)", page.text)[1])
    assert parsed(options.ASSESS, words[2:]) == result.settings


def test_a_pair_with_nothing_in_common_has_a_report_too(tmp_path):
    noise = np.random.default_rng(1).normal(size=(2, *GRID.shape)).astype("float32")
    paths = [write(tmp_path / f"{i}.tif", noise[i], GRID) for i in range(2)]
    assert assess_image_pair(*paths, report=tmp_path / "r.html").assessment.verdict == "failed"
    page = Page(tmp_path / "r.html")
    assert "Failed" in page.text
    assert "Do not use this" in page.text
    assert len(page.source) < 3e6


@pytest.mark.parametrize(("accepted", "told", "untold"), [
    (False, "What was tried on the source", "What was done to the source"),
    (True, "What was done to the source", "What was tried on the source")])
def test_the_report_of_a_refusal_says_that_nothing_was_moved(tmp_path, accepted, told, untold, request):
    if accepted:  # with the same pictures
        request.getfixturevalue("words_alone")
    small = GRID.window(0, 0, 110, 100)  # where nothing is found all is tried, which takes as long as rasters are large
    noise = np.random.default_rng(1).normal(size=(2, *small.shape)).astype("float32")
    paths = [write(tmp_path / f"{i}.tif", noise[i], small) for i in range(2)]
    with contextlib.nullcontext() if accepted else pytest.raises(UnreliableAlignmentError):
        align_image_pair(*paths, tmp_path / "o.tif", report=tmp_path / "r.html", accept_unreliable=accepted)
    page = Page(tmp_path / "r.html")
    assert "Failed" in page.text
    assert told in page.text
    assert untold not in page.text
    assert ("No aligned raster was written" in page.text) is not accepted


def test_a_refusal_without_any_measurement_has_a_whole_report(tmp_path):
    small = GRID.window(70, 60, 130, 120)
    fixed, moving = (write(tmp_path / f"{name}.tif", textured(small, truth, Ground(3)).astype("float32"), small)
                     for name, truth in (("fixed", None), ("moving", TRUTH)))
    with pytest.raises(UnreliableAlignmentError, match="lies beyond the largest one that is looked for") as caught:
        align_image_pair(moving, fixed, tmp_path / "o.tif", report=tmp_path / "r.html", max_shift=2.0)
    told = caught.value.result.to_dict()
    assert (told["verdict"], told["residual_after"], told["transform"]["model"]) == ("failed", None, "identity")
    page = Page(tmp_path / "r.html")
    assert page.open == []
    assert "beyond the largest one that is looked for" in page.text
    assert "share no place that could be looked at" in page.text


def test_without_matplotlib_the_run_does_not_begin(tmp_path, monkeypatch):
    monkeypatch.setattr(figures.importlib.util, "find_spec", lambda _: None)
    for run in (lambda **more: align_image_pair("no.tif", "none.tif", tmp_path / "o.tif", **more),
                lambda **more: assess_image_pair("no.tif", "none.tif", **more)):
        with pytest.raises(MissingDependencyError, match=re.escape("pip install matplotlib")):
            run(report=tmp_path / "r.html")
        with pytest.raises(InputError, match=r"no\.tif"):
            run()
