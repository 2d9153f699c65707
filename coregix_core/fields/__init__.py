"""Displacement fields: B-splines, scattered data, Gauss-Newton steps over pixels, and the bootstrap.

Arrays only. Imports `imaging` and `fitting` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
