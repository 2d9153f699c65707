"""Many pairs on Dask workers, resumable: which pairs, what became of each, and the run.

Imports `api`, `report`, `matching`, `io` and `options`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
