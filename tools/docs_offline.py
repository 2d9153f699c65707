"""Hooks of the documentation's build: pages that are opened from a folder find what they search for and link to.

Browsers start no worker from ``file://``. The theme asks a small script from the network to stand in; where npm has
fetched it (see the Makefile), the site holds it itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

SHIM = Path(__file__).parents[1] / ".cache" / "iframe-worker" / "package" / "shim" / "index.js"
ADDRESS = "https://unpkg.com/iframe-worker/shim"
PLACE = "assets/javascripts/iframe-worker.js"


def on_page_content(html: str, page: Any, **_: object) -> str:  # noqa: ANN401 - a page of mkdocs
    """Let notebooks link to the built pages: mkdocs looks after the links of Markdown alone."""
    if not page.file.src_uri.endswith(".ipynb"):
        return html
    return re.sub(r'href="([\w/-]+)\.md(["#])', r'href="\1.html\2', html)


def on_post_build(config: dict[str, Any], **_: object) -> None:
    """Copy the script into the site and let its pages name it there."""
    if not SHIM.exists():
        return
    site = Path(config["site_dir"])
    (site / PLACE).write_bytes(SHIM.read_bytes())
    for page in site.rglob("*.html"):
        up = "../" * len(page.relative_to(site).parents[:-1])
        page.write_text(page.read_text(encoding="utf-8").replace(ADDRESS, up + PLACE), encoding="utf-8")
