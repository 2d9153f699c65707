"""Options that are given twice, and what is missing: told, and all of it at once."""

import pytest

from coregix_core.cli.parsing import parsed
from coregix_core.errors import InputError
from coregix_core.options import ALIGN, APPLY

PAIR = ["-m", "m.tif", "-f", "f.tif", "-o", "o.tif"]


@pytest.mark.parametrize(("more", "told"), [
    (["-m", "other.tif"], "-m"), (["--moving-image", "m.tif"], "--moving-image"),
    (["--max-shift", "3", "--max-shift=4"], "--max-shift"),
    (["--overwrite", "--no-overwrite"], "--no-overwrite"), (["--threads", "1", "--threads", "1"], "--threads")])
def test_a_repeated_option_is_refused(more, told):
    with pytest.raises(InputError, match=f"{told} .*; give it once"):
        parsed(ALIGN, [*PAIR, *more])


def test_all_that_is_repeated_is_told_at_once():
    with pytest.raises(InputError, match=r"^-o, --metric and --overwrite/--no-overwrite are given twice; give each "):
        parsed(ALIGN, [*PAIR, "-o", "z.tif", "--metric", "auto", "--metric", "auto", "--overwrite", "--no-overwrite"])


@pytest.mark.parametrize(("words", "parameter", "value", "told"), [
    (["--json=5"], "json", "5", "--json takes no value; leave out '=5'"),
    (["--overwrite=5"], "overwrite", "5", "takes no value"),
    (["--threads"], "threads", None, "expected one argument"), (["-o", "z.tif"], "output_image_path", "z.tif", "twice"),
    (["x.tif"], None, "x.tif", "no use for"),
    (["--no-metric"], None, "--no-metric", r"did you mean --metric\?"),
    (["--moving-mask", "a.tif:cloud"], None, "--moving-mask", r"did you mean --moving-exclude\?")])
def test_an_error_of_the_command_line_names_the_parameter_and_the_value(words, parameter, value, told):
    with pytest.raises(InputError, match=told) as error:
        parsed(ALIGN, [*PAIR, *words])
    assert (error.value.parameter, error.value.value) == (parameter, value)


def test_options_that_may_be_given_any_number_of_times_are_collected():
    given = parsed(ALIGN, [*PAIR, "--exclude", "a.gpkg", "--exclude", "b.gpkg", "--creation-option", "COMPRESS=LZW",
                           "--creation-option", "BIGTIFF=YES", "--band-resampling", "4=nearest"])
    assert given["exclude"] == ("a.gpkg", "b.gpkg")
    assert given["creation_option"] == ("COMPRESS=LZW", "BIGTIFF=YES")
    assert given["band_resampling"] == ("4=nearest",)


def test_all_that_is_missing_is_told_at_once():
    with pytest.raises(InputError) as told:
        parsed(APPLY, ["--resampling", "nearest"])
    assert str(told.value) == "input_path, transform_file and output_path are missing; give each a value."
    with pytest.raises(InputError, match="output_path is missing"):
        parsed(APPLY, ["a.tif", "T.json"])


@pytest.mark.parametrize(("option", "text", "told"), [
    ("--creation-option", "COMPRESS", "NAME=VALUE"), ("--creation-option", "=3", "NAME=VALUE"),
    ("--band-resampling", "x=nearest", "BAND=VALUE"), ("--band-resampling", "-1=nearest", "BAND=VALUE"),
    ("--band-resampling", "1=nearst", "did you mean nearest")])
def test_what_is_no_assignment_is_refused(option, text, told):
    with pytest.raises(InputError, match=told):
        parsed(ALIGN, [*PAIR, f"{option}={text}"])


def test_a_name_twice_is_refused():
    with pytest.raises(InputError, match="has compress twice"):
        parsed(ALIGN, [*PAIR, "--creation-option", "COMPRESS=LZW", "--creation-option", "compress=ZSTD"])


@pytest.mark.parametrize("words", [["--transform", "rigid", "--", "-m.tif", "f.tif", "-o.tif"],
                                   ["-f", "f.tif", "-o", "./-o.tif", "--transform", "rigid", "--", "-m.tif"]])
def test_files_whose_names_begin_with_a_dash_stand_behind_the_end_of_options(words):
    values = parsed(ALIGN, words)
    names = ("moving_image_path", "fixed_image_path", "output_image_path", "transform")
    assert [values[name] for name in names] == ["./-m.tif", "f.tif", "./-o.tif", "rigid"]


def test_what_is_too_much_behind_the_end_of_options_is_told():
    with pytest.raises(InputError, match=r"no use for the argument x\.tif"):
        parsed(ALIGN, [*PAIR, "--", "x.tif"])


@pytest.mark.parametrize("word", ["-m.tif", "-scene.tif"])
def test_a_file_that_reads_as_an_option_is_told_how_to_write_it(tmp_path, monkeypatch, word):
    """-m.tif would be the source .tif to argparse."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / word).touch()
    for words in ([word, "f.tif", "out.tif"], ["--moving-image", word, "-f", "f.tif", "-o", "out.tif"]):
        with pytest.raises(InputError, match=rf"write \./{word}"):
            parsed(ALIGN, words)
    with pytest.raises(InputError, match=r"write \./-gone\.tif"):
        parsed(ALIGN, [*PAIR, "-gone.tif"])


@pytest.mark.parametrize(("word", "option", "value"), [("-out.tif", "-o", "ut.tif"), ("-o=a.tif", "-o", "a.tif")])
def test_a_letter_and_its_value_are_two_words(word, option, value):
    """argparse would write to ut.tif."""
    with pytest.raises(InputError, match=rf"the option {option} with the value {value}; write '{option} {value}'"):
        parsed(ALIGN, ["m.tif", "f.tif", word])


def test_no_shift_at_all_is_no_largest_shift():
    with pytest.raises(InputError, match=r"must be above 0; leave it out .* or write the largest") as refused:
        parsed(ALIGN, [*PAIR, "--max-shift", "0"])
    assert (refused.value.parameter, refused.value.value) == ("max_shift", 0.0)
    assert parsed(ALIGN, [*PAIR, "--max-shift", "1e-9"])["max_shift"] == 1e-9
