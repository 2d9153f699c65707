"""VRTs are rasters that name other files: what one may reach, as it may come from anyone.

So do the texts of a few other formats, and the sidecars that GDAL reads unasked.
"""

from __future__ import annotations

import gzip
import html
import os
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import IO

from ..errors import RasterError, Sentence

# Everything in a VRT's text that makes GDAL ask a server: handlers, URLs as sources, and the web service drivers.
_REMOTE = re.compile(
    r"/vsi(curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)|(https?|ftp|s3|gs|az)://[^<]+</Source|<GDAL_W(MS|CS)|\bWMS:",
    re.IGNORECASE)
# Catalogues of tiles (STAC) are JSON, in which any URL is a place to read from.
_REMOTE_JSON = re.compile(rf'{_REMOTE.pattern}|"(https?|ftp|s3|gs|az)://', re.IGNORECASE)

# Patterns and no XML parser: GDAL's own reader takes texts that no parser would, and what it alone can read must not
# pass unseen. They may refuse too much, but not too little.
_HIDING = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_SOURCE = re.compile(r"<Source(?:Filename|Dataset|Band)?\b[^>]*>([^<>]+)</Source")
# Raw bands show a file's bytes whatever they are: no driver looks whether they are an image.
_RAW = re.compile(r"subClass\s*=\s*[\"']VRTRawRasterBand.*?<SourceFilename[^>]*>([^<]*)<", re.IGNORECASE | re.DOTALL)

# What Python raises for archives that are broken, encrypted or of a kind that it does not know.
_ARCHIVE = re.compile(
    r"/vsi(?P<kind>zip|tar|gzip)/(?!/?vsi)(?P<name>.+)|(?P<scheme>zip|tar|gzip)://(?P<url>.+)", re.DOTALL)
_LARGEST = 64 << 20
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, NotImplementedError, RuntimeError)


def refuse_what_reaches_out(path: str, role: str) -> None:
    """Raise RasterError for a VRT at ``path``, or one within it, that reaches farther than a file from others may.

    Only the user may send us to the network, by giving such a path. Nor may a VRT show as pixels the bytes of files
    that lie elsewhere, as GDAL 3.12 has it too.
    """
    # A list and a set instead of recursion: VRTs may name each other in a circle.
    pending, seen, sources = [f"{path}.aux.xml", path], {path}, dict[str, set[str]]()
    while pending:
        # Sidecars are looked at like the file itself: GDAL reads them unasked, and they may name sources as well.
        name = pending.pop()
        if _waits(name):
            raise RasterError(Sentence("The {role} raster {path} is a pipe or a device, or leads to one ({name}); "
                                       "write what it gives to a file first.", role=Sentence(role), path=path,
                                       name=name))
        folder, text = Path(name).parent, _text(name)
        _refuse_text(text, folder, path, role)
        named = _SOURCE.findall(text)
        sources[_plain(name)] = {_plain(_there(source, folder)) for source in named}
        # Both readings of the name: GDAL takes it as relative to the VRT or not, by an attribute.
        for inner in {i for source in named for i in (source, str(folder / source))} - seen:
            if inner.startswith("/vsi") and not _ARCHIVE.fullmatch(inner):
                raise RasterError(Sentence("The {role} raster {path} leads to {inner}, which cannot be looked into; "
                                           "unpack it.", role=Sentence(role), path=path, inner=inner))
            seen.add(inner)
            pending += [f"{inner}.aux.xml", inner]
    _refuse_circle(sources, path, role)


def _there(source: str, folder: Path) -> str:
    """A source as it is there: beside the VRT that names it, or as it is named."""
    beside = folder / source
    with suppress(OSError, ValueError):  # names that no file can have
        return str(beside) if beside.exists() else source
    return source


def _plain(name: str) -> str:
    """One name for a file, however it is written."""
    return os.path.normpath(Path.cwd() / name)


def _refuse_circle(sources: Mapping[str, set[str]], path: str, role: str) -> None:
    """Raise RasterError for VRTs that show each other: a process of which GDAL has met such misses errors of others."""
    try:
        TopologicalSorter(sources).prepare()
    except CycleError as error:
        circle = " <- ".join(Path(name).name for name in error.args[1])
        raise RasterError(Sentence("The {role} raster {path} is a VRT that shows itself ({circle}); make it anew from "
                                   "rasters.", role=Sentence(role), path=path, circle=circle)) from None


