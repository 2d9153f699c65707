from .at_places import PLACE_WINDOW as PLACE_WINDOW
from .at_places import measure_places as measure_places
from .at_places import pieces_of as pieces_of
from .extrapolation import warn_of_extrapolation as warn_of_extrapolation
from .link import LinkMeasurement as LinkMeasurement
from .link import LinkPoints as LinkPoints
from .link import measure_link as measure_link
from .overlaid import unless_overlaid_as_it_stands as unless_overlaid_as_it_stands
from .stages import Outcome as Outcome
from .stages import block_count as block_count
from .stages import pair_of as pair_of
from .stages import register as register
from .support import ce90_at as ce90_at

__all__ = [
    "PLACE_WINDOW",
    "LinkMeasurement",
    "LinkPoints",
    "Outcome",
    "block_count",
    "ce90_at",
    "measure_link",
    "measure_places",
    "pair_of",
    "pieces_of",
    "register",
    "unless_overlaid_as_it_stands",
    "warn_of_extrapolation",
]
