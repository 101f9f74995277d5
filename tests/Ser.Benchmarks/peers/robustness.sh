#!/usr/bin/env bash
# What a model is worth on other microphones, levels and lines: copies of its test clips, made worse in one way each, and its UAR on them.
# Usage: robustness.sh RUN [RECORDINGS], a run folder of ser train or a fold of ser crossval; or robustness.sh MODEL RECORDINGS
# RECORDINGS: where the clips lie, if not where the run found them. KEEP=FOLDER keeps the copies, SEED=… draws others (default 1).
set -eu
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
model=${1:?give a run folder, or a model.onnx and a folder of labelled test clips} recordings=${2:-}
"$root/ser" --version > /dev/null
if [[ -n ${KEEP:-} ]]; then
  work=$KEEP
  mkdir -p "$work"
  [[ -z $(ls -A "$work") ]] || { echo "$work is not empty; name a new folder in KEEP" >&2; exit 1; }
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

"$python" "$here/robustness.py" "$root/artifacts/ser/ser" "$model" "$recordings" "$work" "${SEED:-1}"
