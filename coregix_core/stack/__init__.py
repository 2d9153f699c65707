"""Many images at once: which they are, what is measured between them, the common solution, and its files.

Imports `api`, `registration`, `assessing`, `report`, `warping`, `fields` and what lies below them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
