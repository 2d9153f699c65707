"""Nodata as set in a layer: one value goes to the core, the rest is refused with a sentence."""

import pytest
from qgis_plugin.coregix_core.errors import InputError

from qgis_plugin.layers import BandNodata, layer_nodata

PLAIN = BandNodata((), has_source=False, uses_source=True)
TAGGED = BandNodata((), has_source=True, uses_source=True)
IGNORED = BandNodata((), has_source=True, uses_source=False)
FIVE = BandNodata(((5.0, 5.0),), has_source=True, uses_source=True)


@pytest.mark.parametrize(("bands", "expected"), [
    ([PLAIN, PLAIN], (None, False)),
    ([TAGGED, TAGGED], (None, False)),
    ([FIVE, FIVE], (5.0, False)),
    ([IGNORED, IGNORED], (None, True)),
    ([BandNodata(((5.0, 5.0),), has_source=True, uses_source=False)], (5.0, True)),
])
def test_one_value_and_the_switch_of_the_file_s_own(bands, expected):
    assert layer_nodata("scene", bands) == expected


@pytest.mark.parametrize(("bands", "message"), [
    ([BandNodata(((0.0, 5.0),), has_source=False, uses_source=True)], "a range of additional nodata values"),
    ([BandNodata(((0.0, 0.0), (5.0, 5.0)), has_source=False, uses_source=True)], "several additional nodata values"),
    ([FIVE, TAGGED], "several additional nodata values"),
    ([TAGGED, IGNORED], "for some bands only"),
])
def test_what_one_value_cannot_say_is_refused(bands, message):
    with pytest.raises(InputError, match=f"'scene'.*{message}"):
        layer_nodata("scene", bands)