def _refuse_text(text: str, folder: Path, path: str, role: str) -> None:
    """Raise RasterError for a text in ``folder`` that names a server, or a file elsewhere whose bytes are to be pixels.

    ``path`` is the raster that led to it.
    """
    if found := (_REMOTE_JSON if text.startswith("{") else _REMOTE).search(text):
        raise RasterError(Sentence("The {role} raster {path} is a local file that reaches into the network "
                                   "({found}); give the remote raster itself, or download it.", role=Sentence(role),
                                   path=path,
                                   found=found.group()))
    for raw in _RAW.findall(text):
        if not (folder / raw).resolve().is_relative_to(folder.resolve()):
            raise RasterError(Sentence("The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, "
                                       "which lies outside its folder; put both in one folder, or convert it.",
                                       role=Sentence(role), path=path, raw=raw))


def _waits(path: str) -> bool:
    """Whether a name is that of a pipe or a device, which may have us wait for ever."""
    with suppress(OSError, ValueError):  # names that no file can have
        mode = Path(path).stat().st_mode
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False


def _text(path: str) -> str:
    """What a VRT or another text says, without the entities that XML may hide letters behind; '' for all else.

    Raises RasterError for a member of an archive that only GDAL could read.
    """
    try:
        with _opened(path) as file:
            # Only texts are read whole: other rasters may have any size.
            head = file.read(4096)
            if b"<VRTDataset" not in head and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"<", b"{"):
                return ""
            text = html.unescape((head + file.read(_LARGEST)).decode("utf-8", "replace")).lstrip("\ufeff \t\r\n")
            # Once more without what may hide a name from the patterns: GDAL reads past comments and CDATA marks.
            return f"{text}\n{_HIDING.sub('', text)}" if _HIDING.search(text) else text
    except _BROKEN as error:
        raise RasterError(Sentence("{path} cannot be looked into ({error}); unpack the archive.", path=path,
                                   error=error)) from error
    except (OSError, ValueError):
        return ""


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """A file, or a member of an archive, by the names that GDAL and rasterio have for them.

    Raises OSError, ValueError or one of ``_BROKEN``.
    """
    with ExitStack() as opened:
        if not (named := _ARCHIVE.fullmatch(path)):
            yield opened.enter_context(Path(path).open("rb"))
            return
        archive, member = _parts(named["name"], named["url"])
        scheme = named["kind"] or named["scheme"]
        if scheme == "gzip":
            yield opened.enter_context(gzip.open(archive))
        elif scheme == "zip":
            zipped = opened.enter_context(zipfile.ZipFile(archive))
            yield opened.enter_context(zipped.open(_member(member, zipped.namelist())))
        else:
            tarred = opened.enter_context(tarfile.open(archive))
            found = tarred.extractfile(_member(member, tarred.getnames()))
            if found is None:
                raise OSError(f"{path} is a folder")
            yield opened.enter_context(found)


def _parts(name: str | None, url: str | None) -> tuple[Path, str]:
    """The file of an archive, and the name of the member in it."""
    if url is not None:
        # rasterio's way of naming a member, as in zip://a.zip!b.tif.
        archive, _, member = url.partition("!")
        return Path(archive), member
    if name is not None and name.startswith("{"):
        archive, _, member = name[1:].partition("}")
        return Path(archive), member
    whole = Path(name or "")
    # Where the archive's name ends and the member's begins, only the files can tell.
    file = next((place for place in (whole, *whole.parents) if place.is_file()), whole)
    return file, "" if file == whole else str(whole.relative_to(file))


def _member(member: str, names: Sequence[str]) -> str:
    """A member by its name as GDAL compares them; the first one where none is named."""
    def plain(name: str) -> str:
        return name.replace("\\", "/").removeprefix("./").strip("/")

    for name in names:
        if plain(name) == plain(member) or not member.strip("/"):
            return name
    raise OSError(f"there is no {member} in the archive")
