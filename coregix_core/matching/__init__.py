"""How far one image lies from another: correlation, coarse search, tie points, outliers, and elastix.

Arrays only; `elastix` is the one module that imports SimpleITK. Imports `imaging` and what lies below it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
