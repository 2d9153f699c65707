from .common_part import CommonPart as CommonPart
from .common_part import common_part as common_part
from .covers import Cover as Cover
from .covers import apart_from_cover as apart_from_cover
from .covers import cover_of as cover_of
from .covers import ends_of_cover as ends_of_cover
from .gaps import bridged as bridged
from .gaps import solid as solid
from .image import Image as Image
from .image import Mask as Mask
from .image import Reason as Reason
from .image import can_hold as can_hold
from .image import reasons as reasons
from .jackknife import jackknife as jackknife
from .likeness import likeness as likeness
from .outlines import apart_from_outlines as apart_from_outlines
from .outlines import axes_alike as axes_alike
from .outlines import flattened as flattened
from .outlines import shared_outlines as shared_outlines
from .outlines import slopes_alike as slopes_alike
from .proxies import PROXIES as PROXIES
from .proxies import STRUCTURE as STRUCTURE
from .proxies import Proxy as Proxy
from .proxies import averaged as averaged
from .proxies import band_proxy as band_proxy
from .proxies import edge_proxy as edge_proxy
from .proxies import edge_strength as edge_strength
from .proxies import gradient as gradient
from .proxies import levelled_pair as levelled_pair
from .proxies import line_proxy as line_proxy
from .proxies import ridge_proxy as ridge_proxy
from .resampling import moving_pixels as moving_pixels
from .resampling import resample as resample
from .saturation import apart_from_saturated as apart_from_saturated
from .saturation import around_areas as around_areas
from .saturation import holds_classes as holds_classes
from .saturation import saturated_areas as saturated_areas
from .saturation import share_at_an_end as share_at_an_end
from .saturation import step_from as step_from
from .sensor_pattern import SensorPattern as SensorPattern
from .sensor_pattern import shared_pattern as shared_pattern
from .smoothing import smoothed as smoothed

__all__ = [
    "PROXIES",
    "STRUCTURE",
    "Cover",
    "Image",
    "Mask",
    "Proxy",
    "Reason",
    "SensorPattern",
    "apart_from_cover",
    "apart_from_outlines",
    "apart_from_saturated",
    "around_areas",
    "averaged",
    "axes_alike",
    "band_proxy",
    "bridged",
    "can_hold",
    "cover_of",
    "edge_proxy",
    "edge_strength",
    "ends_of_cover",
    "flattened",
    "gradient",
    "jackknife",
    "levelled_pair",
    "likeness",
    "line_proxy",
    "moving_pixels",
    "reasons",
    "resample",
    "ridge_proxy",
    "saturated_areas",
    "share_at_an_end",
    "shared_outlines",
    "shared_pattern",
    "slopes_alike",
    "smoothed",
    "solid",
    "step_from",
]
