"""What a run found, as values: measurements, and the result of each command with its JSON and its card for notebooks.

Imports `geometry`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
