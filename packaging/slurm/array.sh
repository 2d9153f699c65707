#!/usr/bin/env bash
# Without Dask: one pair a task. LIST has a source and an output a line, separated by a tab.
#
#     sbatch --array=1-$(grep -c . list.tsv) array.sh list.tsv reference.tif
#
#SBATCH --job-name=coregix
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=01:00:00
set -euo pipefail

# The last line of a list may lack its end, which read takes for a failure.
IFS=$'\t' read -r source output < <(sed -n "${SLURM_ARRAY_TASK_ID}p" "$1") || [ -n "$output" ]
# 3 is a refusal: the pair has no reliable alignment, which is an answer and no failure of the job.
coregix align --moving-image "$source" --fixed-image "$2" --output-image "$output" --threads 2 || [ $? -eq 3 ]
