"""What a notebook shows of a result: a line, the residuals and a thumbnail, as HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from .measurements import Assessment

if TYPE_CHECKING:
    import jinja2

TEMPLATE = """\
<div style='overflow:auto'>
{%- if picture %}<img alt='thumbnail' style='float:left;margin-right:1em' src='data:image/png;base64,{{ picture }}'>
{%- endif %}<b>{{ summary }}</b>
{%- if rows|selectattr(1)|list %}<table><tr><th>residual (px)</th><th>RMSE</th><th>CE90</th><th>tie points</th></tr>
{%- for name, residual in rows if residual %}
{%- set lengths = "<td>%.3g</td><td>%.3g</td>"|safe %}<tr><th>{{ name }}</th>
{{- lengths|format(residual.rmse_px, residual.ce90_px) }}<td>{{ residual.count }}</td></tr>
{%- endfor %}</table>{% endif %}</div>"""


def card(assessment: Assessment, summary: str, picture: Callable[[], bytes | None] | None) -> str:
    """A summary, the residuals and a thumbnail as HTML; ``picture`` makes the PNG of it, or None if it cannot."""
    data = None if picture is None else picture()
    return _template().render(
        summary=summary, rows=(("before", assessment.residual_before), ("after", assessment.residual_after)),
        # Within the HTML: notebooks show no files beside them.
        picture=None if data is None else b64encode(data).decode("ascii"))


@cache
def _template() -> jinja2.Template:
    # Only notebooks show cards, and it takes a tenth of a run's start to import.
    import jinja2

    return jinja2.Environment(autoescape=True).from_string(TEMPLATE)
