from .assessment import assess as assess
from .assessment import assess_joined as assess_joined
from .assessment import assess_nearby as assess_nearby
from .assessment import bend_of as bend_of
from .assessment import spread_of as spread_of
from .common_overlay import Parts as Parts
from .common_overlay import contradicts_outlines as contradicts_outlines
from .common_overlay import is_one_ground as is_one_ground
from .common_overlay import may_be_covered as may_be_covered
from .common_overlay import may_be_over_both as may_be_over_both
from .common_overlay import middle_of as middle_of
from .common_overlay import of_one_sign as of_one_sign
from .common_overlay import parts_of as parts_of
from .common_overlay import share_outlines as share_outlines
from .criteria import CRITERIA as CRITERIA
from .criteria import JOINED as JOINED
from .criteria import OVERLAY as OVERLAY
from .criteria import STAYS as STAYS
from .evidence import OTHER_PROXY as OTHER_PROXY
from .evidence import Evidence as Evidence
from .evidence import agreeing as agreeing
from .evidence import in_place as in_place
from .evidence import most_in_place as most_in_place
from .evidence import places_of as places_of
from .gathering import first_look as first_look
from .gathering import gather as gather
from .motion import coherent_motion as coherent_motion
from .nearer_rest import rest_lies_nearer as rest_lies_nearer
from .place_errors import squares_at as squares_at
from .recurrences import clearly_better as clearly_better
from .recurrences import displaced as displaced
from .recurrences import recurrences as recurrences
from .repeats import as_repeated as as_repeated
from .repeats import shift_of as shift_of
from .repeats import unless_repeated as unless_repeated
from .steep_ground import covering_steep as covering_steep
from .uncertainty import aside_of as aside_of
from .unlikeness import unlike as unlike

__all__ = [
    "CRITERIA",
    "JOINED",
    "OTHER_PROXY",
    "OVERLAY",
    "STAYS",
    "Evidence",
    "Parts",
    "agreeing",
    "as_repeated",
    "aside_of",
    "assess",
    "assess_joined",
    "assess_nearby",
    "bend_of",
    "clearly_better",
    "coherent_motion",
    "contradicts_outlines",
    "covering_steep",
    "displaced",
    "first_look",
    "gather",
    "in_place",
    "is_one_ground",
    "may_be_covered",
    "may_be_over_both",
    "middle_of",
    "most_in_place",
    "of_one_sign",
    "parts_of",
    "places_of",
    "recurrences",
    "rest_lies_nearer",
    "share_outlines",
    "shift_of",
    "spread_of",
    "squares_at",
    "unless_repeated",
    "unlike",
]
