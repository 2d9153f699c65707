"""Places that hang together, each by a link with the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def groups_of(links: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """The number (``count``,) of the group that each place is of, by ``links`` (k, 2) between places."""
    # To load it takes as long as a small look: most pairs have no places to link.
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    table = coo_matrix((np.ones(len(links)), (links[:, 0], links[:, 1])), (count, count))
    return np.asarray(connected_components(table, directed=False)[1])
