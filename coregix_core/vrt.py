"""VRTs are rasters that name other files: what one may reach, as it may come from anyone."""

from __future__ import annotations

import html
import re
from pathlib import Path

from .errors import RasterError

# Everything in a VRT's text that makes GDAL ask a server: handlers, URLs as sources, and the web service drivers.
_REMOTE = re.compile(
    r"/vsi(curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)|(https?|ftp|s3|gs|az)://[^<]+</Source|<GDAL_W(MS|CS)|\bWMS:",
    re.IGNORECASE)

_SOURCE = re.compile(r"<Source(?:Filename|Dataset|Band)?\b[^>]*>([^<>]+)</Source")
# Raw bands show a file's bytes whatever they are: no driver looks whether they are an image.
_RAW = re.compile(r"subClass\s*=\s*[\"']VRTRawRasterBand.*?<SourceFilename[^>]*>([^<]*)<", re.IGNORECASE | re.DOTALL)


def refuse_what_reaches_out(path: str, role: str) -> None:
    """Raise RasterError for a VRT at ``path``, or one within it, that reaches farther than a file from others may.

    Only the user may send us to the network, by giving such a path. Nor may a VRT show as pixels the bytes of files
    that lie elsewhere, as GDAL 3.12 has it too.
    """
    # A list and a set instead of recursion: VRTs may name each other in a circle.
    pending, seen = [path], {path}
    while pending:
        name = pending.pop()
        folder, text = Path(name).parent, _vrt_text(name)
        if found := _REMOTE.search(text):
            raise RasterError(f"The {role} raster {path} is a local VRT that reaches into the network "
                              f"({found.group()}); give the remote raster itself, or download it.")
        for raw in _RAW.findall(text):
            if not (folder / raw).resolve().is_relative_to(folder.resolve()):
                raise RasterError(f"The {role} raster {path} is a VRT that takes the bytes of {raw} for pixels, which "
                                  "lies outside its folder; put both in one folder, or convert it.")
        # Both readings of the name: GDAL takes it as relative to the VRT or not, by an attribute.
        for inner in {i for source in _SOURCE.findall(text) for i in (source, str(folder / source))} - seen:
            seen.add(inner)
            pending.append(inner)


def _vrt_text(path: str) -> str:
    """The text of a VRT, without the entities that XML may hide letters behind; '' where it is none."""
    try:
        with Path(path).open("rb") as file:
            # Only VRTs are read whole: other rasters may have any size.
            if b"<VRTDataset" not in file.read(4096):
                return ""
            file.seek(0)
            return html.unescape(file.read(64 << 20).decode("utf-8", "replace"))
    except (OSError, ValueError):
        return ""
