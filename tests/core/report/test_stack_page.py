"""The head of a stack's report says what became of all images, and not of those alone that were not lost."""

from collections import Counter

import pytest

from coregix_core.report.stack_page import _conclusion


@pytest.mark.parametrize(("verdicts", "conclusion", "title"), [
    (["aligned", "aligned"], "aligned", "All images are aligned"),
    (["aligned", "uncertain"], "uncertain", "Some images are uncertain"),
    (["uncertain", "uncertain"], "uncertain", "All images are uncertain"),
    (["aligned", "uncertain", "failed"], "uncertain", "Some images were left out"),
    (["failed", "failed"], "failed", "No image could be aligned")])
def test_the_head_says_what_became_of_all_images(verdicts, conclusion, title):
    assert _conclusion(Counter(verdicts)) == (conclusion, title)
