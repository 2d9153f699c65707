"""What a VRT may reach: files on this machine, shown as rasters, and nothing else."""

import gzip
import os
import tarfile
import zipfile

import pytest

from coregix_core.errors import RasterError
from coregix_core.io.vrt import _LARGEST, _member, refuse_what_reaches_out


def vrt(path, source, kind="SimpleSource"):
    """A VRT that names a source; only its text is of interest here."""
    path.write_text(f"<VRTDataset><VRTRasterBand><{kind}><SourceFilename relativeToVRT='1'>{source}</SourceFilename>"
                    f"</{kind}></VRTRasterBand></VRTDataset>")
    return str(path)


def raw(path, name):
    """A VRT that shows the bytes of a file as pixels."""
    path.write_text(f"<VRTDataset><VRTRasterBand subClass = 'VRTRawRasterBand'>\n<SourceFilename>{name}"
                    "</SourceFilename></VRTRasterBand></VRTDataset>")
    return str(path)


@pytest.mark.parametrize("source", [
    "/vsicurl/https://host/a.tif", "/VSIS3/bucket/a.tif", "/vsizip//vsicurl/http://host/a.zip/a.tif",
    "https://host/a.tif", "ftp://host/a.tif", "&#47;vsigs/bucket/a.tif", "&lt;GDAL_WMS>", "WMS:http://host/?LAYERS=a"])
def test_a_server_by_any_name_is_refused(tmp_path, source):
    with pytest.raises(RasterError, match=r"The fixed raster .*v\.vrt is a local file that reaches into the network"):
        refuse_what_reaches_out(vrt(tmp_path / "v.vrt", source), "fixed")


@pytest.mark.parametrize("source", ["a.tif", "/data/a.tif", "../b/a.tif", "/vsizip/a.zip/a.tif", "vsicurl.tif"])
def test_files_of_this_machine_are_welcome_and_need_not_be_there(tmp_path, source):
    refuse_what_reaches_out(vrt(tmp_path / "v.vrt", source), "fixed")


@pytest.mark.parametrize("inner", ["inner.vrt", "there/inner.vrt"])
def test_a_vrt_within_a_vrt_counts_under_both_readings_of_its_name(tmp_path, monkeypatch, inner):
    # 'there/inner.vrt' is meant from the working folder, as relativeToVRT='0' has it.
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    vrt(tmp_path / "there" / "inner.vrt", "/vsicurl/http://host/a.tif")
    with pytest.raises(RasterError, match="network"):
        refuse_what_reaches_out(vrt(tmp_path / "there" / "v.vrt", inner), "moving")


@pytest.mark.parametrize("hidden", ["<![CDATA[inner.vrt]]>", "<!-- a comment -->inner.vrt", "<![CDATA[in]]>ner.vrt"])
def test_a_name_that_xml_hides_is_seen(tmp_path, hidden):
    vrt(tmp_path / "inner.vrt", "/vsicurl/http://host/a.tif")
    with pytest.raises(RasterError, match="network"):
        refuse_what_reaches_out(vrt(tmp_path / "v.vrt", hidden), "moving")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/zero", vrt(tmp_path / "v.vrt", "pipe")):
        with pytest.raises(RasterError, match="is a pipe or a device, or leads to one"):
            refuse_what_reaches_out(path, "moving")


def test_a_circle_is_refused_and_not_left_to_gdal(tmp_path):
    vrt(tmp_path / "a.vrt", "b.vrt")
    with pytest.raises(RasterError, match=r"is a VRT that shows itself \(b\.vrt <- a\.vrt <- b\.vrt\); make it anew"):
        refuse_what_reaches_out(vrt(tmp_path / "b.vrt", "a.vrt"), "moving")


