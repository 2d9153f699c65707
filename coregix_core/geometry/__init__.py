"""Where pixels lie and how places move: grids, coordinate reference systems, frames and transforms.

Arrays and values only; no file is opened here. Imports `errors`.
"""

import lazy_loader

from ..lazy_numpy import postpone

# Before any package that is above this one imports scipy.
postpone()

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
