"""Files: rasters in and out, atomic writes, transforms, points, vectors, exports and STAC items.

Everything that is opened or written passes through here. Imports `findings`, `imaging` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
