"""What residual displacements that are measured anew say of a transform: evidence, uncertainty, verdict.

Imports `solving`, `pairing`, `matching`, `fitting` and what lies below them.
"""

import lazy_loader

from ..lazy_numpy import postpone

# Before scipy, which modules of this package load first.
postpone()

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
