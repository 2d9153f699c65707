from .agreement import Agreement as Agreement
from .agreement import feature_agreement as feature_agreement
from .all_turns import all_turns as all_turns
from .coarse_search import Start as Start
from .coarse_search import TurnedImages as TurnedImages
from .coarse_search import find_start as find_start
from .coarse_search import make_proxy as make_proxy
from .coarse_search import search_factor as search_factor
from .coarse_search import shrunk as shrunk
from .correlation import Peak as Peak
from .correlation import best_shift as best_shift
from .correlation import masked_ncc as masked_ncc
from .elastix import Elastix as Elastix
from .elastix_settings import ELASTIX_METRICS as ELASTIX_METRICS
from .elastix_settings import Settings as Settings
from .every_turn import GLANCE as GLANCE
from .every_turn import QUICK as QUICK
from .every_turn import THOROUGH as THOROUGH
from .every_turn import Sweep as Sweep
from .features import Features as Features
from .features import find_features as find_features
from .information import mutual_information as mutual_information
from .joint_affine import followed as followed
from .joint_evidence import SUPPORT_CAP as SUPPORT_CAP
from .joint_evidence import JointPeak as JointPeak
from .joint_evidence import JointSurfaces as JointSurfaces
from .joint_evidence import Ranges as Ranges
from .joint_evidence import joint_surfaces as joint_surfaces
from .kept_engine import engine_for as engine_for
from .kept_engine import keep_engines as keep_engines
from .local_correlation import local_correlation as local_correlation
from .outliers import MIN_SMOOTH_POINTS as MIN_SMOOTH_POINTS
from .outliers import local_planes as local_planes
from .outliers import near_median as near_median
from .outliers import nearest as nearest
from .outliers import neighbours_agree as neighbours_agree
from .outliers import smooth_part as smooth_part
from .rivals import rivals as rivals
from .tie_points import EDGE as EDGE
from .tie_points import INVALID as INVALID
from .tie_points import Matches as Matches
from .tie_points import match as match
from .tie_points import match_sparingly as match_sparingly
from .tie_points import window_centres as window_centres
from .tone_tables import BEYOND as BEYOND
from .tone_tables import ToneTables as ToneTables
from .tone_tables import rarity as rarity
from .tone_tables import tone_tables as tone_tables

__all__ = [
    "BEYOND",
    "EDGE",
    "ELASTIX_METRICS",
    "GLANCE",
    "INVALID",
    "MIN_SMOOTH_POINTS",
    "QUICK",
    "SUPPORT_CAP",
    "THOROUGH",
    "Agreement",
    "Elastix",
    "Features",
    "JointPeak",
    "JointSurfaces",
    "Matches",
    "Peak",
    "Ranges",
    "Settings",
    "Start",
    "Sweep",
    "ToneTables",
    "TurnedImages",
    "all_turns",
    "best_shift",
    "engine_for",
    "feature_agreement",
    "find_features",
    "find_start",
    "joint_surfaces",
    "keep_engines",
    "local_correlation",
    "local_planes",
    "make_proxy",
    "masked_ncc",
    "match",
    "match_sparingly",
    "mutual_information",
    "near_median",
    "nearest",
    "neighbours_agree",
    "rarity",
    "rivals",
    "search_factor",
    "shrunk",
    "smooth_part",
    "tone_tables",
    "window_centres",
]
