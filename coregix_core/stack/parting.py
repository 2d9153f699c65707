"""Images of which a part of the ground lies elsewhere than in the others, or bends, as most of their links tell.

A pair tells that of its images together; of a stack, the links show which image it is. It must not lead the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from .links import Found

# Share of the links that is not yet most of them.
_HALF = 0.5


def parting(found: Found) -> set[int]:
    """The images of which more than half of the links find that their ground lies not as a whole."""
    return {i for i, share in _telling(found).items() if share > _HALF}


def either(found: Found) -> set[int]:
    """The images that may part as well as another one: half of their links find so, and none with one that parts."""
    parted, telling = parting(found), _telling(found)
    alone = {i for pair, link in found.items() if link.ties is not None and link.parts and parted.isdisjoint(pair)
             for i in pair}
    return {i for i in alone if telling[i] == _HALF}


def _telling(found: Found) -> dict[int, float]:
    """Which share of the links of each image finds that the ground lies not as a whole."""
    told: dict[int, list[bool]] = {}
    for pair, link in found.items():
        if link.ties is not None:
            for i in pair:
                told.setdefault(i, []).append(link.parts)
    return {i: sum(own) / len(own) for i, own in told.items()}


def leading(found: Found, used: Sequence[int]) -> list[int]:
    """Which of the ``used`` images, by their places among these, say what all have in common: those that do not part.

    If these are not most of them, nobody can tell which are to be believed, and all of them count.
    """
    parted = parting(found)
    whole = [k for k, image in enumerate(used) if image not in parted]
    return whole if 2 * len(whole) > len(used) else list(range(len(used)))
