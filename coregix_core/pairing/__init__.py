"""Two rasters as a pair: their common grid and masks, and the images and tie points of blocks spread over it.

Imports `matching`, `fields`, `io` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
