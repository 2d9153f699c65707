"""The command line: parses, calls, prints, and maps errors to exit codes.

`parsing` is the one module that imports argparse. Imports `options`; the functions it runs are loaded when called.
"""

from .program import align_main, main

__all__ = ["align_main", "main"]
