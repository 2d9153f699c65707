"""Starts the core in the engine's interpreter: ``python [-I -S] boot.py PATHS ARGUMENTS``.

PATHS, joined as in PATH, go first on ``sys.path``; '-' stands for none. With ``--probe`` for ARGUMENTS, one JSON object
says what is here, without importing any of it. Plain old syntax: an interpreter that is too old must be able to say so.
"""

import importlib.util
import json
import os
import sys
from pathlib import Path

# Modules without which the core cannot work.
NEEDED = ("numpy", "scipy", "rasterio", "SimpleITK")


def probe() -> "dict[str, object]":
    """What this interpreter offers: its version, the core's version or None, and the needed modules that it lacks."""
    version = None
    # A core that this Python is too old for counts as none.
    if sys.version_info >= (3, 11) and importlib.util.find_spec("coregix_core"):
        import coregix_core

        version = coregix_core.__version__
    return {
        "python": list(sys.version_info[:3]),
        "version": version,
        # Found and not imported: to import them takes seconds.
        "missing": [name for name in NEEDED if importlib.util.find_spec(name) is None],
    }


def main() -> int:
    """Set up the path, then be the command ``coregix``."""
    here = Path(__file__).resolve().parent
    paths, arguments = sys.argv[1], sys.argv[2:]
    # Python put the folder of this file first; its modules (process, align) are none of the core's business.
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != here]
    # First, so that the plugin's own core goes before one that happens to be installed.
    sys.path[:0] = [] if paths == "-" else paths.split(os.pathsep)
    if arguments == ["--probe"]:
        sys.stdout.write(json.dumps(probe()) + "\n")
        return 0
    # Only now: with the path as it was, another installed core might be the one that is imported.
    from coregix_core.cli import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
