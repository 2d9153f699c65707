from .anywhere import elsewhere as elsewhere
from .anywhere import place as place
from .known_points import CONTROL_POINTS as CONTROL_POINTS
from .known_points import Known as Known
from .known_points import place_by_control_points as place_by_control_points
from .known_points import place_by_points as place_by_points
from .known_points import read_known as read_known
from .snap import snapped as snapped
from .whereabouts import as_aligned as as_aligned
from .whereabouts import search_box as search_box
from .whereabouts import searched_for as searched_for

__all__ = [
    "CONTROL_POINTS",
    "Known",
    "as_aligned",
    "elsewhere",
    "place",
    "place_by_control_points",
    "place_by_points",
    "read_known",
    "search_box",
    "searched_for",
    "snapped",
]
