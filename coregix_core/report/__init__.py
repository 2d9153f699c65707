"""A result as an HTML page, a notebook card or a picture.

`figures` is the one module that imports matplotlib. Imports `pairing` and what lies below it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
