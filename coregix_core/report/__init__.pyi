from .batch_page import BatchPage as BatchPage
from .batch_page import PairRow as PairRow
from .batch_page import write_batch_report as write_batch_report
from .figures import load_drawing as load_drawing
from .page import require as require
from .page import write_align_report as write_align_report
from .page import write_assess_report as write_assess_report
from .stack_page import StackPage as StackPage
from .stack_page import is_stack_report as is_stack_report
from .stack_page import write_stack_report as write_stack_report
from .thumbnail import thumbnail as thumbnail
from .thumbnail import thumbnail_of as thumbnail_of

__all__ = [
    "BatchPage",
    "PairRow",
    "StackPage",
    "is_stack_report",
    "load_drawing",
    "require",
    "thumbnail",
    "thumbnail_of",
    "write_align_report",
    "write_assess_report",
    "write_batch_report",
    "write_stack_report",
]
