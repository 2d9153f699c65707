"""From two open rasters to a transform that is vouched for: place, solve, assess, and refuse or take.

Imports `placing`, `assessing`, `solving`, `pairing` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
