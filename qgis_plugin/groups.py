"""Packages that only some runs need: seen from the command line of a run, and fetched before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import host
from .coregix_core.errors import CoregixError, InputError, OutputError
from .engine import Engine, group_folder
from .install import install_group
from .translation import tr
from .wheels import REPORT_OPTION, Report, Repository, needed


def with_groups(
    engine: Engine, words: Sequence[str], report: Report, warn: Callable[[str], object],
    cancelled: Callable[[], bool],
) -> tuple[Engine, list[str]]:
    """The engine with what a command line needs, fetched if it is missing, and the command line to run.

    Without network the report is left out, and ``warn`` gets told. Raises CoregixError.
    """
    words = list(words)
    # A Python of the user's has what it has.
    if engine.packages is None:
        return engine, words
    for group in needed(words):
        if group_folder(host.home(), group) in engine.extras:
            continue
        try:
            install_group(group, host.home(), Repository(host.fetch, host.index()), report, cancelled)
        except (InputError, OutputError) as refused:
            # The run can do without a report, but not without what reads its vectors.
            if group != "report":
                raise CoregixError(str(refused)) from refused
            warn(tr("There is no report, as its packages cannot be fetched: {reason}").format(reason=refused))
            at = words.index(REPORT_OPTION)
            # The option and the file that it names.
            del words[at:at + 2]
    return host.engine(), words