def test_a_name_that_is_used_again_in_another_folder_is_no_circle(tmp_path, monkeypatch):
    """The name in the inner VRT, read from the current folder, would be the outer one's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "v.vrt").touch()
    vrt(tmp_path / "in" / "w.vrt", "v.vrt")
    vrt(tmp_path / "v.vrt", "in/w.vrt")
    refuse_what_reaches_out("v.vrt", "moving")


def test_two_ways_to_one_raster_are_no_circle(tmp_path):
    vrt(tmp_path / "inner.vrt", "a.tif")
    both = (tmp_path / "inner.vrt").read_text().replace("a.tif", "inner.vrt")
    (tmp_path / "v.vrt").write_text(both.replace("</VRTRasterBand>", "<SimpleSource><SourceFilename>a.tif"
                                                 "</SourceFilename></SimpleSource></VRTRasterBand>"))
    refuse_what_reaches_out(str(tmp_path / "v.vrt"), "moving")


def archived(vrt, path):
    """The VRT in an archive, at its top and in a folder; or alone, in a file that is but compressed."""
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(vrt.read_bytes()))
        return path
    # Archives of tar often name what they hold by where it was.
    with zipfile.ZipFile(path, "w") if path.suffix == ".zip" else tarfile.open(
            path, "w:gz" if path.suffix == ".tgz" else "w") as archive:
        add, top = (archive.write, "") if path.suffix == ".zip" else (archive.add, "./")
        for name in (f"{top}v.vrt", "in/v.vrt"):
            add(vrt, name)
    return path


ARCHIVES = ["/vsizip/{}/v.vrt", "/vsizip/{{{}}}/in/v.vrt", "/vsizip/{}", "zip://{}!v.vrt", "zip://{}!/in/v.vrt"]


@pytest.mark.parametrize(("suffix", "names"), [
    ("zip", ARCHIVES), ("tar", [name.replace("zip", "tar") for name in ARCHIVES]),
    ("tgz", [name.replace("zip", "tar") for name in ARCHIVES]), ("gz", ["/vsigzip/{}", "gzip://{}"])])
def test_a_vrt_in_an_archive_counts_too_by_whatever_name(tmp_path, suffix, names):
    vrt(tmp_path / "v.vrt", "/vsicurl/http://host/a.tif")
    archive = archived(tmp_path / "v.vrt", tmp_path / f"a.{suffix}")
    for name in (n.format(archive) for n in names):
        for path in (name, vrt(tmp_path / "outer.vrt", name)):
            with pytest.raises(RasterError, match="network"):
                refuse_what_reaches_out(path, "moving")


def test_what_cannot_be_looked_into_is_refused_in_a_vrt(tmp_path):
    with pytest.raises(RasterError, match=r"/vsisparse/a\.xml, which cannot be looked into"):
        refuse_what_reaches_out(vrt(tmp_path / "v.vrt", "/vsisparse/a.xml"), "moving")
    (tmp_path / "a.zip").write_bytes(b"no archive")
    with pytest.raises(RasterError, match=r"a\.zip/v\.vrt cannot be looked into"):
        refuse_what_reaches_out(f"/vsizip/{tmp_path}/a.zip/v.vrt", "moving")


@pytest.mark.parametrize(("name", "text"), [
    ("a.tif.aux.xml", "<PAMDataset><Metadata domain='OVERVIEWS'><MDI key='OVERVIEW_FILE'>/vsicurl/http://host/o.tif</MDI>"),
    ("a.tif", "<GDAL_WMS><Service name='TMS'>"), ("a.tif", "<GDALTileIndexDataset><IndexDataset>/vsis3/b/i.gpkg</Ind"),
    ("a.tif", "\ufeff {\"assets\": {\"image\": {\"href\": \"https://host/a.tif\"}}}")])
def test_other_texts_and_sidecars_are_read_too(tmp_path, name, text):
    (tmp_path / "a.tif").write_bytes(b"II*\0")
    (tmp_path / name).write_text(text)
    for path in (str(tmp_path / "a.tif"), vrt(tmp_path / "v.vrt", "a.tif")):
        with pytest.raises(RasterError, match="reaches into the network"):
            refuse_what_reaches_out(path, "moving")


def test_sidecars_may_name_their_schema(tmp_path):
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset xmlns:x='http://www.w3.org/x'><SRS>EPSG:4326</SRS></PAMDataset>")
    refuse_what_reaches_out(str(tmp_path / "a.tif"), "moving")


def test_text_in_other_rasters_means_nothing(tmp_path):
    (tmp_path / "a.tif").write_text("II*\0 /vsicurl/http://host/a.tif")
    refuse_what_reaches_out(str(tmp_path / "a.tif"), "moving")


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "sub/../../secret"])
def test_bytes_of_files_elsewhere_are_no_pixels(tmp_path, name):
    with pytest.raises(RasterError, match="lies outside its folder"):
        refuse_what_reaches_out(raw(tmp_path / "v.vrt", name), "moving")


@pytest.mark.parametrize("name", ["data.bin", "sub/data.bin", "sub/../data.bin"])
def test_bytes_of_files_beside_it_may_be(tmp_path, name):
    refuse_what_reaches_out(raw(tmp_path / "v.vrt", name), "moving")


def test_what_cannot_be_read_is_left_to_gdal(tmp_path):
    refuse_what_reaches_out(str(tmp_path), "moving")
    refuse_what_reaches_out(str(tmp_path / "none.vrt"), "moving")


@pytest.mark.parametrize(("member", "found"), [("./b.tif", "b.tif"), ("/", "a.tif"), ("d\\c.tif", "d/c.tif")])
def test_a_member_of_an_archive_is_found_by_its_name_or_is_the_first(member, found):
    assert _member(member, ["a.tif", "b.tif", "d/c.tif"]) == found


@pytest.mark.parametrize("member", ["c.tif", "0.tif", "b"])
def test_a_member_that_is_not_there_is_no_other_one(member):
    with pytest.raises(OSError, match="there is no"):
        _member(member, ["a.tif", "b.tif"])


def test_what_is_read_of_a_vrt_is_bounded():
    """Anyone may send one: far above what honest ones hold, and far below what fills a memory."""
    assert _LARGEST == 64 * 2**20
