"""A Dask cluster on a Slurm machine, and a batch of pairs on it.

    pip install dask-jobqueue
    python cluster.py pairs.csv --workers 20 --queue short

Runs on the login node or in a small job of its own: it starts the workers as Slurm jobs, waits for the batch, and lets
them go. A batch that was stopped goes on from where it was when it is started again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from dask_jobqueue import SLURMCluster


def cluster_of(queue: str, memory_gib: int, hours: int) -> SLURMCluster:
    """A cluster whose workers have two processors each, and do one pair at a time."""
    return SLURMCluster(
        queue=queue, cores=1, job_cpu=2, processes=1, memory=f"{memory_gib} GiB", walltime=f"{hours:02d}:00:00",
        # One Dask thread, as a pair uses both processors itself.
        job_script_prologue=["export OPENBLAS_NUM_THREADS=1"])


def main() -> int:
    """Start the workers, run the batch on them, and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", help="CSV file of pairs, as 'coregix batch' takes it")
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--queue", default="normal", help="partition")
    parser.add_argument("--memory-gib", type=int, default=4)
    parser.add_argument("--hours", type=int, default=4)
    parser.add_argument("--script", action="store_true", help="print the job's script and start nothing")
    given = parser.parse_args()
    with cluster_of(given.queue, given.memory_gib, given.hours) as cluster:
        if given.script:
            print(cluster.job_script())
            return 0
        cluster.scale(given.workers)
        return subprocess.run(
            ["coregix", "batch", given.pairs, "--scheduler", cluster.scheduler_address], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
