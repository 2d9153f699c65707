"""The one place that says which version this is. Standard library alone, Python 3.9 syntax."""

from __future__ import annotations

__version__ = "1.0.0"
