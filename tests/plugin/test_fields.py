"""QGIS's values become the core's command line, parameter kind by parameter kind; no QGIS needed."""

import pytest
from qgis_plugin.coregix_core.errors import InputError
from qgis_plugin.coregix_core.options import ALIGN, APPLY, ASSESS, COMMANDS, TRIM

from qgis_plugin import fields

PAIR = {"moving_image": "/data/source.tif", "fixed_image": "/data/reference.tif", "output_image": "/data/aligned.tif"}


def words_beyond_the_pair(**values):
    words = fields.arguments(ALIGN, {**PAIR, **values})
    assert words[:7] == ["align", "--moving-image", "/data/source.tif", "--fixed-image", "/data/reference.tif",
                         "--output-image", "/data/aligned.tif"]
    return words[7:]


@pytest.mark.parametrize(("values", "words"), [
    ({"moving_band_index": 2}, ["--moving-band-index", "2"]),
    ({"moving_nodata": 0.0}, ["--moving-nodata", "0"]),
    ({"moving_nodata": -9999.0}, ["--moving-nodata=-9999"]),
    ({"fixed_nodata": 0.1}, ["--fixed-nodata", "0.1"]),
    ({"output_nodata": -3.4028234663852886e38}, ["--output-nodata=-3.4028234663852886e+38"]),
    ({"solve_resolutions": (8.0, 4.0, 0.5)}, ["--solve-resolutions", "8,4,0.5"]),
    ({"transform": "rigid"}, ["--transform", "rigid"]),
    ({"use_edge_proxies": False}, ["--no-use-edge-proxies"]),
    ({"trim_edge_invalid": True, "edge_trim_invalid_below": 3.0},
     ["--trim-edge-invalid", "--edge-trim-invalid-below", "3"]),
    ({"tie_points": "/data/tie points.gpkg"}, ["--tie-points", "/data/tie points.gpkg"]),
    ({"moving_crs": 'GEOGCRS["WGS 84"]'}, ["--moving-crs", 'GEOGCRS["WGS 84"]']),
    ({"temp_dir": "-odd"}, ["--temp-dir=-odd"]),
    ({"exclude": ("/data/clouds.gpkg|layername=a b", "-odd.tif")},
     ["--exclude", "/data/clouds.gpkg|layername=a b", "--exclude=-odd.tif"]),
])
def test_each_kind_of_value_has_its_words(values, words):
    assert words_beyond_the_pair(**values) == words


@pytest.mark.parametrize("values", [
    {"transform": "auto", "use_edge_proxies": True, "edge_trim_depth": 8, "min_valid_fraction": 0.01},
    {"moving_nodata": None, "solve_resolutions": None, "tie_points": None},
])
def test_defaults_and_what_is_not_given_stay_off_the_command_line(values):
    assert words_beyond_the_pair(**values) == []


@pytest.mark.parametrize(("values", "message"), [
    ({"min_valid_fraction": 2.0}, "min_valid_fraction must be at most 1"),
    ({"solve_resolutions": (1.0, 8.0)}, "coarse to fine"),
    ({"tie_points": "/data/ties.shp"}, "tie_points must end in"),
    ({"edge_trim_depth": 12}, "edge_trim_depth has an effect only with trim_edge_invalid"),
    ({"tie_points": "/data/same.gpkg", "report": "/data/same.gpkg"}, "both would write"),
])
def test_what_the_core_would_refuse_is_refused_before_it_starts(values, message):
    with pytest.raises(InputError, match=message):
        words_beyond_the_pair(**values)


def test_outputs_may_come_later():
    pair = {k: v for k, v in PAIR.items() if k != "output_image"}
    fields.validate(ALIGN, pair, with_outputs=False)
    with pytest.raises(InputError, match="output_image_path is missing"):
        fields.validate(ALIGN, pair)


def test_messages_are_in_the_words_of_the_dialog():
    with pytest.raises(InputError) as refused:
        fields.validate(ALIGN, {**PAIR, "max_shift": -1.0})
    assert refused.value.worded(ALIGN.label) == "'Largest shift' must be at least 0, not -1.0."


@pytest.mark.parametrize("command", [ALIGN, ASSESS, APPLY, TRIM], ids=lambda c: c.name)
def test_only_what_qgis_replaces_is_hidden(command):
    hidden = {p.name for p in command.parameters} - {p.name for p in fields.dialog_parameters(command)}
    assert hidden <= fields.HIDDEN.keys()


def test_every_hidden_parameter_exists():
    assert fields.HIDDEN.keys() <= {p.name for c in COMMANDS.values() for p in c.parameters}
    assert set(fields.BANDS) <= {p.name for p in ALIGN.parameters}


def test_help_counts_bands_as_qgis_does():
    bands = [p for command in (ALIGN, TRIM) for p in fields.dialog_parameters(command) if fields.is_band(p)]
    assert len(bands) == 4
    assert not any("counted from 0" in fields.help_text(p) or "--" in fields.help_text(p) for p in bands)


def test_masks_are_layers_for_both_and_texts_for_one():
    masks = {p.name: fields.help_text(p) for p in fields.dialog_parameters(ALIGN) if p.kind == fields.MASKS}
    assert {name for name, text in masks.items() if "layers" in text} == set(fields.LAYERS)
    assert all(text.endswith("semicolons.") for name, text in masks.items() if name not in fields.LAYERS)
    assert len(masks) == 6


class Null:
    def isNull(self):
        return True


@pytest.mark.parametrize(("raw", "nothing"), [(None, True), ("", True), (Null(), True), (0, False), (False, False)])
def test_nothing_is_told_from_zero(raw, nothing):
    assert fields.is_nothing(raw) is nothing
