"""Parametric models fitted to displacements, robustly, and the choice between them.

Arrays only. Imports `geometry`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
