"""The report of a batch: every pair is in it, with its own report a click away."""

import re

import pytest

from coregix_core.report import BatchPage, PairRow, write_batch_report

GOOD = PairRow("in/one <b>.tif", "aligned", "aligned: moved", "38 of 40 agree", 12.5, -3.0, 0.01, 2.0, 6.4, 0.11, 0.05,
               38, None)
LOST = PairRow("in/two.tif", "error", "two.tif does not exist", None, *[None] * 9)


def text_of(tmp_path, pairs):
    path = tmp_path / "batch.html"
    write_batch_report(path, BatchPage(str(tmp_path), "2 pairs", pairs, {"output_folder": "out put"}, "1.2.3"))
    return path.read_text(encoding="utf-8")


def test_each_pair_is_a_row_with_what_was_found(tmp_path):
    text = text_of(tmp_path, [GOOD, LOST])
    rows = re.findall(r"<tr><th scope='row'>(\d)</th><td>(.*?)</td>\s*<td class='(\w+)'", text)
    assert rows == [("1", "one &lt;b&gt;.tif", "aligned"), ("2", "two.tif", "error")]
    assert "two.tif does not exist" in text, "a pair that came to no verdict says why"
    assert "<b>.tif" not in text
    assert "'out put'" in text or "&#39;out put&#39;" in text, "the command has to run when it is pasted"


@pytest.mark.parametrize(("pairs", "title"), [
    ([GOOD, GOOD], "All pairs are written"), ([GOOD, LOST], "1 of 2 pairs are written"),
    ([LOST], "No pair could be aligned")])
def test_the_verdict_is_that_of_all(tmp_path, pairs, title):
    assert f"<strong>{title}</strong>" in text_of(tmp_path, pairs)


def test_a_pairs_own_report_is_a_link_from_where_the_page_is(tmp_path):
    own = tmp_path / "reports" / "one 1.html"
    text = text_of(tmp_path, [GOOD, GOOD.__class__(**{**vars(GOOD), "report_path": str(own)})])
    assert "href='./reports/one%201.html'" in text
