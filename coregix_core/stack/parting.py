"""Images of which a part of the ground lies elsewhere than in the others, or bends, as most of their links tell.

A pair tells that of its images together; of a stack, the links show which image it is. It must not lead the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .links import Found


def parting(found: Found) -> set[int]:
    """The images of which more than half of the links find that their ground lies not as a whole."""
    pairs = [pair for pair, link in found.items() if link.ties is not None]
    number = Counter(i for pair in pairs for i in pair)
    telling = Counter(i for pair in pairs if found[pair].parts for i in pair)
    return {i for i in number if 2 * telling[i] > number[i]}


def leading(found: Found, used: Sequence[int]) -> list[int]:
    """Which of the ``used`` images, by their places among these, say what all have in common: those that do not part.

    If these are not most of them, nobody can tell which are to be believed, and all of them count.
    """
    parted = parting(found)
    whole = [k for k, image in enumerate(used) if image not in parted]
    return whole if 2 * len(whole) > len(used) else list(range(len(used)))
