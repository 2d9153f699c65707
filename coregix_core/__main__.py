"""``python -m coregix_core`` is the command ``coregix``."""

import sys

from .cli import main

# Worker processes of a batch import this module once more.
if __name__ == "__main__":
    sys.exit(main())
