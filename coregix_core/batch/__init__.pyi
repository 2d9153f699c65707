from .outcome import PairResult as PairResult
from .run import BatchResult as BatchResult
from .run import run_batch as run_batch

__all__ = [
    "BatchResult",
    "PairResult",
    "run_batch",
]
