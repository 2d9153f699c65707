"""From a pair to a transform: coarse search, elastix, tie points down the levels, a homography or local field on them.

Imports `pairing`, `matching`, `fitting`, `fields` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
