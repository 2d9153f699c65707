"""The help panels, from the core's one description: what it does, a picture, the parameters, an example."""

from __future__ import annotations

from html import escape
from pathlib import Path

from .coregix_core.options import Command, Parameter
from .fields import default_text, dialog_parameters, help_text, label
from .translation import tr

PICTURES = Path(__file__).with_name("pictures")
DOCUMENTATION = "https://github.com/coregix/coregix/blob/main/docs/qgis.md"
# The same page within the packaged plugin, which needs no network.
PAGE = Path(__file__).parent / "pages" / "qgis.html"

MORE = {
    "align": "The source raster is moved onto the reference. The result is measured at tie points: the verdict says "
             "whether to trust it, and where there is nothing to align by, there is a message and no file. Arrows show "
             "what was moved.",
    "stack": "Images are measured against each other in pairs, and one solution is found for all of them: no reference "
             "is needed, and images that contradict the others are found. The aligned images come as a series that the "
             "temporal controller plays, with a table of how far each was moved and how sure that is.",
    "assess": "Measures the displacement that is left between two rasters, whatever aligned them. Nothing is moved.",
    "apply": "Moves further data of the same geolocation - masks, other products, other resolutions, vectors digitised "
             "on the old image - exactly as an alignment moved its raster. Save the transform file when aligning.",
    "trim-edges": "Along the edge of the valid area, pixels that look invalid (darker or brighter than a limit) become "
                  "nodata. Valid pixels further inside stay as they are.",
}


def help_html(command: Command) -> str:
    """The help panel of a command."""
    picture = PICTURES / f"{command.name}.png"
    # As a URI: a path of Windows would be read as one with a scheme of its drive's letter.
    image = f'<p><img src="{picture.as_uri()}"></p>' if picture.exists() else ""
    # Escaped, as help speaks of values below others and of choices in quotes.
    rows = "".join(f"<h3>{escape(label(p))}</h3><p>{escape(help_text(p))}{_default(p)}</p>"
                   for p in dialog_parameters(command))
    return (f"<p><b>{escape(tr(command.summary))}</b> {escape(tr(MORE.get(command.name, '')))}</p>{image}{rows}"
            f"<h3>{escape(tr('The same in a terminal'))}</h3><p><code>{escape(command.example)}</code></p>")


def help_url(command: Command) -> str:
    """The page of the documentation on a command."""
    return page_url(command.name)


def page_url(section: str) -> str:
    """A section of the page on QGIS: as it came with the plugin, or else on the net."""
    return f"{PAGE.as_uri() if PAGE.is_file() else DOCUMENTATION}#{section}"


def _default(parameter: Parameter) -> str:
    text = default_text(parameter)
    return f" <i>{escape(tr('Default: {value}.').format(value=text))}</i>" if text else ""
