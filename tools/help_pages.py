"""The pages of the documentation that the plugin's help speaks of, as HTML that needs no network.

``pages`` gives them; ``package_plugin`` puts them into the zip. Links between them stay among them, all others lead to
the pages in the repository. Pictures of the documentation are left out: they are larger than the plugin.
"""

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).parents[1] / "docs"
ONLINE = "https://github.com/coregix/coregix/blob/main/docs/"
FIRST = "qgis.md"
STYLE = """body { font: 16px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222; }
code, pre { background: #f3f3f3; } pre { padding: .6em; overflow: auto; } table { border-collapse: collapse; }
td, th { border: 1px solid #ccc; padding: .2em .5em; text-align: left; vertical-align: top; }"""


def pages() -> dict[str, bytes]:
    """File name -> page, for QGIS's page and all that it links to."""
    names = [FIRST, *sorted({link for link in _links(_text(FIRST)) if (DOCS / link).is_file()} - {FIRST})]
    return {name.replace(".md", ".html"): _page(name, names).encode() for name in names}


def _text(name: str) -> str:
    text = (DOCS / name).read_text(encoding="utf-8")
    # Comments steer the tests of the documentation.
    return re.sub(r"<!--.*?-->\n?|^!\[.*?\]\(.*?\)\n", "", text, flags=re.DOTALL | re.MULTILINE)


def _links(text: str) -> list[str]:
    return re.findall(r"\]\(([\w-]+\.md)(?:#[\w-]+)?\)", text)


def _page(name: str, names: list[str]) -> str:
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(_text(name))
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _slug(tokens[place + 1].content))
        for child in token.children or ():
            _lead(child, names)
    title = next(tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open")
    body = reader.renderer.render(tokens, reader.options, {})
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} - Coregix</title>'
            f"<style>{STYLE}</style></head>\n<body>\n{body}</body></html>\n")


def _lead(token: Token, names: list[str]) -> None:
    """Lead a link to the page that is here, or else to the one on the net."""
    target = str(token.attrGet("href") or "")
    if token.type != "link_open" or not target or re.match(r"[a-z]+:|#", target):
        return
    page = target.partition("#")[0]
    token.attrSet("href", target.replace(".md", ".html", 1) if page in names else ONLINE + target)


def _slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
