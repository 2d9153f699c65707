"""Where a raster lies whose georeference says little or nothing: found from anywhere, by known points, or by a click.

Imports `pairing`, `matching`, `fitting`, `io` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
