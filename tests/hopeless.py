"""Images that show nothing of what ``textured(SMALL)`` shows at the same place."""

import numpy as np
from scenes import Ground, grid, textured

PIXEL = 2.0
SMALL = grid(180, 170, PIXEL)
HOPELESS = {
    "unrelated": lambda: textured(SMALL, ground=Ground(seed=40)),
    "noise": lambda: np.random.default_rng(1).normal(3000, 300, SMALL.shape),
    "mirrored": lambda: textured(SMALL)[:, ::-1],
    "turned by 90 degrees": lambda: np.rot90(textured(grid(170, 180, PIXEL))),
    "stripes": lambda: 3000 + 500 * np.sin(np.indices(SMALL.shape)[1] / 5.0),
}
