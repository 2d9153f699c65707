from .result import StackResult as StackResult
from .run import align_stack as align_stack
from .solution import ImageResult as ImageResult
from .solution import LinkResult as LinkResult

__all__ = [
    "ImageResult",
    "LinkResult",
    "StackResult",
    "align_stack",
]
