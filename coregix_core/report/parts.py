"""What the pages of all reports are made of: macros of ``report.html``, the style, settings and versions as rows."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from typing import Any

import jinja2
import rasterio

from ..options import Command

_DISTRIBUTIONS = ("numpy", "scipy", "rasterio", "SimpleITK-SimpleElastix", "matplotlib")


def part(macro: str, /, **shown: Any) -> str:
    """A part of a page, as its macro in the template says it."""
    return str(getattr(_template().module, macro)(**shown))


def whole_page(title: str, parts: Sequence[str]) -> str:
    """A page of the parts that are not empty, with its style: it has to open without anything beside it."""
    style = resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    return part("page", title=title, style=style, parts=[fragment for fragment in parts if fragment])


@cache
def _template() -> jinja2.Template:
    text = resources.files(__package__).joinpath("report.html").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True).from_string(text)


def setting_rows(command: Command, settings: Mapping[str, object]) -> list[tuple[str, str]]:
    """All settings of a command by their names on the command line."""
    return [(p.flag, _setting(settings.get(p.api_name))) for p in command.parameters]


def _setting(value: object) -> str:
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def version_rows(own: str) -> list[tuple[str, str]]:
    """The versions that a result may depend on; ``own`` is coregix's."""
    rows = [("coregix", own), ("Python", platform.python_version()), ("GDAL", rasterio.__gdal_version__)]
    # Results may differ with versions: to do it again, they have to be known.
    for name in _DISTRIBUTIONS:
        try:
            rows.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            rows.append((name, "not installed"))
    return [*rows, ("system", platform.platform())]
