"""Displacement fields: B-splines, scattered data, Gauss-Newton steps over pixels, and the bootstrap.

Arrays only. Imports `imaging` and what lies below it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
