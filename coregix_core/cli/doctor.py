"""What is installed, and whether it works: versions, GDAL drivers, extras, and a try of elastix."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module, metadata
from typing import Any

from .._version import __version__
from ..errors import CoregixError

# SimpleITK-SimpleElastix and not SimpleITK, whose official build has no elastix.
PACKAGES = ("numpy", "scipy", "rasterio", "SimpleITK-SimpleElastix")
# GDAL driver -> whether coregix cannot work without it.
DRIVERS = {"GTiff": True, "COG": True, "VRT": True, "JP2OpenJPEG": False, "GPKG": False, "netCDF": False}

# Extra of the distribution -> the packages that it brings.
EXTRAS = {
    "batch": ("cryptography", "dask", "distributed"), "cubes": ("netCDF4", "zarr"), "report": ("matplotlib",),
    "tables": ("geopandas", "pyarrow"), "vectors": ("pyogrio", "shapely"), "xarray": ("dask", "xarray"),
}

OTHER_COREGIX = (
    "the package index still has an older tool of this name, and it is installed over this one: remove it with "
    "'pip uninstall coregix' and install this one from its wheel or its source")

PROJ_WORKS, PROJ_CURE = "works", "unset PROJ_LIB and PROJ_DATA, which other programs may have set"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``ok`` is None where it is only good to know."""

    name: str
    ok: bool | None
    found: str


@dataclass(frozen=True)
class DoctorResult:
    """What ``coregix doctor`` prints."""

    checks: tuple[Check, ...] = field(default=())
    packages: dict[str, str | None] = field(default_factory=dict)
    drivers: dict[str, bool] = field(default_factory=dict)
    extras: dict[str, bool] = field(default_factory=dict)
    elastix: str | None = None

    @property
    def ok(self) -> bool:
        """All that a run needs is there."""
        return all(check.ok is not False for check in self.checks)

    @property
    def exit_code(self) -> int:
        """0 where a run has what it needs."""
        return 0 if self.ok else CoregixError.exit_code

    def to_dict(self) -> dict[str, Any]:
        """The findings as JSON-ready values."""
        return {
            "version": __version__, "ok": self.ok, "python": platform.python_version(), "platform": platform.platform(),
            "packages": self.packages, "drivers": self.drivers, "extras": self.extras,
            "elastix": {"ok": self.elastix is None, "message": self.elastix},
            "problems": [f"{c.name}: {c.found}" for c in self.checks if c.ok is False],
        }

    def summary(self) -> str:
        """A table for people."""
        marks = {True: "ok", False: "PROBLEM", None: "-"}
        width = max(len(check.name) for check in self.checks)
        lines = [f"{check.name:<{width}}  {marks[check.ok]:<7}  {check.found}" for check in self.checks]
        verdict = "All that coregix needs works." if self.ok else "Something that coregix needs is wrong."
        return "\n".join([*lines, verdict])


def examine() -> DoctorResult:
    """Look at everything; nothing that is found wrong stops the look at the rest."""
    packages = {name: _version(name) for name in PACKAGES}
    # Imported within: a broken package must become a finding, not a traceback.
    gdal, proj = _found(_gdal_version), _found(_proj)
    packages["GDAL"] = gdal if isinstance(gdal, str) else None
    # Of rasterio's GDAL, not of the system's, which other programs use.
    drivers = _drivers()
    extras = {name: all(map(_importable, modules)) for name, modules in EXTRAS.items()}
    elastix = _elastix_problem()
    checks = (
        Check("coregix", None, __version__),
        Check("Python", None, f"{platform.python_version()} on {platform.platform()}"),
        *(Check(name, version is not None, version or "missing") for name, version in packages.items()),
        Check("PROJ database", isinstance(proj, str), PROJ_WORKS if isinstance(proj, str) else f"{proj}; {PROJ_CURE}"),
        Check("elastix", elastix is None, elastix or "works"),
        _distribution_check(), *_driver_checks(drivers), *_extra_checks(extras),
    )
    return DoctorResult(checks, packages, drivers, extras, elastix)


def _distribution_check() -> Check:
    """Which of the two tools called coregix is installed, as far as Python's records say."""
    installed = _version("coregix")
    if installed is None:
        # As QGIS's engine runs it: from a folder on the path.
        return Check("coregix", None, f"{__version__}, not installed as a package")
    return Check("coregix", installed == __version__, installed if installed == __version__ else
                 f"{installed} is installed, and {__version__} runs: {OTHER_COREGIX}")


def _driver_checks(drivers: dict[str, bool]) -> list[Check]:
    """A driver that is missing is a problem only where coregix cannot do without it."""
    return [Check(f"driver {name}", there if there or DRIVERS[name] else None, "there" if there else "missing")
            for name, there in drivers.items()]


def _extra_checks(extras: dict[str, bool]) -> list[Check]:
    # None and not False: what was not asked for is no problem.
    return [Check(f"extra {name}", there or None, "there" if there else f"pip install {' '.join(EXTRAS[name])}")
            for name, there in extras.items()]


def _found(look: Callable[[], str]) -> str | Exception:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a broken package is a finding
        return error


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _gdal_version() -> str:
    return str(import_module("rasterio").__gdal_version__)


def _proj() -> str:
    """Raises rasterio's CRSError where PROJ finds no database: PROJ_LIB and PROJ_DATA of other programs lead astray."""
    # To look up a code is what needs the database; to import rasterio does not.
    return str(import_module("rasterio.crs").CRS.from_epsg(4326))


def _drivers() -> dict[str, bool]:
    """Which of ``DRIVERS`` rasterio's GDAL has."""
    def names() -> str:
        with import_module("rasterio").Env() as env:
            return " ".join(env.drivers())

    found = _found(names)
    there = found.split() if isinstance(found, str) else []
    return {name: name in there for name in DRIVERS}


def _importable(module: str) -> bool:
    return not isinstance(_found(lambda: str(import_module(module))), Exception)


def _elastix_problem() -> str | None:
    """None where elastix works; what is wrong, and what to do, where it does not."""
    def look() -> str:
        import_module("coregix_core.matching.elastix").check_available()
        return ""

    found = _found(look)
    return str(found) or type(found).__name__ if isinstance(found, Exception) else None
