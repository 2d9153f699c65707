"""What residual displacements that are measured anew say of a transform: evidence, uncertainty, verdict.

Imports `pairing`, `matching`, `fitting` and what lies below them, and nothing of how the transform was solved.
"""

import lazy_loader

from ..lazy_numpy import postpone

# Before scipy, which modules of this package load first.
postpone()

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
