"""From two open rasters to a transform and what was measured about it: solve, local field, assessment.

Imports `matching`, `fitting`, `fields`, `io` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
