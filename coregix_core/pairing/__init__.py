"""Two rasters as a pair: their common grid and masks, blocks with tie points spread over it, what a solve of it found.

Imports `matching`, `fitting`, `io` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
