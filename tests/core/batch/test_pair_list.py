"""Which pairs a batch aligns: lists are data with a schema, patterns are expanded, outputs stay where they may be."""

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coregix_core.batch.pair_list import MAX_BYTES, listed_pairs, series_pairs
from coregix_core.errors import InputError, TransformFileError
from coregix_core.options import ALIGN

HEADER = "moving_image,fixed_image,output_image\n"
SHARED = {"transform": "rigid", "max_shift": 50.0}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a few rasters by name, away from the current one."""
    for name in ("a.tif", "b.tif", "ref.tif"):
        (tmp_path / name).touch()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path


def listed(folder, text, name="pairs.csv", output_folder=None):
    (folder / name).write_text(text, encoding="utf-8")
    return listed_pairs(folder / name, SHARED, output_folder or folder / "out")


class TestLists:
    def test_paths_are_relative_to_the_list(self, folder):
        (pair,) = listed(folder, HEADER + "a.tif,ref.tif,done/a.tif\n")
        assert pair.moving_image_path == str(folder / "a.tif")
        assert pair.output_image_path == str(folder / "done" / "a.tif")

    def test_gdals_other_paths_are_left_alone(self, folder):
        (pair,) = listed(folder, HEADER + "/vsicurl/https://host/a.tif,s3://bucket/ref.tif,a.tif\n")
        assert pair.moving_image_path == "/vsicurl/https://host/a.tif"
        assert pair.fixed_image_path == "s3://bucket/ref.tif"

    def test_masks_are_relative_to_the_list_too(self, folder):
        (pair,) = listed(folder, HEADER.strip() + ",exclude\n"
                         "a.tif,ref.tif,o.tif,b.tif=3;ref.tif&0b1;b.tif:cloud;gone.tif;/vsicurl/https://host/m.tif=1\n")
        assert pair.exclude == (f"{folder}/b.tif=3", f"{folder}/ref.tif&0b1", f"{folder}/b.tif:cloud", "gone.tif",
                                   "/vsicurl/https://host/m.tif=1")

    def test_a_row_may_say_more_than_the_command_line(self, folder):
        one, other = listed(folder, "moving_image,fixed_image,output_image,transform,use-edge-proxies,threads\n"
                                    "a.tif,ref.tif,1.tif,affine,false,2\nb.tif,ref.tif,2.tif,,,\n")
        assert (one.transform, one.use_edge_proxies, one.threads) == ("affine", False, 2)
        assert (other.transform, other.use_edge_proxies, other.threads) == ("rigid", True, 0)
        assert one.max_shift == other.max_shift == 50.0

    @pytest.mark.parametrize(("mark", "word"), [(";", "semicolon"), ("\t", "tab")])
    def test_spreadsheets_have_other_separators(self, folder, mark, word):
        (pair,) = listed(folder, (HEADER + "a.tif,ref.tif,o.tif\n").replace(",", mark))
        assert (pair.fixed_image_path, pair.output_image_path) == (str(folder / "ref.tif"), str(folder / "o.tif"))
        with pytest.raises(TransformFileError, match=f"line 2: the row has 2 .* a {word} is missing"):
            listed(folder, (HEADER + "a.tif,ref.tif\n").replace(",", mark))

    @pytest.mark.parametrize(("row", "columns"), [
        ("o.tif,ref.tif,p.tif,", ""), ("b.tif,./o.tif,p.tif,", ""), ("b.tif,ref.tif,p.tif,o.tif=3;a.tif", "")])
    def test_a_row_that_reads_what_another_writes_is_refused_whatever_their_order(self, folder, row, columns):
        header, first = HEADER.strip() + ",exclude" + columns + "\n", "a.tif,ref.tif,o.tif,"
        for rows, names in (((first, row), ("line 3", "line 2")), ((row, first), ("line 2", "line 3"))):
            with pytest.raises(InputError, match=rf"{names[0]} reads .*o\.tif, which {names[1]} writes"):
                listed(folder, header + "\n".join(rows) + "\n")

    @pytest.mark.parametrize("wrap", [
        lambda rows: rows, lambda rows: {"format": "coregix-pairs", "version": 1, "pairs": rows}])
    def test_json_is_a_list_of_the_same(self, folder, wrap):
        rows = [{"moving_image": "a.tif", "fixed_image": "ref.tif", "output_image": "o.tif", "threads": 3,
                 "solve_resolutions": [8, 4], "max_shift": None}]
        (pair,) = listed(folder, json.dumps(wrap(rows)), "pairs.json")
        assert (pair.threads, pair.solve_resolutions, pair.max_shift) == (3, (8.0, 4.0), 50.0)

    @pytest.mark.parametrize(("text", "said"), [
        ("", "lists no pairs"),
        (HEADER, "lists no pairs"),
        (HEADER + "a.tif,ref.tif\n", "line 2: the row has 2 fields and the header 3"),
        (HEADER + "a.tif,ref.tif,o.tif,x\n", "line 2: the row has 4 fields and the header 3"),
        (HEADER + "a.tif,,o.tif\n", "line 2: fixed_image_path is missing"),
        ("moving_image,fixed_image,output_imag\na,b,c\n", r"'output_imag' \(did you mean output_image\?\)"),
        ("moving_image,fixed_image,output_image,progress\na.tif,ref.tif,o.tif,json\n", "no column 'progress'"),
        ("moving_image,fixed_image,output_image,threads\na.tif,ref.tif,o.tif,-1\n", "threads must be at least 0"),
        ("moving_image,fixed_image,output_image,threads\na.tif,ref.tif,o.tif,x\n", "threads takes a whole number"),
        (HEADER + "a.tif,ref.tif,o.tif\nb.tif,ref.tif,./o.tif\n", r"2 pairs, of \S*a\.tif, \S*b\.tif, would write"),
        (HEADER + ",,\n , ,\n", "lists no pairs"),
    ])
    def test_rows_that_cannot_be_used_are_named(self, folder, text, said):
        with pytest.raises(InputError, match=said):
            listed(folder, text)

    @pytest.mark.parametrize(("text", "said"), [
        ("", "is not JSON"), ("{", "is not JSON"), ("[" * 100_000, "is not JSON"), ("3", "must hold a list"),
        ('{"pairs": []}', "'format' must be"),
        ('{"format": "coregix-pairs", "version": 2, "pairs": []}', "'version' 1"),
        ("[3]", "pair 1: a pair is an object"), ("[]", "lists no pairs"),
        ('[{"moving_image": 3, "fixed_image": "f", "output_image": "o"}]', "pair 1: "),
        ('[{"moving_image": "a", "fixed_image": "f", "output_image": ["o"]}]', "pair 1: "),
    ])
    def test_json_of_another_shape_is_refused(self, folder, text, said):
        with pytest.raises(TransformFileError, match=said):
            listed(folder, text, "pairs.json")

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.dictionaries(
        st.sampled_from([*(p.name for p in ALIGN.parameters), "nonsense"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just([]), st.just({})),
        max_size=5), min_size=1, max_size=2))
    def test_any_rows_are_taken_or_refused(self, folder, rows):
        complete = [{"moving_image": "a.tif", "fixed_image": "ref.tif", "output_image": "o.tif", **row} for row in rows]
        with contextlib.suppress(InputError):
            assert listed(folder, json.dumps(complete).replace("NaN", "1e999"), "pairs.json")

    def test_a_table_that_csv_cannot_read_is_refused(self, folder):
        with pytest.raises(TransformFileError, match=r"pairs\.csv is not a CSV table \(field larger"):
            listed(folder, HEADER + f"{'a' * 200_000},b,c\n")

    def test_a_list_that_is_no_text_or_not_there_or_huge_is_refused(self, folder):
        (folder / "pairs.csv").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(TransformFileError, match="cannot be read"):
            listed_pairs(folder / "pairs.csv", {}, folder)
        with pytest.raises(TransformFileError, match="cannot be read"):
            listed_pairs(folder / "none.csv", {}, folder)
        with (folder / "pairs.csv").open("wb") as file:
            file.truncate(MAX_BYTES + 1)
        with pytest.raises(TransformFileError, match="larger than"):
            listed_pairs(folder / "pairs.csv", {}, folder)


class TestWhereOutputsMayBe:
    @pytest.mark.parametrize("column", ["output_image", "report", "save_transform", "tie_points", "sidecar"])
    def test_a_list_from_others_writes_nowhere_else(self, folder, column):
        row = {"moving_image": "a.tif", "fixed_image": "ref.tif", "output_image": "o.tif"}
        row[column] = "/etc/evil.gpkg"
        with pytest.raises(TransformFileError, match="lies outside"):
            listed(folder, json.dumps([row]), "pairs.json")

    def test_nor_by_a_link_or_a_step_upward(self, folder):
        (folder / "inner").mkdir()
        (folder / "inner" / "link").symlink_to("/etc")
        for output in ("link/o.tif", "../../o.tif"):
            (folder / "inner" / "pairs.csv").write_text(HEADER + f"a.tif,ref.tif,{output}\n")
            with pytest.raises(TransformFileError, match="lies outside"):
                listed_pairs(folder / "inner" / "pairs.csv", {}, folder / "inner")

    def test_the_user_may_name_another_folder(self, folder, tmp_path_factory):
        away = tmp_path_factory.mktemp("away")
        (pair,) = listed(folder, HEADER + f"a.tif,ref.tif,{away}/o.tif\n", output_folder=away)
        assert pair.output_image_path == f"{away}/o.tif"

    def test_the_current_folder_is_the_users_too(self, folder):
        assert listed(folder, HEADER + f"a.tif,ref.tif,{folder}/elsewhere/o.tif\n")


class TestSeries:
    def test_patterns_are_expanded_and_the_reference_is_left_out(self, folder):
        pairs = series_pairs(str(folder / "ref.tif"), [str(folder / "*.tif")], SHARED, folder / "out")
        assert [p.moving_image_path for p in pairs] == [str(folder / "a.tif"), str(folder / "b.tif")]
        assert [p.output_image_path for p in pairs] == [str(folder / "out" / "a.tif"), str(folder / "out" / "b.tif")]
        assert {p.transform for p in pairs} == {"rigid"}

    def test_a_folder_stands_for_the_rasters_in_it(self, folder):
        (folder / "notes.txt").touch()
        pairs = series_pairs(str(folder / "ref.tif"), [str(folder)], SHARED, folder / "out")
        assert [p.moving_image_path for p in pairs] == [str(folder / "a.tif"), str(folder / "b.tif")]
        with pytest.raises(InputError, match="elsewhere holds no raster"):
            series_pairs(str(folder / "ref.tif"), [str(folder / "elsewhere")], SHARED, folder / "out")

    def test_a_source_named_twice_is_one(self, folder):
        names = [str(folder / "a.tif"), str(folder / "*.tif")]
        assert len(series_pairs(str(folder / "ref.tif"), names, {}, folder / "out")) == 2

    def test_by_whatever_way_it_is_named(self, folder, monkeypatch):
        monkeypatch.chdir(folder)
        (folder / "one").mkdir()
        (folder / "one" / "a.tif").touch()
        pairs = series_pairs("ref.tif", ["b.tif", "a.tif", "./a.tif", "one/a.tif"], {}, folder / "out")
        assert [p.moving_image_path for p in pairs] == [str(folder / name) for name in ("b.tif", "a.tif", "one/a.tif")]
        assert [p.output_image_path for p in pairs] == [
            str(folder / "out" / name) for name in ("b.tif", f"{folder.name}_a.tif", "one_a.tif")]

    def test_a_name_with_brackets_is_a_name_first(self, folder):
        (folder / "a[1].tif").touch()
        (pair,) = series_pairs(str(folder / "ref.tif"), [str(folder / "a[1].tif")], {}, folder / "out")
        assert pair.moving_image_path == str(folder / "a[1].tif")

    def test_scenes_of_one_name_take_that_of_their_folder(self, folder):
        for date in ("2020", "2021"):
            (folder / date).mkdir()
            (folder / date / "B04.jp2").touch()
        pairs = series_pairs(str(folder / "ref.tif"), [str(folder / "*" / "B04.jp2")], {}, folder / "out")
        assert [p.output_image_path for p in pairs] == [
            str(folder / "out" / "2020_B04.tif"), str(folder / "out" / "2021_B04.tif")]

    @pytest.mark.parametrize(("sources", "output", "said"), [
        (["none-*.tif"], "out", "No file fits"), (["ref.tif"], "out", "no source to align besides"),
        (["a.tif"], ".", "would be replaced")])
    def test_what_leaves_nothing_to_do_or_would_harm_is_refused(self, folder, sources, output, said):
        with pytest.raises(InputError, match=said):
            series_pairs(str(folder / "ref.tif"), [str(folder / s) for s in sources], {}, folder / output)
