"""The public functions: the stages in order, for files and for arrays.

Imports everything below it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
