"""Original pixels onto the output grid, once, by blocks; and invalid edges trimmed.

Imports `io` and what lies below it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
