"""Images with their validity, and what of them is compared: proxies, and resampling onto a common grid.

Arrays only. Imports `geometry`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
