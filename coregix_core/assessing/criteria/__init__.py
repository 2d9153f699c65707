"""The thresholds of what is assessed, each with the measurement or paper that it comes from."""

from __future__ import annotations

from .dates import DATES, DateCriteria
from .hills import HILLS, HillCriteria
from .joint import JOINED, JointCriteria
from .mixture import MIXTURE, MixtureCriteria
from .overlays import OVERLAY, OverlayCriteria
from .parts import PARTS, PartCriteria
from .scales import SCALES, ScaleCriteria
from .steep import STEEP, SteepCriteria
from .tones import TONES, ToneCriteria
from .verdict import CRITERIA, PLACES, STAYS, Criteria, PlaceCriteria, StayCriteria

__all__ = [
    "CRITERIA",
    "DATES",
    "HILLS",
    "JOINED",
    "MIXTURE",
    "OVERLAY",
    "PARTS",
    "PLACES",
    "SCALES",
    "STAYS",
    "STEEP",
    "TONES",
    "Criteria",
    "DateCriteria",
    "HillCriteria",
    "JointCriteria",
    "MixtureCriteria",
    "OverlayCriteria",
    "PartCriteria",
    "PlaceCriteria",
    "ScaleCriteria",
    "StayCriteria",
    "SteepCriteria",
    "ToneCriteria",
]
