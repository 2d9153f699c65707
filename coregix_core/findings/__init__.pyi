from .measurements import Assessment as Assessment
from .measurements import Displacement as Displacement
from .measurements import KnownPoints as KnownPoints
from .measurements import LocalGain as LocalGain
from .measurements import MovedGround as MovedGround
from .measurements import Placement as Placement
from .measurements import Residuals as Residuals
from .measurements import Snap as Snap
from .measurements import TiePoints as TiePoints
from .measurements import Verdict as Verdict
from .results import AlignResult as AlignResult
from .results import ApplyResult as ApplyResult
from .results import AssessResult as AssessResult
from .results import ExportResult as ExportResult
from .results import TrimResult as TrimResult
from .statistics import HeightDependence as HeightDependence
from .statistics import Profile as Profile
from .statistics import ResidualStatistics as ResidualStatistics
from .statistics import accuracy_statement as accuracy_statement
from .statistics import profile as profile

__all__ = [
    "AlignResult",
    "ApplyResult",
    "AssessResult",
    "Assessment",
    "Displacement",
    "ExportResult",
    "HeightDependence",
    "KnownPoints",
    "LocalGain",
    "MovedGround",
    "Placement",
    "Profile",
    "ResidualStatistics",
    "Residuals",
    "Snap",
    "TiePoints",
    "TrimResult",
    "Verdict",
    "accuracy_statement",
    "profile",
]
