"""A Dask cluster on Kubernetes for 'coregix batch', made by the operator of dask-kubernetes.

    pip install dask-kubernetes
    python cluster.py --print > cluster.yaml && kubectl apply -f cluster.yaml
    kubectl port-forward service/coregix-scheduler 8786 &
    coregix batch pairs.csv --scheduler tcp://127.0.0.1:8786

IMAGE is built from packaging/container. CLAIM is a volume that holds the rasters, mounted as /data on every worker: the
paths in the list have to be those that the workers see.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import yaml
from dask_kubernetes.operator import make_cluster_spec


def cluster_spec(image: str, claim: str, workers: int) -> dict[str, Any]:
    """The cluster as the operator takes it: workers of 2 processors and 4 GiB that do one pair at a time."""
    spec = make_cluster_spec(
        name="coregix", image=image, n_workers=workers, worker_command=["dask", "worker", "--nthreads", "1"],
        resources={"requests": {"cpu": "2", "memory": "4Gi"}, "limits": {"memory": "4Gi"}},
        env={"OPENBLAS_NUM_THREADS": "1"})
    for part in ("worker", "scheduler"):
        pod = spec["spec"][part]["spec"]
        pod["volumes"] = [{"name": "data", "persistentVolumeClaim": {"claimName": claim}}]
        pod["securityContext"] = {"runAsNonRoot": True, "runAsUser": 1000}
        for container in pod["containers"]:
            container["volumeMounts"] = [{"name": "data", "mountPath": "/data"}]
            # The image starts coregix by itself, which is not what runs here.
            container["command"] = [container["args"].pop(0)]
    return spec


def main() -> int:
    """Print the cluster as YAML."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--image", default="coregix:latest")
    parser.add_argument("--claim", default="rasters")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--print", action="store_true", required=True)
    given = parser.parse_args()
    spec = cluster_spec(given.image, given.claim, given.workers)
    # By way of JSON, as YAML would write what stands twice as a reference.
    yaml.safe_dump(json.loads(json.dumps(spec)), sys.stdout, sort_keys=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
