"""``python -m coregix_core`` is the command ``coregix``."""

import sys

from .cli import main

sys.exit(main())
